import { z } from "zod";

const key = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:?/ ()'!-]{0,119}$/, "must be a key of up to 120 letters, digits and _.:-");
const body = z.string().min(1).max(10_000);

/**
 * A canned reply (a macro): `body` and each variant's body are Liquid templates. A variant is for a segment,
 * a locale, or both; `segments` restricts the whole reply to those segments.
 */
export const replyRecordSchema = z.object({
  key,
  title: z.string().min(1).max(200),
  intents: z.array(z.string().min(1).max(120)).max(50).default([]),
  locale: z.string().min(2).max(35).default("en"),
  body,
  variants: z
    .array(
      z.object({
        segment: z.string().min(1).max(60).optional(),
        locale: z.string().min(2).max(35).optional(),
        body,
      }),
    )
    .max(100)
    .default([]),
  segments: z.array(z.string().min(1).max(60)).max(50).optional(),
  /** Of which product's text it was made: `zendesk/macros/360001`. By it the same text is known again. */
  origin: z.string().min(1).max(200).optional(),
});

export type ReplyRecord = z.output<typeof replyRecordSchema>;

export const replyKeySchema = key;
