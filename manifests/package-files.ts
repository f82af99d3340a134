import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an admin uploads, before it is zipped. */
export interface PackageFiles {
  /** Content by path inside the package, with `/` between folders. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Paths that were symbolic links. Their targets are not read. */
  readonly symlinks: readonly string[];
}

/** Reads a folder and all below it. Throws what `node:fs` throws, e.g. if the folder does not exist. */
export function readPackageFiles(folder: string): PackageFiles {
  const files = new Map<string, Buffer>();
  const symlinks: string[] = [];
  const walk = (prefix: string): void => {
    for (const name of readdirSync(join(folder, prefix)).sort()) {
      const path = prefix === "" ? name : `${prefix}/${name}`;
      const entry = lstatSync(join(folder, path));
      if (entry.isSymbolicLink()) symlinks.push(path);
      else if (entry.isDirectory()) walk(path);
      else files.set(path, readFileSync(join(folder, path)));
    }
  };
  walk("");
  return { files, symlinks };
}

/** The package with some of its files, under other paths. `place` gives the new path, or undefined to drop. */
export function pickFiles(pkg: PackageFiles, place: (path: string) => string | undefined): PackageFiles {
  const files = new Map<string, Buffer>();
  for (const [path, content] of pkg.files) {
    const placed = place(path);
    if (placed !== undefined) files.set(placed, content);
  }
  return { files, symlinks: pkg.symlinks.filter((path) => place(path) !== undefined) };
}
