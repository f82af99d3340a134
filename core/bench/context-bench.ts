import { NEW_CONVERSATION } from "../conversations/conversation-context.js";
import { rememberTurn } from "../conversations/remember-turn.js";
import { type ClassificationScores, classificationScores } from "../evaluation/classification-scores.js";
import { contextFeatures } from "../language/context-features.js";
import { type Corpus, type FittedModel, fitTextModel } from "../language/fit-text-model.js";
import { judgeContext, withoutContext } from "../language/judge-context.js";
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
  /** `withContext` minus `without`, macro-F1. */
  readonly gain: number;
  /** Of each seed, whether training found context worth keeping. */
  readonly kept: readonly boolean[];
}

export interface ContextResult {
  readonly machine: Machine;
  readonly seeds: readonly number[];
  readonly domains: readonly DomainScore[];
  readonly meanGain: number;
  readonly seconds: number;
}

const SEEDS = [1, 2, 3];

/**
 * Measures what the turns before are worth: macro-F1 of the intent in conversations, with context and without, by
 * domain, over seeds. Both models learn from the same turns by the same trainer, which leaves context out where it
 * does not win on a part of the training turns (`judgeContext`): then both are one model.
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
  const scores: { readonly without: ClassificationScores; readonly withContext: ClassificationScores }[] = [];
  const kept: boolean[] = [];
  const given: Corpus = { examples: inConversations(domain.train), unlabelled: [] };
  for (const seed of SEEDS) {
    onProgress(`${domain.name}, seed ${seed}`);
    const { corpus, context } = await judgeContext(given, { seed, onStep });
    const isKept = context?.kept !== false;
    kept.push(isKept);
    const alone = await learn({ ...given, examples: withoutContext(given.examples) }, seed);
    const inContext = isKept ? await learn(corpus, seed) : alone;
    scores.push({
      without: score(domain.test, (inputs) => inputs.map((text) => bestLabel(alone, text))),
      withContext: score(domain.test, (inputs) => readInputs(inContext, inputs)),
    });
  }
  const without = summary(scores.map((one) => one.without));
  const withContext = summary(scores.map((one) => one.withContext));
  return {
    domain: domain.name,
    testTurns: domain.test.flat().length,
    without,
    withContext,
    gain: withContext.macroF1 - without.macroF1,
    kept,
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
function inConversations(conversations: readonly LabelledConversation[]): Corpus["examples"] {
  return conversations.flatMap((turns) => {
    let memory = NEW_CONVERSATION;
    return turns.flatMap(({ text, intents }) => {
      const [intent = ""] = intents;
      const context = contextFeatures(memory, text);
      memory = rememberTurn(memory, { intent }, "none");
      return intents.map((label) => ({ text, label, weight: 1 / intents.length, context }));
    });
  });
}

/** As `trainTextModel` does; calibration, which changes no order, is spared. */
function learn(corpus: Corpus, seed: number): Promise<FittedModel> {
  return fitTextModel(corpus, { random: seededRandom(seed), onStep });
}

function onStep(): undefined {
  return undefined;
}

/** The intents of a conversation's messages as the product reads them: each in the light of what it made of those before. */
function readInputs(model: FittedModel, inputs: readonly string[]): readonly string[] {
  let memory = NEW_CONVERSATION;
  return inputs.map((text) => {
    const label = bestLabel(model, text, contextFeatures(memory, text));
    memory = rememberTurn(memory, { intent: label }, "none");
    return label;
  });
}

/** What `classifyText` finds most probable. */
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
    row(["domain", "turns", "without", "with context", "gain", "kept in"]),
    ...result.domains.map(({ domain, testTurns, without, withContext, gain, kept }) =>
      row([
        domain,
        String(testTurns),
        ...[without, withContext].map((score) => `${points(score.macroF1)} (${points(score.accuracy)})`),
        signed(gain),
        `${kept.filter(Boolean).length} of ${kept.length}`,
      ]),
    ),
    row(["mean", "", "", "", signed(result.meanGain)]),
    "",
    ...result.domains.map(
      ({ domain, without, withContext }) =>
        `${domain}: seeds without ${without.seeds.map(points).join(", ")}; with ${withContext.seeds.map(points).join(", ")}`,
    ),
    `${Math.round(result.seconds)} s`,
  ].join("\n");
}
