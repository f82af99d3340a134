import { ownLanguage } from "../own-language.js";
import type { SlotCorrection } from "../slots/corrected-slots.js";
import { isEllipsis } from "../slots/ellipsis.js";
import type { SlotFilling } from "../slots/fill-slot.js";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { CompiledFlow, FlowEvent, Slots } from "./compile-flow.js";
import type { DialogueOutput, SaidText } from "./dialogue-output.js";
import { DIALOGUE_SAYINGS } from "./dialogue-sayings.js";
import type { DialogueState, OpenFlow } from "./dialogue-state.js";
import type { DialoguePorts, DialogueResult, DialogueTurn } from "./dialogue-turn.js";
import { type FlowStep, ownWords } from "./flow.js";
import {
  keptSlots,
  openingSlots,
  readAnswer,
  readCorrection,
  readOtherValue,
  readYesOrNo,
  slotsBesides,
} from "./read-answer.js";
import { type FlowRun, moveFlow, startFlow, type Talk } from "./run-flow.js";
import { askOutput, fileLanguage, readChoiceKey, yesOrNo } from "./said-text.js";
import { type UniversalRequest, universalRequest } from "./universal-phrases.js";

/** Why a person takes over, if no flow says so: the customer asked for one. */
export const ASKED_FOR_A_PERSON = "asked_for_a_person";

/** The slot of the question whether to go on after a silence. */
const RESUME = "resume";

/** An open flow with its compiled form and the question that waits. */
interface Waiting {
  readonly open: OpenFlow;
  readonly compiled: CompiledFlow;
  readonly ask: Extract<FlowStep, { verb: "ask" }>;
  readonly slot: SlotDeclaration;
}

/**
 * One turn of a conversation in its flows. In this order:
 * - **A person** is given whenever one is asked for, in a flow or not.
 * - **No flow open:** the flow of the intent starts, one for the customer's segment first.
 * - **The flow's file has changed** since: the customer is told, and it starts anew. Is it gone: as if none were open.
 * - **After a silence** longer than the file's setting: a new concern drops the flow; otherwise the customer is asked
 *   whether to go on, or it is dropped, as the file says.
 * - **Cancel, repeat, a correction, the answer**: in the open flow.
 * - **What the customer prefers**, and no answer: an interruption; "never call me" is none even to "a call, or a refund?".
 * - **Another concern**, confident and not the open flow's: its own flow starts on top of the open one, which waits
 *   and is gone back to; without a flow of its own, or too deep, it is an interruption, answered from the library.
 * - **What the flow began with, said again** where yes or no was asked: it begins anew with what it knows; another
 *   value of what it knows is a correction.
 * - Anything else is no answer, and the flow asks again, as often as it says.
 *
 * Deterministic, but for what the ports do.
 * @param state as the last turn of this conversation returned it
 */
export async function advanceDialogue(
  flows: Talk["flows"],
  state: DialogueState | undefined,
  turn: DialogueTurn,
  ports: DialoguePorts,
): Promise<DialogueResult> {
  const talk: Talk = { flows, turn, ports };
  const request = turn.choice === undefined ? universalRequest(turn.text) : undefined;
  const open = state?.open.at(-1);
  if (request === "human") {
    const reason = ASKED_FOR_A_PERSON;
    const slots = open?.slots ?? {};
    const outputs = [{ kind: "handoff", reason, flow: open?.flow, slots } as const];
    return { state: undefined, handled: true, outputs, slots };
  }
  if (state === undefined || open === undefined) return withoutFlow(talk, request);
  const below = state.open.slice(0, -1);
  const waiting = stillWaiting(open, talk);
  if (waiting === undefined) {
    const compiled = flows.flows.get(open.flow);
    if (compiled === undefined) return withoutFlow(talk, request);
    if (request === "cancel") return cancel(talk, below, open.flow);
    const changed = say(own((sayings) => sayings.changed, talk));
    return settle(talk, below, await start(talk, compiled), [changed]);
  }
  if (request === "cancel" && !isChosen(waiting, talk)) return cancel(talk, below, open.flow);
  if (state.asksToResume) {
    return request === "repeat"
      ? askToResume(talk, state, waiting)
      : afterResumeQuestion(talk, below, waiting);
  }
  const silentMs = turn.nowMs - state.waitingSinceMs;
  if (silentMs > flows.set.settings.silence_minutes * 60_000) return afterSilence(talk, state, waiting);
  if (request === "repeat") return ask(talk, below, waiting);
  return answer(talk, below, waiting);
}

/** Nothing is open: a flow starts, or the library answers. */
async function withoutFlow(talk: Talk, request?: UniversalRequest): Promise<DialogueResult> {
  const { turn } = talk;
  if (request === "repeat") return closed([{ kind: "repeat" }]);
  if (turn.choice !== undefined && readChoiceKey(turn.choice) !== undefined) {
    return closed([say(own((sayings) => sayings.closed, talk))]);
  }
  if (request === "cancel" && !/cancel|abbr/i.test(turn.text))
    return closed([say(own((sayings) => sayings.done, talk))]);
  const compiled = isOfService(talk) ? undefined : flowOfIntent(talk);
  if (compiled === undefined) return { state: undefined, handled: false, outputs: [], slots: {} };
  return settle(talk, [], await start(talk, compiled));
}

function closed(outputs: readonly DialogueOutput[]): DialogueResult {
  return { state: undefined, handled: true, outputs, slots: {} };
}

/** The flow that a message starts: of those for the customer's segment, else of those for everybody. */
function flowOfIntent({ flows, turn }: Talk): CompiledFlow | undefined {
  if (!isConfident({ flows, turn })) return undefined;
  const starting = [...flows.flows.values()].filter((compiled) => startsOn(compiled, turn));
  return (
    turn.facts.segments
      .map((key) => starting.find(({ flow }) => flow.segments?.includes(key)))
      .find((compiled) => compiled !== undefined) ?? starting.find(({ flow }) => flow.segments === undefined)
  );
}

function isConfident({ flows, turn }: Pick<Talk, "flows" | "turn">): boolean {
  return turn.intent !== undefined && turn.intent.confidence >= flows.set.settings.min_confidence;
}

/** True if the message only says how its writer wants to be served. */
function isOfService({ turn }: Talk): boolean {
  return turn.prefers === "contact" || turn.prefers === "language";
}

/** True if the message is about something else than the open flow, and surely so. */
function isElsewhere(talk: Talk, { compiled }: Waiting): boolean {
  return isConfident(talk) && !startsOn(compiled, talk.turn);
}

/** True if the message's intent, by one of its names, is among those that start the flow. */
function startsOn({ flow }: CompiledFlow, { intent }: Talk["turn"]): boolean {
  const names = [intent?.name, ...(intent?.aliases ?? [])];
  return flow.startsOn.some((each) => names.includes(each));
}

/** `undefined` if the flow has changed since it was left. */
function stillWaiting(open: OpenFlow, { flows }: Talk): Waiting | undefined {
  const compiled = flows.flows.get(open.flow);
  const step = compiled?.steps.get(open.step);
  if (compiled?.digest !== open.digest || step?.verb !== "ask") return undefined;
  const slot = flows.set.slots.get(step.slot);
  return slot && { open, compiled, ask: step, slot };
}

/** Whether the message names one of the answers that the question offers: one of them may be called "stop". */
function isChosen({ slot }: Waiting, { turn }: Talk): boolean {
  const isOffered = slot.type === "choice" || slot.type === "yes_no";
  return isOffered && readAnswer(slot, turn).status === "filled";
}

async function answer(talk: Talk, below: readonly OpenFlow[], waiting: Waiting): Promise<DialogueResult> {
  const { turn, flows } = talk;
  const { open, compiled, slot } = waiting;
  const isPressed = turn.choice !== undefined;
  if (turn.choice !== undefined && readChoiceKey(turn.choice) === undefined) {
    return interruption(talk, below, waiting);
  }
  const filling = readAnswer(slot, turn);
  if (isOfService(talk)) {
    if (turn.prefers !== "contact" || slot.type !== "phone") return interruption(talk, below, waiting);
    // Whoever says there how not to be reached gives no number: it isn't asked for again.
    if (filling.status !== "filled") return move(talk, below, lastAttempt(waiting), { type: "NOT_FILLED" });
  }
  const correction = readCorrection(compiled.flow, open.slots, slot, flows.set, turn);
  if (correction !== undefined) return move(talk, below, waiting, correctionEvent(correction));
  if (isPressed && filling.status !== "filled") {
    return ask(talk, below, waiting, [say(own((sayings) => sayings.closed, talk))]);
  }
  const elsewhere = !isPressed && isElsewhere(talk, waiting);
  // "Until when can I return LF-1001?" names an order, and asks something else.
  const isQuestion = elsewhere && slot.type !== "text" && turn.text.trimEnd().endsWith("?");
  if (filling.status === "filled" && !isQuestion) {
    const filled = { ...open.slots, [slot.name]: filling.value };
    const besides = slotsBesides(compiled.flow, filled, flows.set, turn);
    return move(talk, below, waiting, { type: "FILLED", value: filling.value, besides });
  }
  if (turn.prefers !== undefined) return interruption(talk, below, waiting);
  // One word alone that names another value is no new concern.
  const mayCorrect = slot.type === "yes_no" && (!elsewhere || !/\s/.test(turn.text.trim()));
  const other = mayCorrect ? readOtherValue(compiled.flow, open.slots, flows.set, turn) : undefined;
  if (other !== undefined) return move(talk, below, waiting, correctionEvent(other));
  if (!elsewhere) return saidAgain(talk, below, waiting, filling);
  // "Yesterday" is an answer that won't do, whatever the text model takes it for.
  if (filling.status === "invalid" && isEllipsis(turn.text, turn.entities)) {
    return notFilled(talk, below, waiting, filling);
  }
  const next = flowOfIntent(talk);
  const depth = below.findIndex(({ flow }) => flow === next?.flow.name);
  if (depth !== -1) return goBack(talk, below.slice(0, depth + 1));
  if (next === undefined || below.length >= flows.set.settings.max_digressions) {
    return interruption(talk, below, waiting);
  }
  return settle(talk, [...below, open], await start(talk, next));
}

/**
 * No answer, and about nothing else. Where yes or no was asked, what the flow began with may be said once more: it
 * begins anew with what it knows.
 */
async function saidAgain(
  talk: Talk,
  below: readonly OpenFlow[],
  waiting: Waiting,
  filling: SlotFilling,
): Promise<DialogueResult> {
  const { open, compiled, slot } = waiting;
  const { flows, turn } = talk;
  if (slot.type !== "yes_no" || !isConfident(talk)) return notFilled(talk, below, waiting, filling);
  const known = keptSlots(compiled.flow, open.slots, flows.set);
  const told = openingSlots(compiled.flow, flows.set, turn);
  return settle(talk, below, await startFlow(talk, compiled, { ...known, ...told }));
}

function lastAttempt(waiting: Waiting): Waiting {
  return { ...waiting, open: { ...waiting.open, attempts: waiting.ask.attempts } };
}

function correctionEvent({ name, filling }: SlotCorrection): FlowEvent {
  return filling.status === "filled"
    ? { type: "CORRECTED", slot: name, value: filling.value }
    : { type: "TAKEN_BACK", slot: name };
}

function notFilled(talk: Talk, below: readonly OpenFlow[], waiting: Waiting, filling: SlotFilling) {
  const why =
    filling.status === "invalid" ? [say(own(({ problems }) => problems[filling.reason], talk))] : [];
  return move(talk, below, waiting, { type: "NOT_FILLED" }, why);
}

/** Starts a flow with what is known already. */
function start(talk: Talk, compiled: CompiledFlow): Promise<FlowRun> {
  return startFlow(talk, compiled, openingSlots(compiled.flow, talk.flows.set, talk.turn));
}

async function move(
  talk: Talk,
  below: readonly OpenFlow[],
  { compiled, open }: Waiting,
  event: FlowEvent,
  before: readonly DialogueOutput[] = [],
): Promise<DialogueResult> {
  return settle(talk, below, await moveFlow(talk, compiled, open, event), before);
}

/** After a run: it waits, or a person takes over, or what waited below goes on. */
function settle(
  talk: Talk,
  below: readonly OpenFlow[],
  run: FlowRun,
  before: readonly DialogueOutput[] = [],
): DialogueResult {
  const { slots } = run;
  const { outputs: came } = run;
  // What comes to its end without a word must not leave the customer without one.
  const isSilent = below.length === 0 && came.every(({ kind }) => kind === "end");
  const outputs = [...before, ...(isSilent ? [say(own((sayings) => sayings.done, talk))] : []), ...came];
  if (run.open !== undefined) return stay(talk, [...below, run.open], outputs);
  const isHandedOff = outputs.some(({ kind }) => kind === "handoff");
  const after = isHandedOff ? closed(outputs) : goBack(talk, below, outputs);
  return { ...after, slots: { ...after.slots, ...kept(slots, talk) } };
}

/** Back to the flow that waited last; one that has changed meanwhile is let go. */
function goBack(
  talk: Talk,
  below: readonly OpenFlow[],
  before: readonly DialogueOutput[] = [],
): DialogueResult {
  const waiting = below.map((open) => stillWaiting(open, talk)).findLast((each) => each !== undefined);
  if (waiting === undefined) return closed(before);
  const back = say(own((sayings) => sayings.back(titleOf(waiting.open.flow, talk)), talk));
  const under = below.slice(0, below.indexOf(waiting.open));
  return ask(talk, under, waiting, [...before, back]);
}

/** The question that waits, once more: that was no wrong answer. */
function ask(
  talk: Talk,
  below: readonly OpenFlow[],
  { open, ask: step }: Waiting,
  before: readonly DialogueOutput[] = [],
): DialogueResult {
  return stay(talk, [...below, open], [...before, askOutput(step, open.slots, talk, false)]);
}

function interruption(talk: Talk, below: readonly OpenFlow[], waiting: Waiting): DialogueResult {
  return { ...ask(talk, below, waiting), handled: false, interrupted: waiting.open.flow };
}

function cancel(talk: Talk, below: readonly OpenFlow[], flow: string): DialogueResult {
  const words = say(own((sayings) => sayings.cancelled(titleOf(flow, talk)), talk));
  return goBack(talk, below, [words, { kind: "end", flow, outcome: "cancelled" }]);
}

/** Somebody writes again long after the question. */
async function afterSilence(talk: Talk, state: DialogueState, waiting: Waiting): Promise<DialogueResult> {
  const isDropped = talk.flows.set.settings.on_silence === "drop" || isElsewhere(talk, waiting);
  return isDropped ? withoutFlow(talk) : askToResume(talk, state, waiting);
}

function askToResume(talk: Talk, { open }: DialogueState, waiting: Waiting): DialogueResult {
  const text = own((sayings) => sayings.askToResume(titleOf(waiting.open.flow, talk)), talk);
  const choices = yesOrNo(RESUME, fileLanguage(talk.flows, talk.turn.language));
  const result = stay(talk, open, [{ kind: "ask", slot: undefined, text, choices }]);
  return { ...result, state: result.state && { ...result.state, asksToResume: true } };
}

/** Yes goes on, no cancels; anything else is taken as a new beginning. */
async function afterResumeQuestion(
  talk: Talk,
  below: readonly OpenFlow[],
  waiting: Waiting,
): Promise<DialogueResult> {
  const answer = readYesOrNo(RESUME, talk.turn);
  if (answer === true) return ask(talk, below, waiting);
  if (answer === false) return cancel(talk, below, waiting.open.flow);
  return withoutFlow(talk);
}

/** What is remembered until the next turn, without the customer's own words where these must not be kept. */
function stay(talk: Talk, open: readonly OpenFlow[], outputs: readonly DialogueOutput[]): DialogueResult {
  const remembered = open.map((each) => ({ ...each, slots: kept(each.slots, talk) }));
  return {
    state: { open: remembered, waitingSinceMs: talk.turn.nowMs },
    handled: true,
    outputs,
    slots: remembered.at(-1)?.slots ?? {},
  };
}

function kept(slots: Slots, { flows, turn }: Talk): Slots {
  if (turn.keepsWords) return slots;
  const words = ownWords(flows.set);
  return Object.fromEntries(Object.entries(slots).filter(([name]) => !words.has(name)));
}

function say(text: SaidText): DialogueOutput {
  return { kind: "say", text };
}

/** In the language that the flows' texts are in for this customer. */
function own(pick: (sayings: (typeof DIALOGUE_SAYINGS)["en"]) => string, { flows, turn }: Talk): SaidText {
  const locale = ownLanguage(fileLanguage(flows, turn.language));
  return { kind: "own", text: pick(DIALOGUE_SAYINGS[locale]), locale };
}

function titleOf(flow: string, { flows, turn }: Talk): string {
  return flows.flows.get(flow)?.flow.title[fileLanguage(flows, turn.language)]?.[0] ?? flow;
}
