import { bootstrapInterval } from "../evaluation/bootstrap-interval.js";
import { NOBODY } from "../imports/replay-customer.js";
import { seededRandom } from "../seeded-random.js";
import { demoTickets } from "./demo-tickets.js";
import { learnTexts, learnToRank, rankReplies } from "./reply-ranker.js";
import { type Machine, machine, machineInWords, prove, rounded } from "./timing.js";

/** What knowing the customer is worth. */
export interface PersonalResult {
  readonly machine: Machine;
  readonly train: number;
  readonly asked: number;
  readonly customers: number;
  /** Share of the held-out month's messages whose first suggestion is the reply that the agent chose. */
  readonly personal: number;
  readonly impersonal: number;
  /** The same of customers who withdrew their consent, asked of the personal ranking. */
  readonly withdrawn: number;
  /** Personal minus impersonal, with a 95 % bootstrap interval over customers. */
  readonly gain: { readonly mean: number; readonly low: number; readonly high: number };
  readonly weights: readonly number[];
}

const MONTH_MS = 30 * 86_400_000;
const TICKETS = 10_000;
const SEED = 7;
const RESAMPLES = 5_000;

/**
 * The demo company's last month, learnt from all before it: replies ranked with profile and segment, and the same
 * learnt and asked without them.
 * @throws Error if the interval does not exclude zero, or consent withdrawn does not lead back to the impersonal answers
 */
export async function benchPersonal(options: {
  readonly onProgress: (line: string) => void;
}): Promise<PersonalResult> {
  const { tickets, replies } = demoTickets(SEED, TICKETS);
  const from = Math.max(...tickets.map(({ createdAtMs }) => createdAtMs)) - MONTH_MS;
  const train = tickets.filter(({ createdAtMs }) => createdAtMs < from);
  const asked = tickets.filter(({ createdAtMs }) => createdAtMs >= from);
  const texts = await learnTexts(train, replies, options.onProgress);
  const personal = await learnToRank(texts, train, replies);
  const impersonal = await learnToRank(
    texts,
    train.map((ticket) => ({ ...ticket, ...NOBODY })),
    replies,
  );
  const hit = (learnt: typeof personal, ticket: (typeof asked)[number]) =>
    rankReplies(learnt, ticket)[0]?.key === ticket.label ? 1 : 0;
  const rows = asked.map((ticket) => ({
    customer: ticket.customer,
    personal: hit(personal, ticket),
    impersonal: hit(impersonal, { ...ticket, ...NOBODY }),
    withdrawn: hit(personal, { ...ticket, ...NOBODY }),
  }));
  const mean = (of: (row: (typeof rows)[number]) => number, among: readonly (typeof rows)[number][]) =>
    among.reduce((sum, each) => sum + of(each), 0) / among.length;
  const gainOf = (row: (typeof rows)[number]) => row.personal - row.impersonal;
  const byCustomer = new Map<string, (typeof rows)[number][]>();
  for (const each of rows) byCustomer.set(each.customer, [...(byCustomer.get(each.customer) ?? []), each]);
  const groups = [...byCustomer.values()];
  const interval = bootstrapInterval(groups, (drawn) => mean(gainOf, drawn.flat()), {
    random: seededRandom(SEED),
    resamples: RESAMPLES,
  });
  const gain = {
    mean: rounded(interval.estimate),
    low: rounded(interval.low),
    high: rounded(interval.high),
  };
  const result = {
    machine: machine(),
    train: train.length,
    asked: asked.length,
    customers: groups.length,
    personal: rounded(mean((row) => row.personal, rows)),
    impersonal: rounded(mean((row) => row.impersonal, rows)),
    withdrawn: rounded(mean((row) => row.withdrawn, rows)),
    gain,
    weights: personal.ranking.weights.map(rounded),
  };
  prove(gain.low > 0, `the gain's interval is ${gain.low} to ${gain.high}`);
  prove(
    Math.abs(result.withdrawn - result.impersonal) <= 0.02,
    "without consent it is not the impersonal figure",
  );
  return result;
}

export function personalInWords(result: PersonalResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const { gain } = result;
  return [
    machineInWords(result.machine),
    `The demo company's last month: ${result.asked} messages of ${result.customers} customers, learnt from ${result.train} before it.`,
    "",
    `with profile and segment   ${percent(result.personal)} of the first suggestions are what the agent chose`,
    `without them               ${percent(result.impersonal)}`,
    `consent withdrawn          ${percent(result.withdrawn)}`,
    `gain                       ${percent(gain.mean)} (95 % bootstrap interval over customers: ${percent(gain.low)} to ${percent(gain.high)})`,
  ].join("\n");
}
