import { existsSync } from "node:fs";
import path from "node:path";

/** The nearest folder upwards that holds `package.json`: the same from the sources and from `dist`. */
export function projectRoot(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, "package.json"))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json above ${from}`);
  }
}
