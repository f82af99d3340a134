import { createRequire } from "node:module";
import ajvDraft04 from "ajv-draft-04";
import ajvFormats from "ajv-formats";
import { jsonFile, listOf, objectOf, stringsOf, valueAt } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { decodePng, hasTransparency, type Png } from "./png.js";
import { schemaProblems } from "./schema-problems.js";

const MANIFEST = "manifest.json";

const REQUIRED: readonly (readonly string[])[] = [
  ["manifestVersion"],
  ["version"],
  ["id"],
  ["developer", "name"],
  ["developer", "websiteUrl"],
  ["developer", "privacyUrl"],
  ["developer", "termsOfUseUrl"],
  ["name", "short"],
  ["name", "full"],
  ["description", "short"],
  ["description", "full"],
  ["icons", "color"],
  ["icons", "outline"],
  ["accentColor"],
];
/** Longest listing texts, in characters. */
const MAX_CHARS: readonly (readonly [readonly string[], number])[] = [
  [["name", "short"], 30],
  [["name", "full"], 100],
  [["description", "short"], 80],
  [["description", "full"], 4000],
];
const BOT_SCOPES = new Set(["team", "personal", "groupChat"]);
const MAX_COMMAND_LISTS = 3;
const MAX_COMMANDS = 12;
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;
const TUNNEL =
  /(^|\.)(ngrok(-free)?\.(app|dev|io)|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|devtunnels\.ms|localhost\.run|tunnelmole\.net)$/i;

function manifestOf(pkg: PackageFiles): unknown {
  return jsonFile(pkg, MANIFEST);
}

function botsOf(pkg: PackageFiles): readonly unknown[] {
  return listOf(valueAt(manifestOf(pkg), "bots"));
}

/** Microsoft's schema of that version of the manifest, or undefined if the package has none. */
function schemaOf(version: string): object | undefined {
  if (!/^\d+\.\d+$/.test(version)) return undefined;
  const path = `@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  try {
    return objectOf(createRequire(import.meta.url)(path));
  } catch {
    return undefined;
  }
}

function checkSchema(pkg: PackageFiles): readonly string[] {
  const manifest = manifestOf(pkg);
  if (manifest === undefined) return [`${MANIFEST} is missing or not JSON`];
  const version = String(valueAt(manifest, "manifestVersion"));
  const schema = schemaOf(version);
  if (schema === undefined) return [`There is no public schema for manifestVersion "${version}"`];
  // Microsoft's schemas hold keywords and formats of their own, and are not ours to make strict.
  const ajv = new ajvDraft04.default({ allErrors: true, strict: false, logger: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(manifest) ? [] : schemaProblems(validate.errors);
}

function icon(pkg: PackageFiles, kind: "color" | "outline", sizePx: number): Png | string {
  const path = String(valueAt(manifestOf(pkg), "icons", kind));
  const content = pkg.files.get(path);
  if (content === undefined) return `There is no ${path} for icons.${kind}`;
  const png = decodePng(content);
  if (png === undefined) return `${path} is not a PNG of 8 bits a channel`;
  return png.width === sizePx && png.height === sizePx ? png : `${path} is not ${sizePx}×${sizePx}`;
}

/** Whether everything that can be seen is white. */
function isWhite({ pixels }: Png): boolean {
  let seen = false;
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, green, blue, alpha] = pixels.subarray(at, at + 4);
    if (alpha === 0) continue;
    if (red !== 255 || green !== 255 || blue !== 255) return false;
    seen = true;
  }
  return seen;
}

/** What Microsoft's schema and its store's reviewers ask of the package. */
export const TEAMS_RULES: readonly PackageRule[] = [
  { id: "schema", problems: checkSchema },
  {
    id: "no-symlinks",
    problems: ({ symlinks }) => symlinks.map((path) => `${path} is a symbolic link`),
  },
  {
    id: "required-keys",
    problems: (pkg) =>
      REQUIRED.filter((keys) => !valueAt(manifestOf(pkg), ...keys)).map(
        (keys) => `There is no ${keys.join(".")}`,
      ),
  },
  {
    id: "text-lengths",
    problems: (pkg) =>
      MAX_CHARS.filter(([keys, max]) => String(valueAt(manifestOf(pkg), ...keys)).length > max).map(
        ([keys, max]) => `${keys.join(".")} is over ${max} characters`,
      ),
  },
  {
    id: "version",
    problems: (pkg) => {
      const version = String(valueAt(manifestOf(pkg), "version"));
      return SEMVER.test(version) ? [] : [`version "${version}" is not major.minor.patch`];
    },
  },
  {
    id: "app-id",
    problems: (pkg) => (GUID.test(String(valueAt(manifestOf(pkg), "id"))) ? [] : ["id is not a GUID"]),
  },
  {
    id: "developer-addresses",
    problems: (pkg) =>
      ["websiteUrl", "privacyUrl", "termsOfUseUrl"]
        .filter((key) => !/^https:\/\//.test(String(valueAt(manifestOf(pkg), "developer", key))))
        .map((key) => `developer.${key} is not https`),
  },
  {
    id: "one-bot",
    problems: (pkg) =>
      botsOf(pkg).length === 1 ? [] : [`There are ${botsOf(pkg).length} bots instead of one`],
  },
  {
    id: "bot-scopes",
    problems: (pkg) =>
      botsOf(pkg).flatMap((bot) => {
        const scopes = stringsOf(valueAt(bot, "scopes"));
        if (scopes.length === 0) return ["The bot has no scopes"];
        return scopes
          .filter((scope) => !BOT_SCOPES.has(scope))
          .map((scope) => `The bot's scope ${scope} is unknown`);
      }),
  },
  {
    id: "command-lists",
    problems: (pkg) =>
      botsOf(pkg).flatMap((bot) => {
        const lists = listOf(valueAt(bot, "commandLists"));
        const long = lists.filter((list) => listOf(valueAt(list, "commands")).length > MAX_COMMANDS);
        return [
          ...(lists.length > MAX_COMMAND_LISTS ? [`There are over ${MAX_COMMAND_LISTS} command lists`] : []),
          ...long.map(() => `A command list has over ${MAX_COMMANDS} commands`),
        ];
      }),
  },
  {
    id: "valid-domains",
    problems: (pkg) =>
      stringsOf(valueAt(manifestOf(pkg), "validDomains")).flatMap((domain) => {
        if (!DOMAIN.test(domain)) return [`validDomains: ${domain} is not a plain domain`];
        return TUNNEL.test(domain) ? [`validDomains: ${domain} is a tunnel`] : [];
      }),
  },
  {
    id: "colour-icon",
    problems: (pkg) => {
      const png = icon(pkg, "color", 192);
      return typeof png === "string" ? [png] : [];
    },
  },
  {
    id: "outline-icon",
    problems: (pkg) => {
      const png = icon(pkg, "outline", 32);
      if (typeof png === "string") return [png];
      return isWhite(png) && hasTransparency(png) ? [] : ["The outline icon is not white on transparent"];
    },
  },
  {
    id: "no-extra-files",
    problems: (pkg) => {
      const icons = Object.values(objectOf(valueAt(manifestOf(pkg), "icons")));
      return [...pkg.files.keys()]
        .filter((path) => path !== MANIFEST && !icons.includes(path))
        .map((path) => `${path} does not belong in the package`);
    },
  },
];
