import type { LibrarySnapshot } from "../imports/library-snapshot.js";
import type { Decision, KnownCustomer } from "../replies/decision.js";
import type { Reply } from "../replies/reply.js";
import { capitalized } from "../title-of-key.js";
import type { ConversationContext } from "./conversation-context.js";
import type { CompiledFlows } from "./flows/compile-flow.js";
import type { DialogueResult } from "./flows/dialogue-turn.js";
import { slotInWords } from "./flows/render-said.js";
import { universalRequest } from "./flows/universal-phrases.js";
import type { HandoffReason } from "./handoff.js";
import { BACK_TO_BOT_CHOICE, handoffReply } from "./handoff-reply.js";
import type { InboundMessage, Sender } from "./inbound-message.js";
import type { HandoffRequest } from "./open-handoffs.js";
import { holdsWords } from "./slots/slot-declaration.js";
import type { FlowStop } from "./turn-dialogue.js";

/** How a turn brings people in. */
export interface HandoffStop {
  /** Passes a message on if people answer in its conversation. @returns false if the bot does */
  forward(message: InboundMessage): Promise<boolean>;
  /** Asks people to take over; nothing happens where they did. @returns false if the message tells no address */
  ask(request: HandoffRequest): Promise<boolean>;
  /** Brings the bot back, and tells the agent. */
  end(conversationId: string): Promise<void>;
}

interface Stops {
  readonly handoff: HandoffStop | undefined;
  readonly handoffBelow: number;
  readonly flows: FlowStop | undefined;
  readonly tenantName: string;
  settleEvents(sender: Sender): Promise<void>;
  identify(sender: Sender): Promise<KnownCustomer>;
}

/** The reply where people answer, or are sent away again; `undefined` where the bot does. */
export async function answeredByPeople(stops: Stops, message: InboundMessage): Promise<Reply | undefined> {
  const { sender, conversationId, choice } = message;
  const { handoff, tenantName } = stops;
  const goesBack = choice === BACK_TO_BOT_CHOICE;
  if (goesBack) await handoff?.end(conversationId);
  else if ((await handoff?.forward(message)) !== true) return undefined;
  await stops.settleEvents(sender);
  const { view, serviceView } = await stops.identify(sender);
  const locale = String(serviceView.fields["preferences.language"] ?? sender.locale ?? "en");
  return handoffReply(goesBack ? "resumed" : "relayed", { locale, tenantName, consent: view.consent });
}

/** A turn as it would be answered without people. */
interface UndecidedTurn {
  readonly message: InboundMessage;
  readonly context: ConversationContext;
  readonly decision: Decision;
  readonly dialogue: DialogueResult | undefined;
  readonly said: Reply;
}

/**
 * Brings people in where the customer asks for them, a flow says so, or the bot is not sure: its confidence is below
 * the tenant's threshold, or it had to ask back twice in a row.
 * @returns `undefined` where the bot goes on, also because nobody can be asked and nobody asked for them
 */
export async function handOffTurn(stops: Stops, turn: UndecidedTurn): Promise<Reply | undefined> {
  const { message, context, decision, dialogue, said } = turn;
  const reason = reasonOf(stops, turn);
  if (reason === undefined) return undefined;
  const { customer, language: locale } = decision;
  const setting = { locale, tenantName: stops.tenantName, consent: customer.view.consent, reason };
  const lastInputs = context.recent.flatMap(({ input }) => input ?? []);
  const isAsked = await stops.handoff?.ask({
    message,
    customer,
    locale,
    summary: summaryOf(stops.flows?.compiled, turn, reason),
    lastInputs: [...lastInputs, message.text],
  });
  if (isAsked !== true && (reason === "unsure" || reason === "out_of_scope")) return undefined;
  const reply = handoffReply(isAsked === true ? "handed_off" : "nobody", setting);
  // What the flow said before it handed over is said too.
  const before = dialogue?.outputs.some(({ kind }) => kind === "say") === true ? `${said.text}\n\n` : "";
  return { ...reply, text: `${before}${reply.text}` };
}

function reasonOf(
  { handoff, handoffBelow }: Stops,
  { message, context, decision, dialogue, said }: UndecidedTurn,
): HandoffReason | undefined {
  if (message.choice === undefined && universalRequest(message.text) === "human") return "asked";
  if (dialogue?.outputs.some(({ kind }) => kind === "handoff")) return "flow";
  if (handoff === undefined || said.kind !== "unsure") return undefined;
  const [best] = decision.reading.labels;
  if (best !== undefined && best.probability < handoffBelow) return "unsure";
  if (context.outOfScope === 0) return undefined;
  return decision.reading.inScope ? "unsure" : "out_of_scope";
}

/** How matters stand after the turn, in titles and values of ours, never a word of the customer's. */
function summaryOf(
  flows: CompiledFlows | undefined,
  { context, decision, dialogue }: UndecidedTurn,
  reason: HandoffReason,
): HandoffRequest["summary"] {
  const { products, replies } = decision.library;
  const handedOver = dialogue?.outputs.find((output) => output.kind === "handoff");
  // Who asks for a person leaves the question that waited.
  const open = (reason === "asked" ? context.dialogue : dialogue?.state)?.open.at(-1);
  const asked = open && flows?.flows.get(open.flow)?.steps.get(open.step);
  const flow = open?.flow ?? handedOver?.flow;
  const held = Object.entries(context.slots).map(([name, { value }]) => [name, value] as const);
  const slots = Object.entries({ ...Object.fromEntries(held), ...dialogue?.slots })
    .map(([name, value]) => ({ name, value, declared: flows?.set.slots.get(name) }))
    .filter(({ declared }) => declared === undefined || !holdsWords(declared))
    .map(({ name, value, declared }) => [
      name,
      slotInWords(value, declared, "en", (sku) => products.get(sku)?.name),
    ]);
  // A message that asks for a person tells nothing more of what it is about, if anything is known.
  const intents = [decision.intent?.name, context.topic];
  const intent = (reason === "asked" ? intents.reverse() : intents).find((name) => name !== undefined);
  const topic = flowTitle(flow, flows) ?? (intent === undefined ? undefined : titleOf(intent, replies));
  return {
    reason,
    ...(reason === "flow" && handedOver ? { flowReason: handedOver.reason.replaceAll("_", " ") } : {}),
    ...(topic === undefined ? {} : { topic }),
    slots: Object.fromEntries(slots),
    ...(flow === undefined
      ? {}
      : { flow: asked?.verb === "ask" ? `${flow}: waiting for ${asked.slot}` : flow }),
    ...(decision.customer.view.consent.allowed ? { segment: decision.segment.name } : {}),
  };
}

/** The flow's title to begin a line with, in English if it has one. */
function flowTitle(name: string | undefined, flows: CompiledFlows | undefined): string | undefined {
  const titles = flows?.flows.get(name ?? "")?.flow.title ?? {};
  const title = (titles.en ?? Object.values(titles)[0])?.[0];
  return title && capitalized(title);
}

/** The title of a reply that answers the intent, or the intent itself. */
function titleOf(intent: string, replies: LibrarySnapshot["replies"]): string {
  const answers = [...replies.values()].find(
    ({ key, intents }) => key === intent || intents.includes(intent),
  );
  return answers?.title ?? intent.replaceAll("_", " ");
}
