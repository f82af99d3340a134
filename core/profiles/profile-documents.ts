import { MODULES, type Module } from "../privacy/attribute-declaration.js";
import type { Profile, Trait } from "./profile.js";

/** What a profile is stored as: one document a module, and one for who it is and what they allowed. */
export const DOCUMENTS = ["identity", ...MODULES] as const;

export type DocumentName = "identity" | Module;

/** JSON by document; a module of which nothing is known has none. */
export type ProfileDocuments = Readonly<Record<DocumentName, string | undefined>>;

/** Splits a profile into its documents. */
export function toDocuments(profile: Profile): ProfileDocuments {
  const { identifiers, consent, firstSeenAtMs, orders, tickets, messages, views, counts } = profile;
  const traits: Partial<Record<Module, Record<string, Trait>>> = {};
  for (const [attribute, trait] of Object.entries(profile.traits)) {
    const module = attribute.slice(0, attribute.indexOf(".")) as Module;
    traits[module] ??= {};
    traits[module][attribute] = trait;
  }
  return {
    identity: JSON.stringify({ identifiers, consent, firstSeenAtMs }),
    demographics: jsonUnlessEmpty({ traits: traits.demographics }),
    interactions: jsonUnlessEmpty({ traits: traits.interactions, tickets, messages }),
    purchases: jsonUnlessEmpty({ traits: traits.purchases, orders }),
    behaviour: jsonUnlessEmpty({ traits: traits.behaviour, views, counts }),
    preferences: jsonUnlessEmpty({ traits: traits.preferences }),
  };
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
