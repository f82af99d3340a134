import type { Purpose } from "../consent/purpose.js";
import { RapportError } from "../error.js";
import { type AttributeDeclaration, MODULES, type Module } from "./attribute-declaration.js";
import { BUILT_IN_ATTRIBUTES } from "./built-in-attributes.js";
import { DECLARED_EVENTS, type EventDeclaration } from "./declared-events.js";

/** The declarations of one tenant, ready to be looked up. */
export interface Inventory {
  readonly attributes: readonly AttributeDeclaration[];
  attribute(name: string): AttributeDeclaration | undefined;
  /** Whether an attribute is declared for a purpose. */
  allows(attribute: string, purpose: Purpose): boolean;
  /** The attribute that a trait becomes. */
  ofTrait(name: string): AttributeDeclaration | undefined;
  /** Names of all traits that become attributes. */
  readonly traits: readonly string[];
  event(name: string): EventDeclaration | undefined;
  /** How long what happened in a module stays in a person's history. */
  historyDays(module: Module): number;
}

/**
 * The inventory of a tenant: what is built in, and the tenant's own attributes.
 * @throws RapportError `config_invalid` naming every attribute or trait that is declared twice
 */
export function createInventory(own: readonly AttributeDeclaration[] = []): Inventory {
  const attributes = [...BUILT_IN_ATTRIBUTES, ...own];
  const problems: string[] = [];
  const byName = new Map<string, AttributeDeclaration>();
  const byTrait = new Map<string, AttributeDeclaration>();
  for (const declaration of attributes) {
    if (byName.has(declaration.attribute)) problems.push(`${declaration.attribute} is declared twice`);
    byName.set(declaration.attribute, declaration);
    for (const trait of declaration.from === "derived" ? [] : declaration.from) {
      if (byTrait.has(trait)) problems.push(`the trait ${trait} becomes two attributes`);
      byTrait.set(trait, declaration);
    }
  }
  if (problems.length > 0) {
    throw new RapportError(
      "config_invalid",
      `Data inventory:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
  const historyDays = new Map<Module, number>(
    MODULES.map((module) => [
      module,
      Math.max(
        0,
        ...[...DECLARED_EVENTS.values()]
          .filter((event) => event.module === module)
          .map((event) => event.retentionDays),
      ),
    ]),
  );
  return {
    attributes,
    attribute: (name) => byName.get(name),
    allows: (name, purpose) => byName.get(name)?.purposes.includes(purpose) ?? false,
    ofTrait: (name) => byTrait.get(name),
    traits: [...byTrait.keys()],
    event: (name) => DECLARED_EVENTS.get(name),
    historyDays: (module) => historyDays.get(module) ?? 0,
  };
}
