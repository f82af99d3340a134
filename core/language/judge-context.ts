import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { type Corpus, type Fitting, fitTextModel } from "./fit-text-model.js";
import { holdOut, splitsOf } from "./hold-out.js";
import { encodeText, scoreVector, softmax, type TextContext } from "./text-model.js";

/** Of fewer messages than this nothing is concluded. */
const MIN_JUDGED = 5;
/** So many standard errors must the gain be above none. */
const MARGIN = 3;
/** Probabilities below this one count as this one, so that no single message decides. */
const LEAST_PROBABILITY = 1e-4;

export interface JudgedCorpus {
  /** What to learn from: the examples as given, or without their context. */
  readonly corpus: Corpus;
  /** Left out where no example has a context. */
  readonly context?: TextContext | undefined;
}

/**
 * Whether the examples' context is worth learning from. On the splits of calibration one rough model learns with it
 * and one without, and both read what was held out in a context. Context is kept if the logarithm of the probability
 * that the right labels get rises by 3 standard errors of its mean. That scoring rule is proper (Gneiting, Raftery,
 * JASA 2007), and told more of as many messages than the share of right answers did. Of fewer than 5 messages
 * nothing is concluded: the examples are taken at their word.
 */
export async function judgeContext(
  corpus: Corpus,
  { seed, encoder, onStep }: Pick<Fitting, "encoder" | "onStep"> & { readonly seed: number },
): Promise<JudgedCorpus> {
  const { examples } = corpus;
  if (!examples.some(hasContext)) return { corpus };
  const order = shuffled(examples.length, seededRandom(seed));
  const gains: number[] = [];
  for (let turn = 0; turn < splitsOf(corpus); turn++) {
    const { learnt, heldOut } = holdOut(examples, order, turn, { wholeLabels: false });
    const asked = heldOut.filter(hasContext);
    if (asked.length === 0) continue;
    const read = async (from: Corpus["examples"]) => {
      const random = seededRandom(seed + 1 + turn);
      const model = await fitTextModel(
        { examples: from, unlabelled: [] },
        { encoder, random, rough: true, onStep },
      );
      return asked.map(({ text, label, context, embedding }) => {
        const scores = scoreVector(model, encodeText(model, text, context, embedding));
        const probability = softmax(scores)[model.labels.indexOf(label)] ?? 0;
        return Math.log(Math.max(LEAST_PROBABILITY, probability));
      });
    };
    const inContext = await read(learnt);
    const alone = await read(withoutContext(learnt));
    gains.push(...inContext.map((score, at) => score - (alone[at] ?? 0)));
  }
  return asJudged(corpus, verdict(gains));
}

/** The corpus after a verdict on its context that was given before. */
export function asJudged(corpus: Corpus, context: TextContext | undefined): JudgedCorpus {
  const isKept = context?.kept !== false;
  return { corpus: isKept ? corpus : { ...corpus, examples: withoutContext(corpus.examples) }, context };
}

function verdict(gains: readonly number[]): TextContext {
  const count = gains.length;
  if (count < MIN_JUDGED) return { kept: true, measuredOn: 0, gain: 0, standardError: 0 };
  const gain = gains.reduce((sum, one) => sum + one, 0) / count;
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / (count - 1);
  const standardError = Math.sqrt(variance / count);
  return { kept: gain > MARGIN * standardError, measuredOn: count, gain, standardError };
}

export function withoutContext(examples: Corpus["examples"]): Corpus["examples"] {
  return examples.map(({ context, ...example }) => example);
}

function hasContext({ context = [] }: Corpus["examples"][number]): boolean {
  return context.length > 0;
}
