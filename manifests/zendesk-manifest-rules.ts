import { isJsonObject, objectOf } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { zendeskLocations, zendeskManifest } from "./zendesk-manifest.js";

const REQUIRED_KEYS = ["author", "defaultLocale", "location", "frameworkVersion"];
const BOOLEANS = ["private", "signedUrls", "singleInstall", "requirementsOnly", "marketingOnly"];
const STRINGS = [
  "version",
  "defaultLocale",
  "frameworkVersion",
  "termsConditionsUrl",
  "remoteInstallationURL",
];
const SUPPORT_LOCATIONS = new Set([
  "top_bar",
  "nav_bar",
  "ticket_sidebar",
  "new_ticket_sidebar",
  "user_sidebar",
  "organization_sidebar",
  "background",
  "modal",
  "ticket_editor",
  "system_top_bar",
]);
export const ZENDESK_LOCALE = /^[a-z]{2}(-\w{2,3})?$/;

/** Whether a page may stand there: a file of the package, https, this machine, or filled in from a setting. */
function isPage(url: string, pkg: PackageFiles): boolean {
  if (url.includes("{{setting.")) return true;
  if (!URL.canParse(url)) return url.startsWith("assets/") && pkg.files.has(url.replace(/[?#].*$/, ""));
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || hostname === "localhost";
}

function isWebUrl(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** What zendesk_apps_support asks of `manifest.json`, apart from its parameters. */
export const ZENDESK_MANIFEST_RULES: readonly PackageRule[] = [
  {
    id: "manifest",
    problems: ({ files }) => {
      const content = files.get("manifest.json");
      if (content === undefined) return ["There is no manifest.json at the package's root"];
      try {
        return isJsonObject(JSON.parse(content.toString("utf8"))) ? [] : ["manifest.json is not an object"];
      } catch {
        return ["manifest.json is not JSON"];
      }
    },
  },
  {
    id: "required-keys",
    problems: (pkg) =>
      REQUIRED_KEYS.filter((key) => zendeskManifest(pkg)[key] === undefined).map(
        (key) => `manifest.json has no ${key}`,
      ),
  },
  {
    id: "framework-version",
    problems: (pkg) =>
      zendeskManifest(pkg).frameworkVersion === "2.0" ? [] : ['frameworkVersion is not "2.0"'],
  },
  {
    id: "default-locale",
    problems: (pkg) => {
      const locale = String(zendeskManifest(pkg).defaultLocale);
      if (!ZENDESK_LOCALE.test(locale)) return [`defaultLocale "${locale}" is not a locale like en or pt-br`];
      return pkg.files.has(`translations/${locale}.json`) ? [] : [`There is no translations/${locale}.json`];
    },
  },
  {
    id: "author",
    problems: (pkg) => {
      const author = objectOf(zendeskManifest(pkg).author);
      const problems = ["name", "email"]
        .filter((key) => typeof author[key] !== "string" || author[key] === "")
        .map((key) => `author.${key} is missing`);
      if (author.url !== undefined && !isWebUrl(author.url)) problems.push("author.url is not a web address");
      return problems;
    },
  },
  {
    id: "strings",
    problems: (pkg) => {
      const manifest = zendeskManifest(pkg);
      return STRINGS.filter((key) => !["string", "undefined"].includes(typeof manifest[key])).map(
        (key) => `${key} is not a string`,
      );
    },
  },
  {
    id: "booleans",
    problems: (pkg) => {
      const manifest = zendeskManifest(pkg);
      return BOOLEANS.filter((key) => !["boolean", "undefined"].includes(typeof manifest[key])).map(
        (key) => `${key} is not a boolean`,
      );
    },
  },
  {
    id: "domain-whitelist",
    problems: (pkg) => {
      const domains = zendeskManifest(pkg).domainWhitelist ?? [];
      const isList = Array.isArray(domains) && domains.every((domain) => typeof domain === "string");
      return isList ? [] : ["domainWhitelist is not a list of strings"];
    },
  },
  {
    id: "location-name",
    problems: (pkg) =>
      zendeskLocations(pkg)
        .map(({ name }) => name)
        .filter(
          (name) => !name.startsWith("support.") || !SUPPORT_LOCATIONS.has(name.slice("support.".length)),
        )
        .map((name) => `Zendesk Support has no location ${name}`),
  },
  {
    id: "location-url",
    problems: (pkg) =>
      zendeskLocations(pkg)
        .filter(({ url }) => typeof url !== "string" || !isPage(url, pkg))
        .map(({ name }) => `${name} leads to no file below assets/ and to no https address`),
  },
  {
    id: "location-flexible",
    problems: (pkg) =>
      zendeskLocations(pkg)
        .filter(({ options }) => !["boolean", "undefined"].includes(typeof options.flexible))
        .map(({ name }) => `${name}.flexible is not a boolean`),
  },
];
