import type { TextRetention } from "../channel.js";
import { type ConversationContext, NEW_CONVERSATION } from "../conversations/conversation-context.js";
import { rememberTurn } from "../conversations/remember-turn.js";
import { contextFeatures } from "../language/context-features.js";
import { classifyText, type TextModel } from "../language/text-model.js";
import { trainTextModel } from "../language/train-text-model.js";
import { seededRandom } from "../seeded-random.js";
import { type F1ByLabel, f1ByLabel, macroF1 } from "./intent-f1.js";
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
  const truth = domain.test.flatMap((turns) => turns.map(({ intents }) => intents));
  const runs: Record<Reading, { f1: F1ByLabel; accuracy: number }[]> = {
    without: [],
    withContext: [],
    withoutWords: [],
  };
  for (const seed of SEEDS) {
    onProgress(`${domain.name}, seed ${seed}`);
    const alone = await learn(domain.train, seed, false);
    const inContext = await learn(domain.train, seed, true);
    const readings: Record<Reading, (inputs: readonly string[]) => readonly (string | undefined)[]> = {
      without: (inputs) => inputs.map((text) => bestLabel(alone, classifyText(alone, text))),
      withContext: (inputs) => readInputs(inContext, inputs, "session"),
      withoutWords: (inputs) => readInputs(inContext, inputs, "none"),
    };
    for (const reading of READINGS) {
      const predicted = domain.test.flatMap((turns) => readings[reading](turns.map(({ text }) => text)));
      const right = predicted.filter((label, n) => label !== undefined && truth[n]?.includes(label)).length;
      runs[reading].push({ f1: f1ByLabel(truth, predicted), accuracy: right / truth.length });
    }
  }
  const scoreOf = (reading: Reading): ReadingScore => {
    const seeds = runs[reading].map(({ f1 }) => macroF1(f1));
    return { seeds, macroF1: mean(seeds), accuracy: mean(runs[reading].map(({ accuracy }) => accuracy)) };
  };
  const [without, withContext, withoutWords] = [
    scoreOf("without"),
    scoreOf("withContext"),
    scoreOf("withoutWords"),
  ];
  return {
    domain: domain.name,
    testTurns: truth.length,
    without,
    withContext,
    withoutWords,
    gain: withContext.macroF1 - without.macroF1,
  };
}

/** One example an intent of a turn, which together weigh as much as one turn. */
async function learn(
  conversations: readonly LabelledConversation[],
  seed: number,
  inContext: boolean,
): Promise<TextModel> {
  const random = seededRandom(seed);
  const examples = conversations.flatMap((turns) => {
    const retention = random() < WORDLESS_SHARE ? "none" : "session";
    let memory = NEW_CONVERSATION;
    return turns.flatMap(({ text, intents }) => {
      const context = inContext ? contextFeatures(memory, text) : undefined;
      memory = remember(memory, intents[0], text, retention);
      return intents.map((label) => ({ text, label, weight: 1 / intents.length, context }));
    });
  });
  return trainTextModel(examples, { seed });
}

/** The intents of a conversation's messages as the product reads them: one after the other, from what it made of those before. */
export function readInputs(
  model: TextModel,
  inputs: readonly string[],
  retention: TextRetention,
): readonly (string | undefined)[] {
  let memory = NEW_CONVERSATION;
  return inputs.map((text) => {
    const label = bestLabel(model, classifyText(model, text, contextFeatures(memory, text)));
    memory = remember(memory, label, text, retention);
    return label;
  });
}

function remember(
  memory: ConversationContext,
  intent: string | undefined,
  input: string,
  retention: TextRetention,
): ConversationContext {
  return rememberTurn(memory, { ...(intent === undefined ? {} : { intent }), input }, retention);
}

function bestLabel({ labels }: TextModel, probabilities: Float32Array): string | undefined {
  return labels[probabilities.indexOf(Math.max(...probabilities))];
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
