import { seededRandom } from "../seeded-random.js";
import { shuffled } from "../shuffled.js";
import { demoTickets } from "./demo-tickets.js";
import { learnReplies, rankReplies } from "./reply-ranker.js";
import { type Machine, machine, machineInWords, rounded } from "./timing.js";

/** What is reached with so many tickets. */
export interface LadderStep {
  readonly tickets: number;
  readonly tier: string;
  readonly top1: number;
  readonly top3: number;
  /** The most popular replies, the same for every message. */
  readonly popularityTop3: number;
  /** Share of the messages for which nothing at all was found. */
  readonly empty: number;
}

export interface LadderResult {
  readonly machine: Machine;
  readonly asked: number;
  readonly replies: number;
  readonly steps: readonly LadderStep[];
}

const STEPS = [0, 10, 100, 1_000, 10_000];
const ASKED = 600;
const SEED = 7;

/** How well the demo company's messages are answered that were not learnt from, with more and more solved tickets. */
export async function benchLadder(options: {
  readonly onProgress: (line: string) => void;
}): Promise<LadderResult> {
  const most = Math.max(...STEPS);
  const { tickets, replies } = demoTickets(SEED, most + ASKED);
  const order = shuffled(tickets.length, seededRandom(SEED)).flatMap((at) => tickets[at] ?? []);
  const asked = order.slice(0, ASKED);
  const steps: LadderStep[] = [];
  for (const count of STEPS) {
    const learnt = await learnReplies(order.slice(ASKED, ASKED + count), replies, () => {});
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
      popularityTop3: share(popularityTop3),
      empty: share(empty),
    };
    steps.push(step);
    options.onProgress(`${count} tickets: ${(100 * step.top3).toFixed(1)} % among the first three`);
  }
  return { machine: machine(), asked: asked.length, replies: replies.size, steps };
}

export function ladderInWords({ machine: on, asked, replies, steps }: LadderResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(9);
  return [
    machineInWords(on),
    `The demo company: ${asked} messages asked that were not learnt from, ${replies} replies to choose from.`,
    "",
    "tickets   tier         first   among three   popularity, among three   nothing found",
    ...steps.map(
      ({ tickets, tier, top1, top3, popularityTop3, empty }) =>
        `${String(tickets).padStart(7)}   ${tier.padEnd(8)}${percent(top1)}${percent(top3).padStart(14)}${percent(popularityTop3).padStart(26)}${percent(empty).padStart(16)}`,
    ),
  ].join("\n");
}
