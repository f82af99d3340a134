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

/**
 * A call of the Segment Spec ("Spec Overview", segment.com/docs/connections/spec): `identify`, `track`,
 * `page`, `screen`, `group`, `alias`. Further identifiers travel in `context.externalIds`
 * (`{ type: "slack_user_id", id: "T1/U1" }`), consent in `context.consent.categoryPreferences`
 * (`{ personalization: true }`).
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
  .refine((event) => Buffer.byteLength(JSON.stringify(event)) <= MAX_EVENT_BYTES, {
    error: `larger than ${MAX_EVENT_BYTES} bytes`,
  });

export type ProfileEvent = z.infer<typeof profileEventSchema>;
