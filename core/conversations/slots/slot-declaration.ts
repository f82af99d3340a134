import { z } from "zod";

/** What a slot can hold; the normalised values are those of `slot-value.ts`. */
export const SLOT_TYPES = [
  "order",
  "date",
  "date_range",
  "money",
  "quantity",
  "number",
  "email",
  "phone",
  "product",
  "category",
  "country",
  "choice",
  "yes_no",
  "pattern",
  "text",
] as const;

export type SlotType = (typeof SLOT_TYPES)[number];

/** Which types a rule of `validate` can be about. */
const RULE_TYPES: Readonly<Record<"min" | "max" | "ownOrder" | "when", readonly SlotType[]>> = {
  min: ["number", "quantity", "money", "text"],
  max: ["number", "quantity", "money", "text"],
  ownOrder: ["order"],
  when: ["date", "date_range"],
};

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a language like en");
const words = z.string("must be text").trim().min(1, "must not be empty").max(120, "is over 120 characters");

/** What a value must hold, beyond being of the slot's type. */
const validateSchema = z.strictObject({
  /** Least number, amount of money, or length of a text in characters. */
  min: z.number("must be a number").optional(),
  /** Greatest number, amount of money, or length of a text in characters. */
  max: z.number("must be a number").optional(),
  /** The order must be one of the customer's own. Default: true. */
  ownOrder: z.boolean("must be true or false").optional(),
  /** Today counts as both. */
  when: z.enum(["past", "future"], "must be past or future").optional(),
});

/** One of the values of a `choice` slot. */
const choiceSchema = z.strictObject({
  /** What is stored and compared. */
  value: z.string("must be text").regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be 1 to 40 of a-z, 0-9, _ and -"),
  /** What customers call it, by language; the first is its label. */
  names: z
    .record(language, z.array(words, "must be a list").min(1, "must have a name"), {
      error: "must give the names by language",
    })
    .refine((names) => Object.keys(names).length > 0, "must have a language"),
});

/**
 * A slot as a flow's YAML declares it: what is asked for, how, what is accepted, and how long it is good for.
 * A problem's path and message read as one sentence: `type must be one of …`.
 */
export const slotDeclarationSchema = z
  .strictObject({
    name: z
      .string("must be text")
      .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be 1 to 40 of a-z, 0-9 and _, a letter first"),
    type: z.enum(SLOT_TYPES, `must be one of ${SLOT_TYPES.join(", ")}`),
    /** The question by language. Without one the slot is filled on the way, and never asked for. */
    prompt: z
      .record(
        language,
        z.string("must be text").trim().min(1, "must not be empty").max(1_000, "is over 1000 characters"),
        { error: "must give the question by language" },
      )
      .refine((prompt) => Object.keys(prompt).length > 0, "must have a language")
      .optional(),
    /** False: a flow goes on without it. */
    required: z.boolean("must be true or false").default(true),
    validate: validateSchema.prefault({}),
    /** The values of a `choice`. */
    choices: z.array(choiceSchema, "must be a list").min(2, "must have two values or more").optional(),
    /** The tenant's pattern that a `pattern` slot takes, by its name. */
    pattern: z.string("must be text").optional(),
    /** So long a value is carried over after it was given. */
    maxAgeMs: z.number("must be a number").positive("must be positive").optional(),
    /** So many turns of the customer's a value is carried over after it was given. */
    maxTurns: z.int("must be a whole number").positive("must be positive").optional(),
  })
  .superRefine((slot, context) => {
    const problem = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    for (const [rule, types] of Object.entries(RULE_TYPES)) {
      if (slot.validate[rule as keyof typeof RULE_TYPES] !== undefined && !types.includes(slot.type)) {
        problem(["validate", rule], `is for ${types.join(", ")}, and this slot is a ${slot.type}`);
      }
    }
    const { min, max } = slot.validate;
    if (min !== undefined && max !== undefined && min > max) problem(["validate", "min"], "is more than max");
    if ((slot.type === "choice") !== (slot.choices !== undefined)) {
      problem(["choices"], slot.type === "choice" ? "must be given for a choice" : "are for a choice only");
    }
    if ((slot.type === "pattern") !== (slot.pattern !== undefined)) {
      problem(["pattern"], slot.type === "pattern" ? "must be given for a pattern" : "is for a pattern only");
    }
    const values = slot.choices?.map(({ value }) => value) ?? [];
    if (new Set(values).size < values.length) problem(["choices"], "name a value twice");
  });

/** A slot that passed its schema, with the defaults filled in. */
export type SlotDeclaration = z.output<typeof slotDeclarationSchema>;

/**
 * True if the slot's value is the customer's own words (`text`), so that it may be kept only where the channel's
 * rule of retention lets a message be kept. All other values are normalised and tell no sentence.
 */
export function holdsWords(declaration: Pick<SlotDeclaration, "type">): boolean {
  return declaration.type === "text";
}
