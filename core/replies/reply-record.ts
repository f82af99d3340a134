import { z } from "zod";
import { CHANNELS } from "../channel.js";
import { TONES } from "./tone.js";

const key = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:?/ ()'!-]{0,119}$/, "must be a key of up to 120 letters, digits and _.:-");
/** Of one text. */
export const MAX_TEXT_CHARS = 10_000;

const body = z.string().min(1).max(MAX_TEXT_CHARS);

/**
 * A canned reply (a macro): `body` and each variant's body are Liquid templates. A variant is for a segment,
 * a locale, a channel, a tone, or several of them (`chooseVariant` says which goes first). `segments`, `channels` and
 * `countries` restrict the whole reply: elsewhere it is never offered.
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
        channel: z.enum(CHANNELS).optional(),
        tone: z.enum(TONES).optional(),
        body,
      }),
    )
    .max(100)
    .default([]),
  segments: z.array(z.string().min(1).max(60)).max(50).optional(),
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, "must be two capital letters (ISO 3166)"))
    .min(1)
    .max(300)
    .optional(),
  /** Below its text stand products of the catalogue that fit the message and the customer. */
  recommends: z.boolean().optional(),
  /** Of which product's text it was made: `zendesk/macros/360001`. By it the same text is known again. */
  origin: z.string().min(1).max(200).optional(),
});

export type ReplyRecord = z.output<typeof replyRecordSchema>;

export const replyKeySchema = key;
