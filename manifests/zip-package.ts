import { zipSync } from "fflate";
import type { PackageFiles } from "./package-files.js";

/** The earliest time that a zip can hold, in local time because that is what zips hold. */
const FIXED_TIME = new Date(1980, 0, 1);

/** The files as a zip: the same files give the same bytes, on any day and in any order. */
export function zipPackage({ files }: PackageFiles): Buffer {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 9, mtime: FIXED_TIME }));
}
