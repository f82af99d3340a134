import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PackageFiles, pickFiles, readPackageFiles } from "./package-files.js";
import { checkPackage, type PackageProblem, type PackageRule } from "./package-rule.js";
import { SLACK_RULES } from "./slack-rules.js";
import { TEAMS_RULES } from "./teams-rules.js";
import { ZENDESK_RULES } from "./zendesk-rules.js";
import { zipPackage } from "./zip-package.js";

const MANIFEST = "manifest.json";

/** Stands in the manifests for the host that an admin runs Rapport on. */
export const HOST_PLACEHOLDER = "YOUR-HOST.example";
/** Stands in the Teams manifest for the bot's app id; a GUID, because the schema asks for one. */
export const TEAMS_APP_ID_PLACEHOLDER = "00000000-0000-0000-0000-000000000000";

export interface BuildOptions {
  /** The project's folder, with `manifests/` and, once built, `dist/zendesk-app/`. */
  readonly root: string;
  /** Host, with a port if it is not 443. Without it the placeholder stays. */
  readonly host?: string | undefined;
  /** GUID of the bot's app registration. Without it the placeholder stays. */
  readonly teamsAppId?: string | undefined;
}

/** What came of one package. Its file is written only if there are no problems. */
export interface PackageReport {
  readonly channel: "zendesk" | "slack" | "teams";
  /** Name of the file in `dist/manifests`. */
  readonly artifact: string;
  readonly fileCount: number;
  readonly bytes: number;
  readonly problems: readonly PackageProblem[];
  /** Placeholders that are still in it, for the admin to replace. */
  readonly placeholders: readonly string[];
}

interface PackagePlan {
  readonly channel: PackageReport["channel"];
  readonly artifact: string;
  readonly rules: readonly PackageRule[];
  assemble(root: string): PackageFiles;
  pack(pkg: PackageFiles): Buffer;
}

const NO_FILES: PackageFiles = { files: new Map(), symlinks: [] };

function readIfThere(folder: string): PackageFiles {
  return existsSync(folder) ? readPackageFiles(folder) : NO_FILES;
}

/** The manifest, texts and assets, and the built app; what zcli keeps beside them on a machine stays out. */
function assembleZendesk(root: string): PackageFiles {
  const source = pickFiles(readIfThere(join(root, "manifests/zendesk")), (path) =>
    /^(manifest\.json$|translations\/|assets\/)/.test(path) && !/(^|\/)\./.test(path) ? path : undefined,
  );
  const app = pickFiles(readIfThere(join(root, "dist/zendesk-app")), (path) => `assets/${path}`);
  return {
    files: new Map([...source.files, ...app.files]),
    symlinks: [...source.symlinks, ...app.symlinks],
  };
}

/** All of the folder but its README. */
function assembleFolder(folder: string): PackageFiles {
  return pickFiles(readIfThere(folder), (path) => (path === "README.md" ? undefined : path));
}

/** The package with the admin's host and app id in its manifest. A domain, unlike an address, has no port. */
function fillPlaceholders(pkg: PackageFiles, { host, teamsAppId }: BuildOptions): PackageFiles {
  const manifest = pkg.files.get(MANIFEST);
  if (manifest === undefined) return pkg;
  const filled = manifest
    .toString("utf8")
    .replaceAll(`//${HOST_PLACEHOLDER}`, `//${host ?? HOST_PLACEHOLDER}`)
    .replaceAll(HOST_PLACEHOLDER, host?.replace(/:\d+$/, "") ?? HOST_PLACEHOLDER)
    .replaceAll(TEAMS_APP_ID_PLACEHOLDER, teamsAppId ?? TEAMS_APP_ID_PLACEHOLDER);
  return { ...pkg, files: new Map([...pkg.files, [MANIFEST, Buffer.from(filled)]]) };
}

const PLANS: readonly PackagePlan[] = [
  {
    channel: "zendesk",
    artifact: "rapport-zendesk.zip",
    rules: ZENDESK_RULES,
    assemble: assembleZendesk,
    pack: zipPackage,
  },
  {
    channel: "slack",
    artifact: "slack-manifest.json",
    rules: SLACK_RULES,
    assemble: (root) => assembleFolder(join(root, "manifests/slack")),
    pack: ({ files }) => files.get(MANIFEST) ?? Buffer.alloc(0),
  },
  {
    channel: "teams",
    artifact: "rapport-teams.zip",
    rules: TEAMS_RULES,
    assemble: (root) => assembleFolder(join(root, "manifests/teams")),
    pack: zipPackage,
  },
];

function placeholdersIn(manifest: Buffer | undefined): readonly string[] {
  return [HOST_PLACEHOLDER, TEAMS_APP_ID_PLACEHOLDER].filter((placeholder) =>
    manifest?.includes(placeholder),
  );
}

/**
 * Checks the three packages and writes those without problems to `dist/manifests`. A package with problems
 * leaves no file, not even an older one.
 */
export function buildManifests(options: BuildOptions): readonly PackageReport[] {
  const target = join(options.root, "dist/manifests");
  mkdirSync(target, { recursive: true });
  return PLANS.map(({ channel, artifact, rules, assemble, pack }) => {
    const pkg = fillPlaceholders(assemble(options.root), options);
    const problems = checkPackage(rules, pkg);
    const packed = pack(pkg);
    if (problems.length > 0) rmSync(join(target, artifact), { force: true });
    else writeFileSync(join(target, artifact), packed);
    return {
      channel,
      artifact,
      fileCount: pkg.files.size,
      bytes: packed.length,
      problems,
      placeholders: placeholdersIn(pkg.files.get(MANIFEST)),
    };
  });
}
