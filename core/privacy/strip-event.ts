import type { ProfileEvent } from "../events/profile-event.js";
import { isRecord } from "../is-record.js";
import type { Inventory } from "./data-inventory.js";
import type { EventDeclaration } from "./declared-events.js";
import { PRODUCT_PROPERTIES, printableName } from "./minimize-event.js";

/** An event as it may be stored, and what it brought besides. */
export interface StrippedEvent {
  readonly event: ProfileEvent;
  /** Names of what was left out, none of which is a value. */
  readonly dropped: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Traits that name somebody: read as identifiers, and kept as nothing else. */
const NAMING = ["email", "phone"] as const;
/** What an account's traits are taken from (`apply-event.ts`). */
const OF_ACCOUNT = ["name", "industry", "employees", "plan", "subscription_status"] as const;
const OF_CONTEXT = ["traits", "locale", "externalIds", "device", "groupId", "consent"] as const;
const OF_EXTERNAL_ID = ["id", "type", "verified"] as const;

/**
 * Leaves out of an event whatever the inventory does not declare, before it touches the disk. What is applied of the
 * event stays the same.
 */
export function stripEvent(event: ProfileEvent, source: string, inventory: Inventory): StrippedEvent {
  const dropped: string[] = [];
  const leave = (path: string) => dropped.push(printableName(path, "field"));
  const context = event.context && strippedContext(event.context, source, inventory, leave);
  const around = context === undefined ? {} : { context };
  const { messageId, timestamp } = event;
  const base = {
    messageId,
    timestamp,
    ...(event.userId === undefined ? {} : { userId: event.userId }),
    ...(event.anonymousId === undefined ? {} : { anonymousId: event.anonymousId }),
    ...around,
  };
  switch (event.type) {
    case "identify": {
      const traits = event.traits && strippedTraits(event.traits, source, inventory, leave);
      return { event: { ...base, type: "identify", ...(traits && { traits }) }, dropped };
    }
    case "group": {
      const traits = event.traits && only(event.traits, OF_ACCOUNT, (name) => leave(`group ${name}`));
      return {
        event: { ...base, type: "group", groupId: event.groupId, ...(traits && { traits }) },
        dropped,
      };
    }
    case "alias":
      return { event: { ...base, type: "alias", previousId: event.previousId }, dropped };
    case "track": {
      const declared = inventory.event(event.event);
      if (declared === undefined) dropped.push(`event ${printableName(event.event, "event")}`);
      const properties =
        declared && event.properties && strippedProperties(event.properties, declared, leave);
      return {
        event: { ...base, type: "track", event: event.event, ...(properties && { properties }) },
        dropped,
      };
    }
    default: {
      const declared = inventory.event(event.type);
      const properties =
        declared && event.properties && strippedProperties(event.properties, declared, leave);
      const name = event.name === undefined ? {} : { name: event.name };
      return { event: { ...base, type: event.type, ...name, ...(properties && { properties }) }, dropped };
    }
  }
}

function strippedContext(
  context: NonNullable<ProfileEvent["context"]>,
  source: string,
  inventory: Inventory,
  leave: (path: string) => void,
): NonNullable<ProfileEvent["context"]> {
  const { traits, externalIds, device, ...kept } = only(context, OF_CONTEXT, (name) =>
    leave(`context.${name}`),
  );
  return {
    ...kept,
    ...(context.traits && { traits: strippedTraits(context.traits, source, inventory, leave) }),
    ...(context.externalIds && {
      externalIds: context.externalIds.map(
        (each) => only(each, OF_EXTERNAL_ID, () => leave("context.externalIds")) as typeof each,
      ),
    }),
    ...(context.device && {
      device: only(context.device, ["id"], (name) =>
        leave(`context.device.${name}`),
      ) as typeof context.device,
    }),
  };
}

/** `address` is kept for the sake of `address.city`, with nothing else in it. */
function strippedTraits(
  traits: Fields,
  source: string,
  inventory: Inventory,
  leave: (path: string) => void,
): Fields {
  const isWelcome = (name: string) => {
    const sources = inventory.ofTrait(name)?.sources;
    return sources === "any" || sources?.includes(source) === true;
  };
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(traits)) {
    if ((NAMING as readonly string[]).includes(name) || isWelcome(name)) kept[name] = value;
    else if (isRecord(value)) {
      const inner = Object.entries(value).filter(([part]) => {
        const isKept = isWelcome(`${name}.${part}`);
        if (!isKept) leave(`${name}.${part}`);
        return isKept;
      });
      if (inner.length > 0) kept[name] = Object.fromEntries(inner);
    } else leave(name);
  }
  return kept;
}

function strippedProperties(
  properties: Fields,
  { properties: declared, aliases = [], tells = {}, statesWith = [] }: EventDeclaration,
  leave: (path: string) => void,
): Fields {
  const names = new Set([...declared, ...aliases, ...Object.values(tells).flat(), ...statesWith]);
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!names.has(name)) leave(`properties.${name}`);
    else if (name === "products" && Array.isArray(value)) {
      kept[name] = value
        .filter(isRecord)
        .map((product) => only(product, PRODUCT_PROPERTIES, (part) => leave(`products.${part}`)));
    } else kept[name] = value;
  }
  return kept;
}

function only(
  fields: Fields,
  names: readonly string[],
  leave: (name: string) => void,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (names.includes(name)) kept[name] = value;
    else leave(name);
  }
  return kept;
}
