import { detectLanguage } from "../language/detect-language.js";
import { withSegmentToken } from "../recommend/replies/customer-tokens.js";
import { beginnerWeights } from "../replies/ranking/beginner-weights.js";
import { namedWeights, type ReplyPriors, replyPriors } from "../replies/ranking/reply-priors.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { demoTickets } from "./demo-tickets.js";
import {
  type BenchTicket,
  type LearntReplies,
  learnTexts,
  learnToRank,
  rankReplies,
} from "./reply-ranker.js";
import { type Machine, machine, machineInWords, rounded } from "./timing.js";

/** What is reached with so many tickets. */
export interface LadderStep {
  readonly tickets: number;
  readonly tier: string;
  readonly top1: number;
  readonly top3: number;
  /** The same with what a sibling tells. */
  readonly helpedTop1: number;
  readonly helpedTop3: number;
  /** The most popular replies, the same for every message. */
  readonly popularityTop3: number;
  /** Share of the messages for which nothing at all was found. */
  readonly empty: number;
}

export interface LadderResult {
  readonly machine: Machine;
  readonly asked: number;
  readonly replies: number;
  /** The company that helps. */
  readonly sibling: { readonly tickets: number; readonly customers: number };
  readonly steps: readonly LadderStep[];
}

const STEPS = [0, 10, 100, 1_000, 10_000];
const ASKED = 600;
const SEED = 7;
/** A demo company has 300 customers; the sibling is as large as so many, of other seeds. */
const SIBLING_COMPANIES = 10;
const SIBLING_TICKETS_EACH = 1_000;
const SIBLING_SEED = 100;

/** How well the demo company's messages are answered that were not learnt from, with more and more solved tickets. */
export async function benchLadder(options: {
  readonly onProgress: (line: string) => void;
}): Promise<LadderResult> {
  const most = Math.max(...STEPS);
  const { tickets, replies } = demoTickets(SEED, most + ASKED);
  const order = shuffled(tickets.length, seededRandom(SEED)).flatMap((at) => tickets[at] ?? []);
  const asked = order.slice(0, ASKED);
  const steps: LadderStep[] = [];
  options.onProgress("making the sibling");
  const sibling = siblingTickets();
  const priors = await siblingPriors(sibling, replies);
  for (const count of STEPS) {
    const own = order.slice(ASKED, ASKED + count);
    const texts = await learnTexts(own, replies, () => {});
    const learnt = await learnToRank(texts, own, replies);
    const helped = places(await learnToRank(texts, own, replies, priors), asked);
    const popular = [
      ...learnt.shelf.popular,
      ...[...replies.keys()].filter((key) => !learnt.shelf.popular.includes(key)),
    ];
    let [top1, top3, popularityTop3, empty] = [0, 0, 0, 0];
    for (const ticket of asked) {
      const ranked = rankReplies(learnt, ticket);
      const place = ranked.findIndex(({ key }) => key === ticket.label);
      if (ranked.length === 0) empty++;
      if (place === 0) top1++;
      if (place >= 0 && place < 3) top3++;
      if (popular.slice(0, 3).includes(ticket.label)) popularityTop3++;
    }
    const share = (of: number) => rounded(of / asked.length);
    const step = {
      tickets: count,
      tier: learnt.ranking.tier,
      top1: share(top1),
      top3: share(top3),
      helpedTop1: share(helped.filter((place) => place === 0).length),
      helpedTop3: share(helped.filter((place) => place >= 0 && place < 3).length),
      popularityTop3: share(popularityTop3),
      empty: share(empty),
    };
    steps.push(step);
    options.onProgress(`${count} tickets: ${(100 * step.top3).toFixed(1)} % among the first three`);
  }
  return {
    machine: machine(),
    asked: asked.length,
    replies: replies.size,
    sibling: { tickets: sibling.length, customers: new Set(sibling.map(({ customer }) => customer)).size },
    steps,
  };
}

/** Where the right reply stands for each message, from 0; −1: nowhere. */
function places(learnt: LearntReplies, asked: readonly BenchTicket[]): readonly number[] {
  return asked.map((ticket) => rankReplies(learnt, ticket).findIndex(({ key }) => key === ticket.label));
}

type SiblingTicket = BenchTicket & { readonly customer: string };

function siblingTickets(): readonly SiblingTicket[] {
  return Array.from({ length: SIBLING_COMPANIES }, (_, at) =>
    demoTickets(SIBLING_SEED + at, SIBLING_TICKETS_EACH).tickets.map((ticket) => ({
      ...ticket,
      customer: `${at} ${ticket.customer}`,
    })),
  ).flat();
}

/** As `rapport replies priors export` makes them, but with seeded noise. */
async function siblingPriors(
  tickets: readonly SiblingTicket[],
  replies: ReadonlyMap<string, ReplyRecord>,
): Promise<ReplyPriors> {
  const priors = replyPriors(
    tickets.map(({ customer, label, tokens, segment }) => ({
      ...{ customer, key: label },
      tokens: withSegmentToken(tokens, segment),
    })),
    { random: seededRandom(SEED) },
  );
  if (priors === undefined) throw new Error("the sibling has too few customers");
  const weights = await beginnerWeights({
    tickets: tickets.map((ticket) => ({
      ...ticket,
      after: undefined,
      language: detectLanguage(ticket.text, { candidates: ["en", "de"] }).language,
    })),
    ...{ replies, priors, seed: SEED },
    onProgress() {},
  });
  return weights === undefined ? priors : { ...priors, weights: namedWeights(weights) };
}

export function ladderInWords({ machine: on, asked, replies, sibling, steps }: LadderResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(9);
  return [
    machineInWords(on),
    `The demo company: ${asked} messages asked that were not learnt from, ${replies} replies to choose from.`,
    `The sibling: ${sibling.tickets} tickets of ${sibling.customers} customers of other demo companies; what it tells is`,
    "what `rapport replies priors export` writes.",
    "",
    "tickets   tier         first   among three   with a sibling's priors: first   among three   popularity, among three   nothing found",
    ...steps.map(
      ({ tickets, tier, top1, top3, helpedTop1, helpedTop3, popularityTop3, empty }) =>
        `${String(tickets).padStart(7)}   ${tier.padEnd(8)}${percent(top1)}${percent(top3).padStart(14)}${percent(helpedTop1).padStart(33)}${percent(helpedTop3).padStart(14)}${percent(popularityTop3).padStart(26)}${percent(empty).padStart(16)}`,
    ),
  ].join("\n");
}
