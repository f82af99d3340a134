import { MODULES, type Module } from "../privacy/attribute-declaration.js";
import type { Profile, Trait } from "./profile.js";

/** What a profile is stored as: one document a module, and one for who it is and what they allowed. */
export const DOCUMENTS = ["identity", ...MODULES] as const;

export type DocumentName = "identity" | Module;

/** JSON by document; a module of which nothing is known has none. */
export type ProfileDocuments = Readonly<Record<DocumentName, string | undefined>>;

/**
 * The documents whose content is another one. `mergeProfiles` leaves what it does not change as it was, so the same
 * object is the same content.
 */
export function changedDocuments(before: Profile, after: Profile): ReadonlySet<DocumentName> {
  const changed = new Set<DocumentName>();
  const differ = (...names: readonly (keyof Profile)[]) => names.some((name) => before[name] !== after[name]);
  if (differ("identifiers", "consent", "firstSeenAtMs")) changed.add("identity");
  if (differ("tickets", "messages")) changed.add("interactions");
  if (differ("orders")) changed.add("purchases");
  if (differ("views", "counts")) changed.add("behaviour");
  if (differ("traits")) {
    for (const attribute of Object.keys({ ...before.traits, ...after.traits })) {
      if (before.traits[attribute] !== after.traits[attribute]) changed.add(moduleOf(attribute));
    }
  }
  return changed;
}

function moduleOf(attribute: string): Module {
  return attribute.slice(0, attribute.indexOf(".")) as Module;
}

/** A profile's documents, each written out when it is asked for. */
export function toDocuments(profile: Profile): Readonly<Record<DocumentName, () => string | undefined>> {
  const { identifiers, consent, firstSeenAtMs, orders, tickets, messages, views, counts } = profile;
  const traits = (module: Module) => traitsOf(profile, module);
  return {
    identity: () => JSON.stringify({ identifiers, consent, firstSeenAtMs }),
    demographics: () => jsonUnlessEmpty({ traits: traits("demographics") }),
    interactions: () => jsonUnlessEmpty({ traits: traits("interactions"), tickets, messages }),
    purchases: () => jsonUnlessEmpty({ traits: traits("purchases"), orders }),
    behaviour: () => jsonUnlessEmpty({ traits: traits("behaviour"), views, counts }),
    preferences: () => jsonUnlessEmpty({ traits: traits("preferences") }),
  };
}

function traitsOf({ traits }: Profile, module: Module): Readonly<Record<string, Trait>> | undefined {
  let found: Record<string, Trait> | undefined;
  for (const attribute in traits) {
    const trait = traits[attribute];
    if (trait === undefined || moduleOf(attribute) !== module) continue;
    found ??= {};
    found[attribute] = trait;
  }
  return found;
}

/** The profile of which these are the documents. */
export function fromDocuments(documents: ProfileDocuments): Profile {
  const parsed = DOCUMENTS.flatMap((name) => {
    const json = documents[name];
    return json === undefined ? [] : [JSON.parse(json) as Partial<Profile>];
  });
  const empty: Profile = {
    identifiers: [],
    consent: [],
    traits: {},
    orders: {},
    tickets: {},
    messages: {},
    views: {},
    counts: {},
    firstSeenAtMs: 0,
  };
  const traits: Record<string, Trait> = {};
  for (const part of parsed) Object.assign(traits, part.traits);
  return Object.assign(empty, ...parsed, { traits });
}

function jsonUnlessEmpty(document: Readonly<Record<string, object | undefined>>): string | undefined {
  const filled = Object.entries(document).filter(
    ([, value]) => value !== undefined && Object.keys(value).length > 0,
  );
  return filled.length === 0 ? undefined : JSON.stringify(Object.fromEntries(filled));
}
