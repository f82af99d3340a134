import { parse } from "yaml";
import { z } from "zod";
import { CHANNELS } from "../channel.js";
import { PURPOSES } from "../consent/purpose.js";
import { RapportError } from "../error.js";
import { type AttributeDeclaration, MODULES, type Module } from "./attribute-declaration.js";
import { createInventory } from "./data-inventory.js";

/** What a tenant adds of its own. */
export interface TenantInventory {
  readonly attributes: readonly AttributeDeclaration[];
  /** Identifier values that stand for nobody, in lower case. */
  readonly blockedIdentifiers: readonly string[];
}

/** Where an attribute's value may come from. */
const SOURCES = ["self", "admin", "cli", "api", "import", ...CHANNELS] as const;

/** A list of them, or the one word that stands for another rule. */
function sourcesOr<W extends string>(word: W) {
  const problem = `must be ${word}, or a list of sources: ${SOURCES.join(", ")}`;
  return z.union([z.literal(word), z.array(z.enum(SOURCES)).min(1)], problem).default(word);
}

const name = z.string().regex(/^[A-Za-z][\w]{0,59}(\.[A-Za-z]\w{0,59})?$/, "must be a name such as shoeSize");

const attributeSchema = z
  .strictObject({
    attribute: z
      .string()
      .regex(
        new RegExp(`^(${MODULES.join("|")})\\.[a-z][a-z0-9_]{0,59}$`),
        `must be <module>.<name>, with one of ${MODULES.join(", ")}`,
      ),
    from: z.union([
      name,
      z
        .array(name)
        .min(1)
        .refine((names) => new Set(names).size === names.length, "names a trait twice"),
    ]),
    purposes: z.array(z.enum(PURPOSES)).min(1, "must name at least one purpose"),
    retention_days: z.int().min(1).max(3_650),
    personal: z.boolean().default(true),
    sources: sourcesOr("any"),
    rule: sourcesOr("newest"),
    kind: z.enum(["string", "number", "boolean"]).default("string"),
    label: z.string().min(1).max(60).optional(),
    correctable: z.boolean().default(false),
    protected: z.boolean().default(false),
  })
  .transform(({ attribute, from, retention_days, label, ...rest }): AttributeDeclaration => {
    const [module, bare] = attribute.split(".") as [Module, string];
    const words = label ?? bare.replaceAll("_", " ");
    return {
      ...rest,
      attribute,
      module,
      from: typeof from === "string" ? [from] : from,
      retentionDays: retention_days,
      label: { en: words, de: words },
    };
  });

const fileSchema = z.strictObject({
  attributes: z.array(attributeSchema).max(500).default([]),
  blocked_identifiers: z.array(z.string().min(1).max(256)).max(10_000).default([]),
});

/**
 * Reads a tenant's own attributes and blocked identifiers (YAML; JSON is YAML too).
 * @throws RapportError `config_invalid` with all problems in one message
 */
export function parseTenantInventory(yaml: string): TenantInventory {
  const parsed = fileSchema.safeParse(parseYaml(yaml) ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join(".") || "file"}: ${issue.message}`,
    );
    throw new RapportError("config_invalid", `RAPPORT_INVENTORY_FILE:\n${problems.join("\n")}`);
  }
  const { attributes, blocked_identifiers } = parsed.data;
  // What is declared twice is found here, not when the first event comes.
  createInventory(attributes);
  return {
    attributes,
    blockedIdentifiers: blocked_identifiers.map((value) => value.normalize("NFKC").trim().toLowerCase()),
  };
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    throw new RapportError("config_invalid", "RAPPORT_INVENTORY_FILE: is no YAML", { cause: error });
  }
}
