import { z } from "zod";
import { compileEntityPattern } from "../../language/entities/entity-pattern.js";
import { type SlotDeclaration, slotDeclarationSchema } from "../slots/slot-declaration.js";
import { languageSchema, localizedSchema } from "./flow-text.js";
import { handOnIssues } from "./schema-issue.js";
import { nameSchema, stepsSchema, timeoutMsSchema } from "./step-schema.js";

const slotsSchema = z
  .record(z.string(), z.unknown(), "must be declarations by the slot's name")
  .transform((given, context) => {
    const slots = new Map<string, SlotDeclaration>();
    for (const [slot, declaration] of Object.entries(given)) {
      const named =
        typeof declaration === "object" && declaration !== null
          ? { ...declaration, name: slot }
          : declaration;
      const parsed = slotDeclarationSchema.safeParse(named);
      if (parsed.success) slots.set(slot, parsed.data);
      handOnIssues(context, parsed.error, [slot]);
    }
    return slots;
  });

const patternsSchema = z
  .record(nameSchema, z.string("must be a regular expression").min(1, "must not be empty"))
  .transform((given, context) =>
    Object.entries(given).flatMap(([name, pattern]) => {
      const compiled = compileEntityPattern({ name, pattern });
      if ("expression" in compiled) return [compiled];
      for (const message of compiled.problems) context.addIssue({ code: "custom", path: [name], message });
      return [];
    }),
  );

const actionSchema = z.union(
  [
    z.strictObject({ builtin: nameSchema, timeout_ms: timeoutMsSchema.default(2_000) }),
    z.strictObject({
      url: z.url({ protocol: /^https?$/ }),
      timeout_ms: timeoutMsSchema.default(2_000),
    }),
  ],
  "must be builtin: NAME or url: ADDRESS (http or https), and timeout_ms of 100 to 10000",
);

/** How an action is carried out. */
export type FlowAction = z.output<typeof actionSchema>;

const confidence = z.number("must be a number").min(0, "must be 0 to 1").max(1, "must be 0 to 1");

const settingsSchema = z.strictObject({
  /** A flow left alone for longer is not simply gone on with. */
  silence_minutes: z.number("must be a number").positive("must be positive").max(1_440).default(30),
  /** Then: ask whether to go on, or drop it. */
  on_silence: z.enum(["ask", "drop"], "must be ask or drop").default("ask"),
  /** So many flows may wait for one that was begun in their middle. */
  max_digressions: z.int("must be a whole number").min(0, "must be 0 or more").max(3, "is over 3").default(1),
  /** From this confidence of an intent on, it starts a flow or interrupts one. */
  min_confidence: confidence.default(0.5),
});

export type FlowSettings = z.output<typeof settingsSchema>;

const segmentKeySchema = z
  .string("must be the key of a segment")
  .regex(/^[a-z][a-z0-9_]{0,79}$/, "must be 1 to 80 of a-z, 0-9 and _, a letter first");

const flowSchema = z.strictObject({
  /** What it is about, as customers call it: "your return". */
  title: localizedSchema,
  starts_on: z
    .array(z.string("must be the name of an intent").min(1).max(120), "must be a list of intents")
    .min(1, "must name an intent")
    .max(20),
  /** Only for customers of these; such a flow goes before one for everybody. */
  segments: z.array(z.string(), "must be a list of segments").min(1, "must name a segment").optional(),
  steps: stepsSchema,
});

/** The shape of a tenant's flow file. What its parts say about each other is checked by `check-flows.ts`. */
export const flowFileSchema = z.strictObject({
  /** What every text must be given in; the first is for customers of any other language. */
  languages: z.array(languageSchema, "must be a list of languages").min(1, "must name a language").max(20),
  settings: settingsSchema.prefault({}),
  /** Keys of segments that the tenant's own rules describe or that a build found, as far as flows speak of them. */
  segments: z.array(segmentKeySchema, "must be a list of segments").max(200).default([]),
  /** Examples by intent: the text model learns from them. */
  intents: z
    .record(
      z.string().min(1).max(120),
      z.array(z.string("must be text").trim().min(1, "must not be empty").max(500)).max(1_000),
      "must be examples by intent",
    )
    .default({}),
  /** Kinds of entities of the tenant's own: regular expressions by name. `order_number` is how orders are numbered. */
  patterns: patternsSchema.default([]),
  slots: slotsSchema.default(new Map()),
  actions: z.record(nameSchema, actionSchema, "must be actions by name").default({}),
  flows: z
    .record(nameSchema, flowSchema, "must be flows by name")
    .refine((flows) => Object.keys(flows).length > 0, "must have a flow"),
});

export type FlowFile = z.output<typeof flowFileSchema>;
export type RawFlow = FlowFile["flows"][string];
