import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { decodePng, hasTransparency } from "./png.js";
import { zendeskLocations } from "./zendesk-manifest.js";

const REFUSED_EXTENSION =
  /\.(rar|zip|gz|gzip|tgz|pdf|docx?|avi|bin|bz2?|csh|sh|jar|mp3|mpeg|odt|pptx?|xlsx?|7z)$/i;
/** First bytes of archives and documents, whatever they are called: zip, gzip, pdf, rar, 7z, bzip2. */
const REFUSED_MAGIC = ["504b0304", "1f8b", "255044462d", "526172211a07", "377abcaf271c", "425a68"];
const PACKAGE_PATH = /^(manifest\.json$|translations\/|assets\/|README\.md$)/;
const LOCAL_FILE = /(^|\/)(\.[^/]*|zcli\.apps\.config\.json)(\/|$)/;
/** What begins with `http://` and is never loaded: names of formats, and a link in a message of prop-types. */
const NEVER_LOADED = /^http:\/\/(www\.w3\.org\/|json-schema\.org\/|fb\.me\/use-check-prop-types$)/;
const SECRETS: Readonly<Record<string, RegExp>> = {
  "a Slack token": /\bxox[abeoprs]-[A-Za-z0-9-]{8,}/,
  "a private key": /-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----/,
  "an AWS key": /\bAKIA[0-9A-Z]{16}\b/,
  "a GitHub token": /\bgh[oprsu]_[A-Za-z0-9]{20,}/,
  "a signed token": /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
};
const ACTIVE_SVG = /<script|<foreignObject|<!ENTITY|<!DOCTYPE|\son\w+\s*=|javascript:/i;
const ZAF_SDK = "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js";
const BANNER_SIZES = [
  [830, 200],
  [1660, 400],
];

function filesNamed(pkg: PackageFiles, pattern: RegExp): readonly (readonly [string, string])[] {
  return [...pkg.files]
    .filter(([path]) => pattern.test(path))
    .map(([path, content]) => [path, content.toString("utf8")]);
}

function logoRule(path: string, sizePx: number): PackageRule {
  return {
    id: path.replace(/^assets\/|\.png$/g, ""),
    problems: ({ files }) => {
      const content = files.get(path);
      if (content === undefined) return [`There is no ${path}`];
      const png = decodePng(content);
      if (!png?.trueColourWithAlpha) return [`${path} is not a PNG-24 with an alpha channel`];
      if (png.width !== sizePx || png.height !== sizePx) return [`${path} is not ${sizePx}×${sizePx}`];
      return hasTransparency(png) ? [] : [`${path} has no transparent pixel`];
    },
  };
}

/** What zendesk_apps_support and the listing page ask of the package's files. */
export const ZENDESK_ASSET_RULES: readonly PackageRule[] = [
  { id: "no-symlinks", problems: ({ symlinks }) => symlinks.map((path) => `${path} is a symbolic link`) },
  {
    id: "only-package-files",
    problems: ({ files }) =>
      [...files.keys()]
        .filter((path) => !PACKAGE_PATH.test(path) || LOCAL_FILE.test(path))
        .map((path) => `${path} does not belong in the package`),
  },
  {
    id: "no-archives",
    problems: ({ files }) =>
      [...files]
        .filter(([path, content]) => {
          const start = content.toString("hex", 0, 8);
          return REFUSED_EXTENSION.test(path) || REFUSED_MAGIC.some((magic) => start.startsWith(magic));
        })
        .map(([path]) => `${path} is an archive, a document or a program`),
  },
  logoRule("assets/logo.png", 320),
  logoRule("assets/logo-small.png", 128),
  {
    id: "banner",
    problems: ({ files }) => {
      const content = files.get("assets/banner.png");
      if (content === undefined) return [];
      const png = decodePng(content);
      const fits = BANNER_SIZES.some(([width, height]) => png?.width === width && png?.height === height);
      return fits ? [] : ["assets/banner.png is not 830×200 or 1660×400"];
    },
  },
  {
    id: "nav-bar-icon",
    problems: (pkg) => {
      const inNavBar = zendeskLocations(pkg).some(({ name }) => name === "support.nav_bar");
      return inNavBar && !pkg.files.has("assets/icon_nav_bar.svg")
        ? ["There is no assets/icon_nav_bar.svg"]
        : [];
    },
  },
  {
    id: "svg-clean",
    problems: (pkg) =>
      filesNamed(pkg, /\.svg$/i)
        .filter(([, text]) => ACTIVE_SVG.test(text))
        .map(([path]) => `${path} holds a script, an event handler or a document type`),
  },
  {
    id: "no-http-addresses",
    problems: (pkg) =>
      filesNamed(pkg, /\.(m?js|html?)$/i).flatMap(([path, text]) => {
        const addresses = text.match(/http:\/\/[\w.-]+[^\s"'`<>)\\]*/g) ?? [];
        return [...new Set(addresses)]
          .filter((address) => !NEVER_LOADED.test(address))
          .map((address) => `${path} holds ${address.slice(0, 80)}`);
      }),
  },
  {
    id: "no-secrets",
    problems: (pkg) =>
      filesNamed(pkg, /\.(m?js|css|html?|json|md|map|txt|svg)$/i).flatMap(([path, text]) =>
        Object.entries(SECRETS)
          .filter(([, pattern]) => pattern.test(text))
          .map(([name]) => `${path} holds what looks like ${name}`),
      ),
  },
  {
    id: "zaf-sdk",
    problems: (pkg) =>
      zendeskLocations(pkg).flatMap(({ name, url }) => {
        const page = pkg.files.get(String(url).replace(/[?#].*$/, ""));
        return page === undefined || page.includes(ZAF_SDK)
          ? []
          : [`The page of ${name} does not load ${ZAF_SDK}`];
      }),
  },
];
