import type { ProfileView } from "../consent/read-profile.js";
import type { LibrarySnapshot } from "../imports/library-snapshot.js";
import { isWithdrawal, type PreferenceMention } from "../language/preferences/preference-mention.js";
import { type DatedPreference, standingPreferences } from "../language/preferences/standing-preferences.js";
import { namedCategory } from "../recommend/named-category.js";
import { cardLine } from "../replies/cards.js";
import type { Decision } from "../replies/decision.js";
import { recommendedCards } from "../replies/recommended-cards.js";
import { segmentKeys } from "../segments/segment-keys.js";
import type { ConversationContext } from "./conversation-context.js";
import { createCallPort, type PostAction } from "./flows/call-port.js";
import type { CompiledFlows, Slots } from "./flows/compile-flow.js";
import { advanceDialogue } from "./flows/dialogue.js";
import type { RecommendedItem } from "./flows/dialogue-output.js";
import type { DialoguePorts, DialogueResult, DialogueTurn, RecommendRequest } from "./flows/dialogue-turn.js";
import type { MessageReading } from "./read-message.js";
import { carryOver } from "./slots/carry-over.js";
import type { OfferedValue } from "./slots/fill-slot.js";

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
  const isProduct = scene.choice !== undefined && shownSku(scene.choice) !== undefined;
  const { context, decision, nowMs } = scene;
  const { view, serviceView, asked } = decision.customer;
  const { reading, intent, language, library } = decision;
  const turn = {
    text: reading.asked,
    language,
    intent,
    entities: reading.entities,
    // A flow that asks for one of what was shown takes it from the words.
    choice: isProduct ? undefined : scene.choice,
    offered: { product: shownProducts(context, library), order: ownOrders(serviceView.orders) },
    today: new Date(nowMs).toISOString().slice(0, 10),
    carried: carriedValues(context, flows.compiled, nowMs),
    facts: {
      segments: segmentKeys(decision.segment),
      consent: (purpose: keyof typeof asked) =>
        ({ personalization: view.consent, service: serviceView.consent, ...asked })[purpose]?.allowed ??
        false,
      // A flow serves: it may know what service may.
      trait: (field: string) => view.fields[field] ?? serviceView.fields[field],
    },
    prefers: prefersWhat(reading),
    keepsWords: scene.keepsWords,
    nowMs,
  };
  return advanceDialogue(flows.compiled, context.dialogue, turn, {
    call: createCallPort({ orders: serviceView.orders, nowMs }, flows.post),
    recommend: async (request) => recommendItems(request, scene),
    wait: flows.wait,
  });
}

function prefersWhat({ statesOnlyPreferences, preferences }: MessageReading): DialogueTurn["prefers"] {
  if (!statesOnlyPreferences) return undefined;
  const isOfGoods = (mention: PreferenceMention) => mention.kind === "product" && !isWithdrawal(mention);
  if (preferences.some(isOfGoods)) return "goods";
  return preferences.some(({ kind }) => kind === "language") ? "language" : "contact";
}

function carriedValues(context: ConversationContext, { set }: CompiledFlows, nowMs: number): Slots {
  const carried = carryOver(context.slots, [...set.slots.values()], nowMs, context.turns + 1);
  return Object.fromEntries(Object.entries(carried).map(([name, { value }]) => [name, value]));
}

/** What the newest order is called, whose number nobody knows by heart. */
const NEWEST = [
  ...["last", "latest", "newest", "recent"].map((word) => `${word} order`),
  ...["letzte", "neueste", "neuste", "jüngste"].map((word) => `${word} Bestellung`),
];

/** The customer's orders, to be picked by what was in them; the newest comes last, as `the last one`. */
function ownOrders(newestFirst: ProfileView["orders"]): readonly OfferedValue[] {
  return newestFirst
    .map(({ id, item }, at) => ({
      value: id,
      names: [id, ...(item === undefined ? [] : [item]), ...(at === 0 ? NEWEST : [])],
    }))
    .reverse();
}

/** Products that were shown last, to be picked by place or name. */
function shownProducts(
  { offered }: ConversationContext,
  { products }: LibrarySnapshot,
): readonly OfferedValue[] {
  return offered.flatMap((key) => {
    const sku = shownSku(key);
    const product = sku === undefined ? undefined : products.get(sku);
    return product === undefined ? [] : [{ value: product.sku, names: [product.name] }];
  });
}

const SHOWN = "product:";

/** How a conversation remembers that a product was shown. */
export function shownKey(sku: string): string {
  return `${SHOWN}${sku}`;
}

/** The SKU of a product that was shown; `undefined` for any other key of what was offered. */
export function shownSku(key: string): string | undefined {
  return key.startsWith(SHOWN) ? key.slice(SHOWN.length) : undefined;
}

/** What a flow wants avoided is avoided without exception; what the customer said weighs as they said it. */
function recommendItems(
  { like, avoid, limit }: RecommendRequest,
  { preferences, decision, nowMs }: DialogueScene,
): readonly RecommendedItem[] {
  const { library } = decision;
  const words = like.map((value) => String(value).replaceAll("_", " "));
  const named = words.map((word) => ({ word, its: namedCategory(word, library.products.values()) }));
  const category = named.find(({ its }) => its !== undefined)?.its?.category;
  const query = named.flatMap(({ word, its }) => (its?.isWhole ? [] : [word])).join(" ");
  const wanted = avoid.map(
    (value): PreferenceMention => ({
      kind: "product",
      object: String(value).replaceAll("_", " "),
      polarity: "avoids",
      strength: 1,
      hard: true,
    }),
  );
  const cards = recommendedCards(decision, {
    preferences: [...standingPreferences(preferences, [], nowMs), ...wanted],
    limit,
    ...(query === "" ? {} : { query }),
    ...(category === undefined ? {} : { category }),
  });
  return cards.map((card) => ({ key: shownKey(card.sku), title: cardLine(card), card }));
}
