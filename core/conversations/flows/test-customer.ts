import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Entity } from "../../language/entities/entity.js";
import { findEntities } from "../../language/entities/find-entities.js";
import { testPatterns } from "../../language/entities/test-patterns.js";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import { createCallPort } from "./call-port.js";
import { type CompiledFlows, compileFlows, type FlowFacts } from "./compile-flow.js";
import type { DialoguePorts, DialogueTurn } from "./dialogue-turn.js";
import { parseFlows } from "./read-flows.js";

const DEMO_FILE = fileURLToPath(new URL("../../../service/demo/flows/flows.yaml", import.meta.url));

/** The demo company's flows. */
export function demoFlows(): CompiledFlows {
  return compileFlows(parseFlows(readFileSync(DEMO_FILE, "utf8"), DEMO_FILE));
}

/** Sunday, 12:00 UTC. */
export const NOW_MS = Date.parse("2026-05-03T12:00:00Z");

const DAY_MS = 86_400_000;

/** The orders of whoever writes in these tests, in every state that a flow may find one in. */
export const OWN_ORDERS = [
  { id: "LF-1001", status: "delivered", item: "Kestrel 1", orderedAtMs: NOW_MS - 12 * DAY_MS },
  { id: "LF-1002", status: "shipped", item: "Ember Down Vest", orderedAtMs: NOW_MS - 9 * DAY_MS },
  { id: "LF-1003", status: "refunded", item: "Stormcock 2", orderedAtMs: NOW_MS - 30 * DAY_MS },
  { id: "LF-1004", status: "delivered", item: "Lantern 3", orderedAtMs: NOW_MS - 200 * DAY_MS },
  { id: "LF-1005", status: "confirmed", item: "Haybarn 4", orderedAtMs: NOW_MS - DAY_MS },
];

const PATTERNS = testPatterns([{ name: "order_number", pattern: "LF-?[0-9]{4,6}" }]);
const found = new Map<string, readonly Entity[]>();

/** Finding is pure, and the walks say the same things thousands of times. */
function entitiesOf(text: string, language: string): readonly Entity[] {
  const key = `${language}|${text}`;
  const entities =
    found.get(key) ??
    findEntities(text, {
      language,
      patterns: PATTERNS,
      ownOrders: OWN_ORDERS.map(({ id }) => id),
      nowMs: NOW_MS,
      timeZone: "UTC",
    });
  found.set(key, entities);
  return entities;
}

/** A customer of no segment in particular of whom everything may be read. */
export const FACTS: FlowFacts = { segments: ["regular"], consent: () => true, trait: () => undefined };

/** What somebody wrote, understood as the product does, but for the text model. */
export function turnOf(text: string, more: Partial<DialogueTurn> = {}): DialogueTurn {
  const language = more.language ?? "en";
  return {
    text,
    language,
    intent: undefined,
    entities: entitiesOf(text, language),
    choice: undefined,
    offered: {},
    today: "2026-05-03",
    carried: {},
    facts: FACTS,
    keepsWords: true,
    nowMs: NOW_MS,
    ...more,
  };
}

/** Ports on which everything works at once, over `OWN_ORDERS`. */
export const WORKING_PORTS: DialoguePorts = {
  call: createCallPort({ orders: OWN_ORDERS, nowMs: NOW_MS }, () => Promise.reject(new Error("no endpoint"))),
  recommend: async () => [{ key: "MSY-001", title: "Moss Synthetic" }],
  wait: () => new Promise(() => {}),
};

/** What a customer may write so that a slot is filled, at least one text each; with the value where it is known. */
export function goodAnswers(slot: SlotDeclaration, language: string): readonly string[] {
  switch (slot.type) {
    case "order":
      return OWN_ORDERS.map(({ id }) => id);
    case "yes_no":
      return language === "de" ? ["ja", "nein"] : ["yes please", "no"];
    case "choice":
      return (slot.choices ?? []).flatMap(({ names }) => names[language]?.[0] ?? []);
    case "date":
      return language === "de" ? ["morgen", "am Freitag"] : ["tomorrow", "on Friday"];
    case "phone":
      return ["+49 170 1234567"];
    case "text":
      return ["It came late and the box was open."];
    default:
      throw new Error(`no answers for a slot of type ${slot.type}`);
  }
}
