import { MODULES, type Module } from "../privacy/attribute-declaration.js";
import { emptyProfile, type Profile, type Trait } from "./profile.js";

/** What a profile is stored as: one document a module, and one for who it is and what they allowed. */
export const DOCUMENTS = ["identity", ...MODULES] as const;

export type DocumentName = "identity" | Module;

/** What one document holds: members of a profile, and of its traits those of the document's module. */
export type DocumentContent = Partial<Profile>;

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
  if (differ("preferences")) changed.add("preferences");
  if (differ("traits")) {
    for (const attribute of Object.keys({ ...before.traits, ...after.traits })) {
      if (before.traits[attribute] !== after.traits[attribute]) changed.add(moduleOf(attribute));
    }
  }
  return changed;
}

/** The modules to which something is added. */
export function modulesOf({
  traits,
  orders,
  tickets,
  messages,
  views,
  counts,
  preferences,
}: Profile): ReadonlySet<Module> {
  const modules = new Set<Module>();
  for (const attribute in traits) modules.add(moduleOf(attribute));
  if (isFilled(tickets) || isFilled(messages)) modules.add("interactions");
  if (isFilled(orders)) modules.add("purchases");
  if (isFilled(views) || isFilled(counts)) modules.add("behaviour");
  if (isFilled(preferences)) modules.add("preferences");
  return modules;
}

/** What a document says of a profile; `undefined` if nothing of its module is known. */
export function contentOf(name: DocumentName, profile: Profile): DocumentContent | undefined {
  const { identifiers, consent, firstSeenAtMs, orders, tickets, messages, views, counts, preferences } =
    profile;
  switch (name) {
    case "identity":
      return { identifiers, consent, firstSeenAtMs };
    case "interactions":
      return unlessEmpty({ traits: traitsOf(profile, name), tickets, messages });
    case "purchases":
      return unlessEmpty({ traits: traitsOf(profile, name), orders });
    case "behaviour":
      return unlessEmpty({ traits: traitsOf(profile, name), views, counts });
    case "preferences":
      return unlessEmpty({ traits: traitsOf(profile, name), preferences });
    case "demographics":
      return unlessEmpty({ traits: traitsOf(profile, name) });
  }
}

/** The profile of which these are documents; what stands in others is empty, and the time that it was first seen 0. */
export function profileOf(contents: readonly (DocumentContent | undefined)[]): Profile {
  const traits: Record<string, Trait> = {};
  for (const content of contents) Object.assign(traits, content?.traits);
  return Object.assign(emptyProfile(0), ...contents, { traits });
}

function moduleOf(attribute: string): Module {
  return attribute.slice(0, attribute.indexOf(".")) as Module;
}

function traitsOf({ traits }: Profile, module: Module): Readonly<Record<string, Trait>> {
  const found: Record<string, Trait> = {};
  for (const attribute in traits) {
    const trait = traits[attribute];
    if (trait !== undefined && moduleOf(attribute) === module) found[attribute] = trait;
  }
  return found;
}

function unlessEmpty(members: Readonly<Record<string, object>>): DocumentContent | undefined {
  const filled = Object.entries(members).filter(([, value]) => isFilled(value));
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function isFilled(members: object): boolean {
  for (const _name in members) return true;
  return false;
}
