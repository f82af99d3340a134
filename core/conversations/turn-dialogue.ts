import type { LibrarySnapshot } from "../imports/library-snapshot.js";
import { type DatedPreference, standingPreferences } from "../language/preferences/standing-preferences.js";
import { recommendationReason, recommendProducts } from "../recommend/recommend-products.js";
import type { Decision } from "../replies/decision.js";
import type { ConversationContext } from "./conversation-context.js";
import { createCallPort, type PostAction } from "./flows/call-port.js";
import type { CompiledFlows, Slots } from "./flows/compile-flow.js";
import { advanceDialogue } from "./flows/dialogue.js";
import type { RecommendedItem } from "./flows/dialogue-output.js";
import type { DialoguePorts, DialogueResult, RecommendRequest } from "./flows/dialogue-turn.js";
import { ownLanguage } from "./own-language.js";
import { carryOver } from "./slots/carry-over.js";
import type { OfferedValue } from "./slots/fill-slot.js";
import { turnIntent } from "./turn-intent.js";

/** The tenant's flows, and what they may do outside the process. */
export interface FlowStop {
  readonly compiled: CompiledFlows;
  readonly post: PostAction;
  readonly wait: DialoguePorts["wait"];
}

/** A message that was read and decided on, in its conversation. */
export interface DialogueScene {
  readonly text: string;
  readonly choice: string | undefined;
  readonly context: ConversationContext;
  readonly decision: Decision;
  readonly library: LibrarySnapshot;
  /** What the customer said they like and avoid, in their profile, before in this conversation, and now. */
  readonly preferences: readonly DatedPreference[];
  /** Whether the channel lets the customer's words be kept between turns. */
  readonly keepsWords: boolean;
  readonly nowMs: number;
}

/** What the flows make of a message; without flows nothing. */
export async function turnDialogue(
  flows: FlowStop | undefined,
  scene: DialogueScene,
): Promise<DialogueResult | undefined> {
  if (flows === undefined) return undefined;
  const { context, decision, library, nowMs } = scene;
  const { view, serviceView, asked } = decision.customer;
  const { reading, language } = decision;
  const turn = {
    text: scene.text,
    language,
    intent: turnIntent(reading, library.replies),
    entities: reading.entities,
    choice: scene.choice,
    offered: offeredProducts(context, library),
    today: new Date(nowMs).toISOString().slice(0, 10),
    carried: carriedValues(context, flows.compiled, nowMs),
    facts: {
      segment: decision.segment.key,
      consent: (purpose: keyof typeof asked) =>
        ({ personalization: view.consent, service: serviceView.consent, ...asked })[purpose]?.allowed ??
        false,
      trait: (field: string) => view.fields[field],
    },
    keepsWords: scene.keepsWords,
    nowMs,
  };
  return advanceDialogue(flows.compiled, context.dialogue, turn, {
    call: createCallPort({ orders: serviceView.orders, nowMs }, flows.post),
    recommend: async (request) => recommendItems(request, scene),
    wait: flows.wait,
  });
}

function carriedValues(context: ConversationContext, { set }: CompiledFlows, nowMs: number): Slots {
  const carried = carryOver(context.slots, [...set.slots.values()], nowMs, context.turns + 1);
  return Object.fromEntries(Object.entries(carried).map(([name, { value }]) => [name, value]));
}

/** Products that were shown last, to be picked by place or name. */
function offeredProducts(
  { offered }: ConversationContext,
  { products }: LibrarySnapshot,
): readonly OfferedValue[] | undefined {
  const shown = offered.flatMap((key) => {
    const sku = skuOf(key);
    const product = sku === undefined ? undefined : products.get(sku);
    return product === undefined ? [] : [{ value: product.sku, names: [product.name] }];
  });
  return shown.length === 0 ? undefined : shown;
}

const SHOWN = "product:";

/** How a conversation remembers that a product was shown. */
export function shownKey(sku: string): string {
  return `${SHOWN}${sku}`;
}

/** Whether a key of what was offered is that of a product. */
export function isShownProduct(key: string): boolean {
  return key.startsWith(SHOWN);
}

function skuOf(key: string): string | undefined {
  return isShownProduct(key) ? key.slice(SHOWN.length) : undefined;
}

/** What a flow wants avoided is avoided without exception; what the customer said weighs as they said it. */
function recommendItems(
  { like, avoid, limit }: RecommendRequest,
  { library, preferences, decision, nowMs }: DialogueScene,
): readonly RecommendedItem[] {
  const query = like.map((value) => String(value).replaceAll("_", " ")).join(" ");
  const wanted = avoid.map(
    (value): DatedPreference => ({
      kind: "product",
      object: String(value).replaceAll("_", " "),
      polarity: "avoids",
      strength: 1,
      hard: true,
      atMs: nowMs,
      turnId: "flow",
    }),
  );
  const standing = [...standingPreferences(preferences, [], nowMs), ...wanted];
  const request = { preferences: standing, limit, ...(query === "" ? {} : { query }) };
  return recommendProducts(library.goods, request).flatMap(({ sku, reasons }) => {
    const product = library.products.get(sku);
    if (product === undefined) return [];
    const { name, price, currency, url } = product;
    const amount = new Intl.NumberFormat(decision.language, { style: "currency", currency }).format(price);
    const said = reasons
      .filter(({ kind }) => kind !== "matches")
      .map((reason) => recommendationReason(reason, ownLanguage(decision.language)));
    return [{ key: shownKey(sku), title: [`${name}, ${amount}`, ...said].join(", "), url }];
  });
}
