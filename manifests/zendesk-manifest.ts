import { type JsonObject, jsonFile, listOf, objectOf } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";

/** The manifest; an empty object if there is none, about which the rule `manifest` complains. */
export function zendeskManifest(pkg: PackageFiles): JsonObject {
  return objectOf(jsonFile(pkg, "manifest.json"));
}

export interface ZendeskLocation {
  /** `support.ticket_sidebar` */
  readonly name: string;
  readonly url: unknown;
  readonly options: JsonObject;
}

/** Every place in which the app is shown. A location is a URL, or an object with one. */
export function zendeskLocations(pkg: PackageFiles): readonly ZendeskLocation[] {
  return Object.entries(objectOf(zendeskManifest(pkg).location)).flatMap(([product, places]) =>
    Object.entries(objectOf(places)).map(([place, value]) => {
      const options = objectOf(value);
      return {
        name: `${product}.${place}`,
        url: typeof value === "string" ? value : options.url,
        options,
      };
    }),
  );
}

export interface ZendeskParameter {
  readonly name: string;
  /** Zendesk's default is `text`. */
  readonly type: unknown;
  readonly options: JsonObject;
}

/** The settings that an admin fills in at the installation. */
export function zendeskParameters(pkg: PackageFiles): readonly ZendeskParameter[] {
  return listOf(zendeskManifest(pkg).parameters)
    .map(objectOf)
    .map((options) => ({ name: String(options.name), type: options.type ?? "text", options }));
}
