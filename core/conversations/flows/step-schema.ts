import { z } from "zod";
import { PURPOSES } from "../../consent/purpose.js";
import { flowTextSchema } from "./flow-text.js";
import { handOnIssues } from "./schema-issue.js";

/** Names of flows, steps, actions and slots. */
export const nameSchema = z
  .string("must be a name")
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be 1 to 40 of a-z, 0-9 and _, a letter first");

export const timeoutMsSchema = z
  .int("must be a whole number")
  .min(100, "must be 100 or more")
  .max(10_000, "is over 10000");

const slots = z.array(nameSchema, "must be a list of slots").max(20, "is over 20");
const scalar = z.union([z.string(), z.number(), z.boolean()], "must be a text, a number, true or false");
const number = z.number("must be a number");

const comparison = {
  /** Equal to one of these, case aside. */
  is: z
    .union([scalar, z.array(scalar).min(1)], "must be a value or a list of values")
    .transform((given): readonly (string | number | boolean)[] => (Array.isArray(given) ? given : [given]))
    .optional(),
  at_least: number.optional(),
  at_most: number.optional(),
};

/** What an `if` looks at: exactly one of segment, consent, slot and trait. A slot or trait alone: it has a value. */
const conditionSchema = z.union(
  [
    z.strictObject({
      segment: z
        .union([z.string(), z.array(z.string()).min(1)])
        .transform((given): readonly string[] => (typeof given === "string" ? [given] : given)),
    }),
    z.strictObject({ consent: z.enum(PURPOSES) }),
    z.strictObject({ slot: nameSchema, ...comparison }),
    z.strictObject({ trait: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/), ...comparison }),
  ],
  "must be one of segment: KEY, consent: PURPOSE, slot: NAME, trait: MODULE.NAME; the last two with is, at_least, at_most",
);

export type Condition = z.output<typeof conditionSchema>;

const id = { id: nameSchema.optional() };

const saySchema = z.strictObject({ say: flowTextSchema, ...id });
const askSchema = z.strictObject({
  ask: nameSchema,
  /** In place of the slot's own question. */
  prompt: flowTextSchema.optional(),
  /** How it is asked again; without one, in the same words. */
  again: flowTextSchema.optional(),
  /** So often it is asked before `otherwise`. */
  attempts: z.int("must be a whole number").min(1, "must be 1 or more").max(5, "is over 5").default(2),
  ...id,
});
const ifSchema = z.strictObject({ if: conditionSchema, ...id });
const callSchema = z.strictObject({
  call: nameSchema,
  with: slots.default([]),
  /** Slot by member of the result. */
  into: z.record(z.string(), nameSchema, "must be slots by member of the result").default({}),
  /** In place of the action's own. */
  timeout_ms: timeoutMsSchema.optional(),
  ...id,
});
const recommendSchema = z.strictObject({
  recommend: z.strictObject({
    text: flowTextSchema,
    /** Slots whose values the products should have: a category, a product, a word. */
    like: slots.default([]),
    /** Slots whose values the products must not have. */
    avoid: slots.default([]),
    limit: z.int("must be a whole number").min(1, "must be 1 or more").max(5, "is over 5").default(3),
  }),
  ...id,
});
const handoffSchema = z.strictObject({ handoff: nameSchema, ...id });
const jumpSchema = z.strictObject({
  jump: z.union([nameSchema, z.strictObject({ flow: nameSchema })], "must be a step's id, or flow: NAME"),
  ...id,
});
const endSchema = z.strictObject({
  end: z.enum(["done", "not_done"], "must be done or not_done"),
  ...id,
});

interface Otherwise {
  readonly otherwise: readonly RawStep[];
}

/** One step as written: what it does, and the steps that it holds. */
export type RawStep =
  | z.output<typeof saySchema>
  | (z.output<typeof askSchema> & Partial<Otherwise>)
  | (z.output<typeof ifSchema> & { readonly then: readonly RawStep[]; readonly else?: readonly RawStep[] })
  | (z.output<typeof callSchema> & Otherwise)
  | (z.output<typeof recommendSchema> & Otherwise)
  | z.output<typeof handoffSchema>
  | z.output<typeof jumpSchema>
  | z.output<typeof endSchema>;

/** At least one step. Steps hold steps. */
export const stepsSchema: z.ZodType<readonly RawStep[]> = z.lazy(() =>
  z.array(stepSchema, "must be a list of steps").min(1, "must have a step"),
);

const VERBS = {
  say: saySchema,
  ask: askSchema.extend({ otherwise: stepsSchema.exactOptional() }),
  // biome-ignore lint/suspicious/noThenProperty: a word of the file format; nothing awaits a schema
  if: ifSchema.extend({ then: stepsSchema, else: stepsSchema.exactOptional() }),
  call: callSchema.extend({ otherwise: stepsSchema }),
  recommend: recommendSchema.extend({ otherwise: stepsSchema }),
  handoff: handoffSchema,
  jump: jumpSchema,
  end: endSchema,
} as const;

type Verb = keyof typeof VERBS;

const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

/** What a step as written does. */
export function verbOf(step: RawStep): Verb | undefined {
  return VERB_NAMES.find((verb) => verb in step);
}

const stepSchema: z.ZodType<RawStep> = z
  .record(z.string(), z.unknown(), `must be a step: one of ${VERB_NAMES.join(", ")}`)
  .transform((given, context): RawStep => {
    const [verb, second] = VERB_NAMES.filter((each) => given[each] !== undefined);
    if (verb === undefined || second !== undefined) {
      const message =
        verb === undefined ? `must be one of ${VERB_NAMES.join(", ")}` : `is both ${verb} and ${second}`;
      context.addIssue({ code: "custom", path: [], message });
      return z.NEVER;
    }
    const parsed = VERBS[verb].safeParse(given);
    if (parsed.success) return parsed.data;
    handOnIssues(context, parsed.error);
    return z.NEVER;
  });
