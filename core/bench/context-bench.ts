import type { TextRetention } from "../channel.js";
import { NEW_CONVERSATION } from "../conversations/conversation-context.js";
import { rememberTurn } from "../conversations/remember-turn.js";
import { type ClassificationScores, classificationScores } from "../evaluation/classification-scores.js";
import { contextFeatures } from "../language/context-features.js";
import { type FittedModel, fitTextModel } from "../language/fit-text-model.js";
import { encodeText, greatestAt, scoreVector } from "../language/text-model.js";
import { seededRandom } from "../seeded-random.js";
import { type Domain, type LabelledConversation, readDomains } from "./labelled-conversations.js";
import { type Machine, machine, machineInWords } from "./timing.js";

/** Macro-F1 of one way to read, of each seed and their mean; [0,1]. */
export interface ReadingScore {
  readonly seeds: readonly number[];
  readonly macroF1: number;
  readonly accuracy: number;
}

export interface DomainScore {
  readonly domain: string;
  readonly testTurns: number;
  readonly without: ReadingScore;
  readonly withContext: ReadingScore;
  /** The same model where no word of the turns before may be remembered, as in Slack. */
  readonly withoutWords: ReadingScore;
  /** `withContext` minus `without`, macro-F1. */
  readonly gain: number;
}

export interface ContextResult {
  readonly machine: Machine;
  readonly seeds: readonly number[];
  readonly domains: readonly DomainScore[];
  readonly meanGain: number;
  readonly seconds: number;
}

const SEEDS = [1, 2, 3];
/** So many of the conversations that are learnt from are remembered without words, as Slack's are. */
const WORDLESS_SHARE = 0.25;

/** The measured ways to read a message. */
const READINGS = ["without", "withContext", "withoutWords"] as const;
type Reading = (typeof READINGS)[number];

/**
 * Measures what the turns before are worth: macro-F1 of the intent in conversations, with context and without, by
 * domain, over seeds. Both models learn from the same turns by the same trainer.
 *
 * Nothing of the truth reaches a prediction: at test the conversation's memory is made, turn by turn, of the
 * model's own predictions (`readInputs` is given texts only). In training it is made of the true intents.
 */
export async function benchContext(options: {
  /** A file, or a folder with a folder a domain: see `readDomains`. */
  readonly train: string;
  readonly test: string;
  readonly onProgress: (line: string) => void;
}): Promise<ContextResult> {
  const startedAtMs = performance.now();
  const domains: DomainScore[] = [];
  for (const domain of readDomains(options.train, options.test)) {
    domains.push(await measure(domain, options.onProgress));
  }
  return {
    machine: machine(),
    seeds: SEEDS,
    domains,
    meanGain: mean(domains.map(({ gain }) => gain)),
    seconds: (performance.now() - startedAtMs) / 1_000,
  };
}

async function measure(domain: Domain, onProgress: (line: string) => void): Promise<DomainScore> {
  const runs: Record<Reading, ClassificationScores[]> = { without: [], withContext: [], withoutWords: [] };
  for (const seed of SEEDS) {
    onProgress(`${domain.name}, seed ${seed}`);
    const alone = await learn(domain.train, seed, false);
    const inContext = await learn(domain.train, seed, true);
    const readings: Record<Reading, (inputs: readonly string[]) => readonly string[]> = {
      without: (inputs) => inputs.map((text) => bestLabel(alone, text)),
      withContext: (inputs) => readInputs(inContext, inputs, "session"),
      withoutWords: (inputs) => readInputs(inContext, inputs, "none"),
    };
    for (const reading of READINGS) runs[reading].push(score(domain.test, readings[reading]));
  }
  const [without, withContext] = [summary(runs.without), summary(runs.withContext)];
  return {
    domain: domain.name,
    testTurns: domain.test.flat().length,
    without,
    withContext,
    withoutWords: summary(runs.withoutWords),
    gain: withContext.macroF1 - without.macroF1,
  };
}

/** Of several intents of a turn each is a right answer; whoever gives none of them misses the first. */
function score(
  conversations: readonly LabelledConversation[],
  read: (inputs: readonly string[]) => readonly string[],
): ClassificationScores {
  const places = new Map<string, number>();
  const placeOf = (label: string) => {
    const place = places.get(label) ?? places.size;
    places.set(label, place);
    return place;
  };
  const given = conversations.flatMap((turns) => read(turns.map(({ text }) => text)));
  const right = conversations.flat().map(({ intents: [first = "", ...others] }, at) => {
    const answer = given[at] ?? "";
    return others.includes(answer) ? answer : first;
  });
  return classificationScores(right.map(placeOf), given.map(placeOf), places.size);
}

function summary(scores: readonly ClassificationScores[]): ReadingScore {
  const seeds = scores.map(({ macroF1 }) => macroF1);
  return { seeds, macroF1: mean(seeds), accuracy: mean(scores.map(({ accuracy }) => accuracy)) };
}

/** One example an intent of a turn, which together weigh as much as one turn. */
async function learn(
  conversations: readonly LabelledConversation[],
  seed: number,
  inContext: boolean,
): Promise<FittedModel> {
  const random = seededRandom(seed);
  const examples = conversations.flatMap((turns) => {
    const retention = random() < WORDLESS_SHARE ? "none" : "session";
    let memory = NEW_CONVERSATION;
    return turns.flatMap(({ text, intents }) => {
      const [intent = ""] = intents;
      const context = inContext ? contextFeatures(memory, text) : undefined;
      memory = rememberTurn(memory, { intent, input: text }, retention);
      return intents.map((label) => ({ text, label, weight: 1 / intents.length, context }));
    });
  });
  return fitTextModel({ examples, unlabelled: [] }, { random: seededRandom(seed), onStep: () => undefined });
}

/** The intents of a conversation's messages as the product reads them: one after the other, from what it made of those before. */
export function readInputs(
  model: FittedModel,
  inputs: readonly string[],
  retention: TextRetention,
): readonly string[] {
  let memory = NEW_CONVERSATION;
  return inputs.map((text) => {
    const label = bestLabel(model, text, contextFeatures(memory, text));
    memory = rememberTurn(memory, { intent: label, input: text }, retention);
    return label;
  });
}

/** What `classifyText` finds most probable; calibration, which changes no order, is spared. */
function bestLabel(model: FittedModel, text: string, context?: readonly string[]): string {
  return model.labels[greatestAt(scoreVector(model, encodeText(model, text, context)))] ?? "";
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

/** The result for a reader: a table. */
export function contextInWords(result: ContextResult): string {
  const row = (cells: readonly string[]) =>
    cells.map((cell, n) => (n === 0 ? cell.padEnd(12) : cell.padStart(14))).join("");
  const points = (share: number) => (100 * share).toFixed(1);
  const signed = (share: number) => `${share < 0 ? "" : "+"}${points(share)}`;
  return [
    machineInWords(result.machine),
    `Macro-F1 of the intent in points, mean of ${result.seeds.length} seeds; accuracy in brackets`,
    "",
    row(["domain", "turns", "without", "with context", "gain", "without words"]),
    ...result.domains.map(({ domain, testTurns, without, withContext, withoutWords, gain }) =>
      row([
        domain,
        String(testTurns),
        ...[without, withContext].map((score) => `${points(score.macroF1)} (${points(score.accuracy)})`),
        signed(gain),
        `${points(withoutWords.macroF1)} (${points(withoutWords.accuracy)})`,
      ]),
    ),
    row(["mean", "", "", "", signed(result.meanGain), ""]),
    "",
    ...result.domains.map(
      ({ domain, without, withContext }) =>
        `${domain}: seeds without ${without.seeds.map(points).join(", ")}; with ${withContext.seeds.map(points).join(", ")}`,
    ),
    `${Math.round(result.seconds)} s`,
  ].join("\n");
}
