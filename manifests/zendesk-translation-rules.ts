import { isJsonObject, jsonFile, objectOf, valueAt } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { zendeskParameters } from "./zendesk-manifest.js";
import { ZENDESK_LOCALE } from "./zendesk-manifest-rules.js";

const NAME_MAX_CHARS = 40;
const LISTING_KEYS = ["short_description", "long_description", "installation_instructions"];
const ENGLISH = "translations/en.json";

function translationPaths(pkg: PackageFiles): readonly string[] {
  return [...pkg.files.keys()].filter((path) => path.startsWith("translations/"));
}

/** A translation is a string, or an object with one as `value` and a `title` for the translator. */
function isText(value: unknown): boolean {
  const text = isJsonObject(value) ? value.value : value;
  return typeof text === "string" && text.trim() !== "";
}

function appText(pkg: PackageFiles, path: string, key: string): unknown {
  return valueAt(jsonFile(pkg, path), "app", key);
}

/** What zendesk_apps_support and the listing page ask of `translations/`. */
export const ZENDESK_TRANSLATION_RULES: readonly PackageRule[] = [
  {
    id: "translation-files",
    problems: (pkg) =>
      translationPaths(pkg).flatMap((path) => {
        const locale = /^translations\/([^/]+)\.json$/.exec(path)?.[1];
        if (locale === undefined || !ZENDESK_LOCALE.test(locale))
          return [`${path} is not named after a locale`];
        return isJsonObject(jsonFile(pkg, path)) ? [] : [`${path} is not a JSON object`];
      }),
  },
  {
    id: "translation-name",
    problems: (pkg) =>
      [ENGLISH, ...translationPaths(pkg).filter((path) => path !== ENGLISH)].flatMap((path) => {
        const name = appText(pkg, path, "name");
        const text = String(isJsonObject(name) ? name.value : name);
        if (!isText(name)) return [`${path} has no app.name`];
        if (text.length > NAME_MAX_CHARS) return [`${path}: app.name is over ${NAME_MAX_CHARS} characters`];
        return /zendesk/i.test(text) ? [`${path}: app.name holds Zendesk's mark`] : [];
      }),
  },
  {
    id: "translation-listing",
    problems: (pkg) =>
      LISTING_KEYS.filter((key) => !isText(appText(pkg, ENGLISH, key))).map(
        (key) => `${ENGLISH} has no app.${key}`,
      ),
  },
  {
    id: "translation-parameters",
    problems: (pkg) =>
      translationPaths(pkg).flatMap((path) => {
        const texts = objectOf(appText(pkg, path, "parameters"));
        const wanted = path === ENGLISH ? zendeskParameters(pkg).map(({ name }) => name) : [];
        const names = new Set([...wanted, ...Object.keys(texts)]);
        return [...names]
          .filter((name) => !isText(valueAt(texts, name, "label")))
          .map((name) => `${path} has no label for the parameter ${name}`);
      }),
  },
];
