import { z } from "zod";
import { CONSENT_METHODS } from "../consent/consent-statement.js";

const jsonRecord = z.record(z.string(), z.unknown());

const context = z
  .looseObject({
    traits: jsonRecord.optional(),
    locale: z.string().max(35).optional(),
    /** Segment's shape for identifiers beyond userId and anonymousId. */
    externalIds: z
      .array(
        z.looseObject({
          id: z.string().max(256),
          type: z.string().max(64),
          /** `false`: the person only says so. Absent: the sender vouches for it. */
          verified: z.boolean().optional(),
        }),
      )
      .max(20)
      .optional(),
    device: z.looseObject({ id: z.string().max(256).optional() }).optional(),
    /** The account that the person acts for. */
    groupId: z.string().max(256).optional(),
    consent: z
      .looseObject({
        categoryPreferences: z.record(z.string(), z.boolean()).optional(),
        /** Global Privacy Control (globalprivacycontrol.org): a refusal of sale and sharing. */
        gpc: z.boolean().optional(),
        until: z.iso.datetime({ offset: true }).optional(),
        regime: z.string().max(16).optional(),
        textVersion: z.string().max(64).optional(),
        locale: z.string().max(35).optional(),
        method: z.enum(CONSENT_METHODS).optional(),
        /** `type:value` of all the person's identifiers that it is said of; believed of our own channels only. */
        covers: z.array(z.string().max(400)).max(200).optional(),
      })
      .optional(),
  })
  .optional();

const base = {
  messageId: z.string().min(1).max(256),
  timestamp: z.iso.datetime({ offset: true }),
  userId: z.string().max(256).optional(),
  anonymousId: z.string().max(256).optional(),
  context,
};

/** Largest event, in bytes of its JSON (Segment's HTTP API: 32 KB). */
const MAX_EVENT_BYTES = 32 * 1024;

/** Deepest event. What is nested thousands deep can be read from JSON, and never be written as JSON again. */
const MAX_EVENT_DEPTH = 64;

/**
 * A call of the Segment Spec ("Spec Overview", segment.com/docs/connections/spec): `identify`, `track`,
 * `page`, `screen`, `group`, `alias`. Further identifiers travel in `context.externalIds`
 * (`{ type: "slack_user_id", id: "T1/U1" }`), consent in `context.consent.categoryPreferences`
 * (`{ personalization: true }`). An event names somebody: by `userId`, `anonymousId`, an external id, a device, or
 * the trait `email` or `phone`.
 */
export const profileEventSchema = z
  .discriminatedUnion("type", [
    z.object({ ...base, type: z.literal("identify"), traits: jsonRecord.optional() }),
    z.object({
      ...base,
      type: z.literal("track"),
      event: z.string().min(1).max(200),
      properties: jsonRecord.optional(),
    }),
    z.object({
      ...base,
      type: z.literal("page"),
      name: z.string().max(500).optional(),
      properties: jsonRecord.optional(),
    }),
    z.object({
      ...base,
      type: z.literal("screen"),
      name: z.string().max(500).optional(),
      properties: jsonRecord.optional(),
    }),
    z.object({
      ...base,
      type: z.literal("group"),
      groupId: z.string().max(256),
      traits: jsonRecord.optional(),
    }),
    z.object({ ...base, type: z.literal("alias"), previousId: z.string().max(256) }),
  ])
  .refine((event) => !isDeeperThan(event, MAX_EVENT_DEPTH), {
    error: `nested deeper than ${MAX_EVENT_DEPTH} levels`,
    abort: true,
  })
  .refine(namesSomebody, { error: "names nobody: userId or anonymousId is needed", abort: true })
  .refine((event) => Buffer.byteLength(JSON.stringify(event)) <= MAX_EVENT_BYTES, {
    error: `larger than ${MAX_EVENT_BYTES} bytes`,
  });

export type ProfileEvent = z.infer<typeof profileEventSchema>;

/** Looks at no more than `limit` levels, so it can't run out of stack itself. */
function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}

interface Naming {
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly traits?: Readonly<Record<string, unknown>> | undefined;
  readonly type: string;
  readonly context?: z.infer<typeof context>;
}

function namesSomebody({ type, userId, anonymousId, traits, context }: Naming): boolean {
  const own = type === "identify" ? traits : undefined;
  return (
    userId !== undefined ||
    anonymousId !== undefined ||
    (context?.externalIds?.length ?? 0) > 0 ||
    context?.device?.id !== undefined ||
    [own, context?.traits].some((given) => isText(given?.email) || isText(given?.phone))
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
