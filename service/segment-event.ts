import { randomUUID } from "node:crypto";
import { occurredAtMs } from "./segment-time.js";

/** The calls of the Segment Spec. */
export const CALLS = ["identify", "track", "page", "screen", "group", "alias"] as const;

export type Call = (typeof CALLS)[number];

/** What stands around a call: its batch, or its address. */
export interface Surroundings {
  /** The address says it; in a batch each call says it. */
  readonly call?: Call;
  readonly context?: unknown;
  readonly integrations?: unknown;
  readonly sentAt?: unknown;
  readonly receivedAtMs: number;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * A call as SDKs send it, in the shape that the core checks. What is `null` is absent, whole numbers as ids are
 * text, and the time is corrected by `sentAt`. Of the context only what the core reads goes on, and of the rest the names, to be
 * counted: no IP address, user agent or page is stored even for a moment. A call without `messageId` gets a random one, and can't be recognised
 * when it comes again. What is wrong stays as it is, for the core to refuse with its reason.
 */
export function toProfileEvent(given: unknown, around: Surroundings): unknown {
  if (!isRecord(given)) return given;
  const at = occurredAtMs({ ...given, sentAt: given.sentAt ?? around.sentAt }, around.receivedAtMs);
  const userId = idText(given.userId);
  const anonymousId = idText(given.anonymousId);
  const previousId = idText(given.previousId);
  const { name } = given;
  const type = around.call ?? given.type ?? given.action;
  // An alias of the browser or device that it comes from: no other id goes, so it says no more than who this is.
  const isNaming =
    userId !== undefined && anonymousId !== undefined && (previousId ?? anonymousId) === anonymousId;
  return withoutAbsent({
    type: type === "alias" && isNaming ? "identify" : type,
    messageId: idText(given.messageId) ?? randomUUID(),
    timestamp: at === undefined ? "not a time" : new Date(at).toISOString(),
    userId,
    anonymousId,
    context: contextOf(given.context, around.context),
    traits: type === "alias" ? undefined : given.traits,
    event: given.event,
    properties: withCategory(given.properties, given.category),
    name: typeof name === "string" ? name.slice(0, MAX_NAME) : undefined,
    groupId: idText(given.groupId),
    previousId,
  });
}

const MAX_NAME = 200;

/**
 * Whether a call is meant for this product: `integrations` turns destinations off by `{ All: false }` or by name,
 * and on by name ("HTTP API Source", Selecting Destinations). Ours is `Rapport`; a call's own say goes before its
 * batch's. A statement of consent, and the wish to be forgotten, are meant for everybody who holds data.
 */
export function isForUs(given: unknown, around: Surroundings): boolean {
  if (!isRecord(given)) return true;
  const said = { ...recordOf(around.integrations), ...recordOf(given.integrations) };
  return said.Rapport === undefined || said.Rapport === null ? said.All !== false : said.Rapport !== false;
}

/**
 * What of a call that is meant for others is heard nevertheless: the wish to be forgotten as it is, and of a call
 * that states consent, the statement alone.
 * @returns `undefined` if it is nothing
 */
export function heardAnyway(event: unknown): unknown {
  if (!isRecord(event)) return undefined;
  if (event.type === "track" && event.event === "User Deleted") return event;
  const { consent, externalIds, device, traits } = recordOf(event.context);
  if (consent === undefined) return undefined;
  const { messageId, timestamp, userId, anonymousId } = event;
  const { email, phone } = {
    ...recordOf(traits),
    ...(event.type === "identify" ? recordOf(event.traits) : {}),
  };
  const context = withoutAbsent({ consent, externalIds, device, traits: withoutAbsent({ email, phone }) });
  return withoutAbsent({ type: "identify", messageId, timestamp, userId, anonymousId, context });
}

function contextOf(own: unknown, batch: unknown): unknown {
  const given = { ...recordOf(batch), ...withoutAbsent(recordOf(own)) };
  const { traits, locale, externalIds, device, consent, ...others } = given;
  const deviceId = idText(recordOf(device).id);
  const context = withoutAbsent({
    ...namesOf(others),
    traits: isRecord(traits) ? traits : undefined,
    locale: typeof locale === "string" && locale.length <= 35 ? locale : undefined,
    externalIds: Array.isArray(externalIds) ? externalIds.flatMap(externalId) : undefined,
    device:
      typeof deviceId === "string" && deviceId.length <= 256
        ? { ...namesOf(recordOf(device)), id: deviceId }
        : undefined,
    groupId: idText(given.groupId),
    // Never read past: what can't be understood of it is refused, or a refusal could get lost.
    consent: isRecord(consent) ? consentOf(withoutAbsent(consent)) : consent,
  });
  return Object.keys(context).length === 0 ? undefined : context;
}

function consentOf(consent: Fields): Fields {
  const { categoryPreferences: said } = consent;
  return isRecord(said) ? { ...consent, categoryPreferences: withoutAbsent(said) } : consent;
}

function externalId(given: unknown): readonly unknown[] {
  const { id, type, verified, ...others } = recordOf(given);
  const text = idText(id);
  return text === undefined ? [] : [withoutAbsent({ ...namesOf(others), id: text, type, verified })];
}

/** That it was said, for the core to count what it leaves out; not what. */
function namesOf(fields: Fields): Fields {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, true]));
}

/** analytics.js says a page's category beside its properties. */
function withCategory(properties: unknown, category: unknown): unknown {
  if (typeof category !== "string" || !(isRecord(properties) || properties == null)) return properties;
  return { category, ...withoutAbsent(recordOf(properties)) };
}

/** An id as text. A number beyond 2^53 was rounded on its way and could be somebody else's: it stays a number. */
function idText(given: unknown): unknown {
  if (given === null || given === "") return undefined;
  return Number.isSafeInteger(given) ? String(given) : given;
}

function withoutAbsent(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}

function recordOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
