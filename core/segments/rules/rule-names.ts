import { PURPOSES, type Purpose } from "../../consent/purpose.js";
import type { AttributeDeclaration } from "../../privacy/attribute-declaration.js";
import type { Inventory } from "../../privacy/data-inventory.js";
import type { FeatureDeclaration } from "../features/feature.js";

/** What a name in a rule stands for. */
export interface RuleName {
  /** Of `RuleValues`: an attribute (`purchases.plan`), or a feature, whose key has no dot. */
  readonly key: string;
  readonly kind: AttributeDeclaration["kind"];
  /** Purposes that all must be allowed for it to be read. */
  readonly needs: readonly Purpose[];
  /** All values that it can have, in lower case, where they are known. */
  readonly values?: readonly string[];
}

/** What rules may speak of, by every name of it in lower case. */
export type RuleNames = ReadonlyMap<string, RuleName>;

/**
 * The names that rules may use: fields of a profile that the inventory declares for `personalization`, each as
 * `module.name` and, where no other has it, by its last part alone; then features by their keys, which need
 * `analytics` as well. Where a field and a feature have one name, the field is meant: it is exact to the day.
 * @param values of attributes whose values are known, such as the tenant's plans
 */
export function ruleNames(
  inventory: Inventory,
  features: readonly FeatureDeclaration[],
  values: Readonly<Record<string, readonly string[]>> = {},
): RuleNames {
  const names = new Map<string, RuleName>();
  const short = new Map<string, RuleName | undefined>();
  for (const { attribute, kind, purposes } of inventory.attributes) {
    if (!purposes.includes("personalization")) continue;
    const known = values[attribute]?.map((value) => value.toLowerCase());
    const name: RuleName = {
      key: attribute,
      kind,
      needs: ["personalization"],
      ...(known === undefined ? {} : { values: known }),
    };
    names.set(attribute.toLowerCase(), name);
    const last = attribute.slice(attribute.indexOf(".") + 1).toLowerCase();
    short.set(last, short.has(last) ? undefined : name);
  }
  for (const [last, name] of short) if (name !== undefined) names.set(last, name);
  for (const { key, transform, purpose } of features) {
    // A category's number means nothing to a reader; its field has the word.
    if (names.has(key) || short.has(key) || typeof transform === "object") continue;
    names.set(key, { key, kind: "number", needs: ["personalization", purpose] });
  }
  return names;
}

/** Purposes without repetition, in the order in which they are declared. */
export function purposesOf(needs: readonly Purpose[]): readonly Purpose[] {
  return PURPOSES.filter((purpose) => needs.includes(purpose));
}
