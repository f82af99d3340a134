import { z } from "zod";
import { replyKeySchema } from "../../replies/reply-record.js";
import { handOnIssues } from "./schema-issue.js";

/** Liquid templates by language, each with those to fall back to when a variable has no value, best first. */
export type Localized = Readonly<Record<string, readonly string[]>>;

/** What a flow says: texts of its own, or a reply of the library. */
export type FlowText =
  | {
      readonly kind: "templates";
      readonly general: Localized;
      /** For customers of one segment; where none of them can be rendered, the general ones follow. */
      readonly segments: Readonly<Record<string, Localized>>;
    }
  | { readonly kind: "reply"; readonly key: string };

/** One text that can be said; the first that renders without a hole is. */
export interface TextCandidate {
  readonly template: string;
  readonly locale: string;
  /** The segment that it was written for; `undefined` for everybody. */
  readonly segment: string | undefined;
}

export const languageSchema = z
  .string("must be text")
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language like en");

const template = z
  .string("must be text")
  .trim()
  .min(1, "must not be empty")
  .max(2_000, "is over 2000 characters");

export const localizedSchema = z.record(
  languageSchema,
  z
    .union([template, z.array(template).min(1).max(5)], "must be a text, or a list of texts to fall back to")
    .transform((given): readonly string[] => (typeof given === "string" ? [given] : given)),
  "must give the text by language",
);

const segmentsSchema = z.record(z.string(), localizedSchema, "must give texts by segment");

/** `{ en: …, de: …, segments: { vip: { en: …, de: … } } }`, or `{ reply: KEY }`. */
export const flowTextSchema = z
  .record(z.string(), z.unknown(), "must be texts by language, or reply: KEY")
  .transform((given, context): FlowText => {
    const { reply, segments, ...general } = given;
    if (reply !== undefined) {
      const parsed = z.strictObject({ reply: replyKeySchema }).safeParse(given);
      handOnIssues(context, parsed.error);
      return parsed.success ? { kind: "reply", key: parsed.data.reply } : z.NEVER;
    }
    const forAll = localizedSchema.safeParse(general);
    const forSegments = segmentsSchema.safeParse(segments ?? {});
    handOnIssues(context, forAll.error);
    handOnIssues(context, forSegments.error, ["segments"]);
    if (!forAll.success || !forSegments.success) return z.NEVER;
    return { kind: "templates", general: forAll.data, segments: forSegments.data };
  });

/**
 * What can be said to one customer, best first: in their segment's words, then in those for everybody.
 * @param segments keys, the narrowest first
 * @param locale one of the file's languages
 */
export function textCandidates(
  text: Extract<FlowText, { kind: "templates" }>,
  segments: readonly string[],
  locale: string,
): readonly TextCandidate[] {
  const own = segments.flatMap((segment) =>
    (text.segments[segment]?.[locale] ?? []).map((template) => ({ template, locale, segment })),
  );
  return [
    ...own,
    ...(text.general[locale] ?? []).map((template) => ({ template, locale, segment: undefined })),
  ];
}
