import { describe, expect, it } from "vitest";
import { checkPackage } from "./package-rule.js";
import { changed, GOOD_ZENDESK, halfClearPng, packageOf, rawPng } from "./testing.js";
import { ZENDESK_RULES } from "./zendesk-rules.js";

type Files = Readonly<Record<string, Buffer | string | object>>;

const withFile = (path: string, content: Buffer | string | object): Files => ({
  ...GOOD_ZENDESK,
  [path]: content,
});
const without = (path: string): Files =>
  Object.fromEntries(Object.entries(GOOD_ZENDESK).filter(([name]) => name !== path));
const manifestWith = (path: string, value: unknown): Files =>
  withFile("manifest.json", changed(GOOD_ZENDESK["manifest.json"], path, value));
const englishWith = (path: string, value: unknown): Files =>
  withFile("translations/en.json", changed(GOOD_ZENDESK["translations/en.json"], path, value));
const withParameter = (parameter: object): Files =>
  manifestWith("parameters", [...GOOD_ZENDESK["manifest.json"].parameters, parameter]);
const opaque = (sizePx: number): Buffer =>
  rawPng(
    { width: sizePx, height: sizePx, bitDepth: 8, colourType: 6 },
    Buffer.concat(Array.from({ length: sizePx }, () => Buffer.alloc(sizePx * 4 + 1, 255).fill(0, 0, 1))),
  );

/** Each changed copy of the good package, with the rule that it breaks. */
const BROKEN: readonly (readonly [ruleId: string, what: string, files: Files])[] = [
  ["manifest", "no manifest", without("manifest.json")],
  ["manifest", "a manifest in a folder", { "app/manifest.json": GOOD_ZENDESK["manifest.json"] }],
  ["manifest", "a manifest that is not JSON", withFile("manifest.json", "{")],
  ["manifest", "a manifest that is a list", withFile("manifest.json", [])],
  ["required-keys", "no author", manifestWith("author", undefined)],
  ["required-keys", "no defaultLocale", manifestWith("defaultLocale", undefined)],
  ["required-keys", "no location", manifestWith("location", undefined)],
  ["required-keys", "no frameworkVersion", manifestWith("frameworkVersion", undefined)],
  ["framework-version", "framework 2", manifestWith("frameworkVersion", "2")],
  ["framework-version", "framework 2.0 as a number", manifestWith("frameworkVersion", 2.0)],
  ["default-locale", "a locale that is none", manifestWith("defaultLocale", "english")],
  ["default-locale", "a locale without a file", manifestWith("defaultLocale", "de")],
  ["author", "an author without a name", manifestWith("author.name", undefined)],
  ["author", "an author without an e-mail", manifestWith("author.email", "")],
  ["author", "an empty author.url", manifestWith("author.url", "")],
  ["author", "an author.url of another protocol", manifestWith("author.url", "ftp://example.com")],
  ["strings", "a version that is a number", manifestWith("version", 1)],
  ["booleans", "private as a string", manifestWith("private", "true")],
  ["booleans", "signedUrls as a number", manifestWith("signedUrls", 1)],
  ["booleans", "singleInstall as null", manifestWith("singleInstall", null)],
  ["domain-whitelist", "one domain", manifestWith("domainWhitelist", "example.com")],
  ["domain-whitelist", "a number", manifestWith("domainWhitelist", [1])],
  [
    "location-name",
    "an unknown place",
    manifestWith("location.support.ticket_footer", "https://example.com"),
  ],
  ["location-name", "an unknown product", manifestWith("location.shop", { nav_bar: "https://example.com" })],
  ["location-url", "a missing file", manifestWith("location.support.nav_bar", "assets/none.html")],
  ["location-url", "a file outside assets/", manifestWith("location.support.nav_bar", "manifest.json")],
  ["location-url", "http", manifestWith("location.support.nav_bar", "http://example.com")],
  ["location-url", "no url", manifestWith("location.support.nav_bar", { flexible: true })],
  [
    "location-flexible",
    "flexible as a string",
    manifestWith("location.support.ticket_sidebar.flexible", "yes"),
  ],
  ["parameters-list", "parameters as an object", manifestWith("parameters", { name: "a" })],
  ["parameters-list", "a parameter without a name", withParameter({ type: "text" })],
  ["parameter-unique", "the same name twice", withParameter({ name: "backend_url", type: "url" })],
  ["parameter-name", "a parameter called name", withParameter({ name: "name" })],
  ["parameter-type", "an unknown type", withParameter({ name: "backend_age", type: "age" })],
  ["parameter-booleans", "required as a string", withParameter({ name: "a", required: "true" })],
  ["parameter-booleans", "secure as a number", withParameter({ name: "a", secure: 1 })],
  [
    "hidden-parameter-optional",
    "hidden and required",
    withParameter({ name: "a", type: "hidden", required: true }),
  ],
  ["secret-parameter-secure", "an open API key", withParameter({ name: "apiKey", type: "text" })],
  ["secret-parameter-secure", "an open token of the default type", withParameter({ name: "api_token" })],
  ["secure-scopes", "secure without scopes", withParameter({ name: "a", secure: true })],
  [
    "secure-scopes",
    "secure with a wrong scope",
    withParameter({ name: "a", secure: true, scopes: ["cookie"] }),
  ],
  ["secure-scopes", "scopes without secure", withParameter({ name: "a", scopes: ["header"] })],
  [
    "no-secret-default",
    "secure with a default",
    withParameter({ name: "a", secure: true, scopes: ["body"], default: "x" }),
  ],
  ["no-secret-default", "hidden with a default", withParameter({ name: "a", type: "hidden", default: "x" })],
  [
    "oauth-parameter-not-secure",
    "a secure oauth",
    withParameter({ name: "a", type: "oauth", secure: true, scopes: ["body"] }),
  ],
  [
    "oauth",
    "oauth without a parameter",
    manifestWith("oauth", { client_id: "a", client_secret: "b", authorize_uri: "c", access_token_uri: "d" }),
  ],
  [
    "oauth",
    "oauth without its keys",
    withFile("manifest.json", {
      ...GOOD_ZENDESK["manifest.json"],
      oauth: {},
      parameters: [{ name: "a", type: "oauth" }],
    }),
  ],
  [
    "oauth",
    "two oauth parameters",
    manifestWith("parameters", [
      { name: "a", type: "oauth" },
      { name: "b", type: "oauth" },
    ]),
  ],
  ["translation-files", "a file that is no locale", withFile("translations/english.json", {})],
  ["translation-files", "a translation that is a list", withFile("translations/de.json", [])],
  ["translation-files", "a translation that is not JSON", withFile("translations/de.json", "{")],
  ["translation-name", "no name", englishWith("app.name", undefined)],
  ["translation-name", "a name of 41 characters", englishWith("app.name", "n".repeat(41))],
  ["translation-name", "Zendesk's mark", englishWith("app.name", "Rapport for Zendesk")],
  ["translation-listing", "no short description", englishWith("app.short_description", undefined)],
  ["translation-listing", "no long description", englishWith("app.long_description", " ")],
  [
    "translation-listing",
    "no installation instructions",
    englishWith("app.installation_instructions", undefined),
  ],
  [
    "translation-parameters",
    "a parameter without a text",
    englishWith("app.parameters.backend_url", undefined),
  ],
  [
    "translation-parameters",
    "a parameter without a label",
    englishWith("app.parameters.backend_url", { helpText: "x" }),
  ],
  ["only-package-files", "zcli's settings", withFile("zcli.apps.config.json", {})],
  ["only-package-files", "zcli's settings among the assets", withFile("assets/zcli.apps.config.json", {})],
  ["only-package-files", "a dot file", withFile("assets/.env", "")],
  ["only-package-files", "another file", withFile("webhook-trigger.json", {})],
  ["no-archives", "a zip by name", withFile("assets/a.zip", "")],
  ["no-archives", "a zip by its bytes", withFile("assets/a.dat", Buffer.from("504b0304", "hex"))],
  ["no-archives", "a pdf by its bytes", withFile("assets/a.dat", "%PDF-1.7")],
  ["logo", "no logo", without("assets/logo.png")],
  ["logo", "a logo that is no PNG", withFile("assets/logo.png", "GIF89a")],
  ["logo", "a logo of another size", withFile("assets/logo.png", halfClearPng(320, 319))],
  ["logo", "a logo without transparency", withFile("assets/logo.png", opaque(320))],
  ["logo-small", "no small logo", without("assets/logo-small.png")],
  ["logo-small", "a small logo of another size", withFile("assets/logo-small.png", halfClearPng(320, 320))],
  [
    "logo-small",
    "a small logo in grey",
    withFile(
      "assets/logo-small.png",
      rawPng({ width: 1, height: 1, bitDepth: 8, colourType: 0 }, Buffer.alloc(2)),
    ),
  ],
  ["banner", "a banner of another size", withFile("assets/banner.png", halfClearPng(8, 2))],
  ["nav-bar-icon", "no icon for the navigation bar", without("assets/icon_nav_bar.svg")],
  ["svg-clean", "a script in an SVG", withFile("assets/a.svg", "<svg><script>1</script></svg>")],
  ["svg-clean", "a handler in an SVG", withFile("assets/a.svg", '<svg onload="a()"/>')],
  ["no-http-addresses", "http in a script", withFile("assets/app.js", 'fetch("http://example.com/a")')],
  ["no-http-addresses", "http in a page", withFile("assets/a.html", "<img src=http://example.com/a>")],
  ["no-secrets", "a private key", withFile("assets/app.js", `"-----BEGIN ${"RSA PRIVATE"} KEY-----"`)],
  ["no-secrets", "a Slack token", withFile("assets/app.js", `"${["xoxb", "1234567890", "abc"].join("-")}"`)],
  ["zaf-sdk", "a page without the SDK", withFile("assets/index.html", "<!doctype html>")],
];

describe("Zendesk's rules", () => {
  it("take the good package", () => {
    expect(checkPackage(ZENDESK_RULES, packageOf(GOOD_ZENDESK))).toEqual([]);
  });

  it.each([
    ["a page on this machine", manifestWith("location.support.nav_bar", "http://localhost:4567/a.html")],
    ["a page from a setting", manifestWith("location.support.nav_bar", "{{setting.backend_url}}/a")],
    ["a file with a query", manifestWith("location.support.nav_bar", "assets/index.html?place=nav")],
    ["an author without a url", manifestWith("author.url", undefined)],
    ["a banner", withFile("assets/banner.png", halfClearPng(830, 200))],
  ])("take %s", (_, files) => {
    expect(checkPackage(ZENDESK_RULES, packageOf(files))).toEqual([]);
  });

  it.each(BROKEN)("%s: refuses %s", (ruleId, _, files) => {
    const found = checkPackage(ZENDESK_RULES, packageOf(files)).map((problem) => problem.ruleId);
    expect(found).toContain(ruleId);
  });

  it("no-symlinks: refuses a symbolic link", () => {
    const found = checkPackage(ZENDESK_RULES, { ...packageOf(GOOD_ZENDESK), symlinks: ["assets/a.js"] });
    expect(found).toEqual([{ ruleId: "no-symlinks", message: "assets/a.js is a symbolic link" }]);
  });

  it("have a broken copy each, and one name each", () => {
    const ids = ZENDESK_RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...new Set([...BROKEN.map(([id]) => id), "no-symlinks"])].sort());
  });
});
