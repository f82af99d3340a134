import { systemClock } from "../clock.js";
import { seededRandom } from "../seeded-random.js";
import { messageAbout, stockReplies } from "./bench-library.js";
import { openBenchCore, openBenchTenant, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import { fillPeople } from "./fill-people.js";
import {
  type Machine,
  machine,
  machineInWords,
  prove,
  type Spread,
  spreadInWords,
  spreadOf,
  spreadsOf,
  sum,
} from "./timing.js";

export interface RespondResult {
  readonly machine: Machine;
  readonly profiles: number;
  readonly replies: number;
  readonly turns: number;
  /** Of one `respond`, from the message to the reply, the conversation kept. */
  readonly turn: Spread;
  /** How often the reply was the one that the message was written for, in [0,1]. */
  readonly rightReplies: number;
  readonly byStop: Readonly<Record<string, Spread & { readonly share: number }>>;
}

const REPLIES = 1_000;
const TURNS = 5_000;
const WARM_UP = 1_000;
const TURNS_PER_CONVERSATION = 5;
const SEED = 20_261_128;

/**
 * Answers customers in process over an embedded database: a message in, the reply out, with the decision, its
 * receipt, the audit and the conversation on disk.
 * @throws Error if replies are not the right ones: only right results are timed
 */
export async function benchRespond(options: {
  /** An empty folder. */
  readonly dataDir: string;
  readonly profiles: number;
  readonly onProgress: (line: string) => void;
}): Promise<RespondResult> {
  const { dataDir, profiles, onProgress } = options;
  const filling = await openBenchTenant(dataDir);
  await fillPeople(filling, { ...options, nowMs: systemClock.nowMs() });
  await filling.close();
  const { core, laps } = await openBenchCore(dataDir);
  try {
    await stockReplies(core, { replies: REPLIES, trained: REPLIES }, onProgress);
    const times: number[] = [];
    let right = 0;
    const random = seededRandom(SEED);
    for (let turn = -WARM_UP; turn < TURNS; turn++) {
      if (turn === 0) laps.clear();
      const conversation = Math.floor((turn + WARM_UP) / TURNS_PER_CONVERSATION);
      const customer = (conversation * 7_919) % profiles;
      const reply = Math.floor(random() * REPLIES);
      const from = performance.now();
      const { text } = await core.respond({
        tenantId: TENANT,
        channel: "teams",
        conversationId: `bench-${conversation}`,
        sender: { identifiers: [{ type: "email", value: `customer${customer}@mail.example` }] },
        isPrivate: true,
        text: messageAbout(reply, random),
      });
      if (turn < 0) continue;
      times.push(performance.now() - from);
      const { firstName } = customerTraits(customer);
      if (text.includes(`(${reply})`)) right++;
      if (text.startsWith("Dear ")) prove(text.startsWith(`Dear ${firstName},`), "a reply named another");
    }
    const rightReplies = right / times.length;
    prove(rightReplies > 0.8, `only ${Math.round(rightReplies * 100)} % of the replies were the right ones`);
    return {
      machine: machine(),
      profiles,
      replies: REPLIES,
      turns: times.length,
      turn: spreadOf(times),
      rightReplies,
      byStop: spreadsOf(laps, sum(times)),
    };
  } finally {
    await core.close();
  }
}

export function respondInWords(result: RespondResult): string {
  const { profiles, replies, turns, turn, rightReplies, byStop } = result;
  return [
    machineInWords(result.machine),
    `${profiles} profiles, ${replies} replies, ${turns} turns, ${(rightReplies * 100).toFixed(1)} % the right reply`,
    "",
    spreadInWords("respond", turn),
    "",
    "By stop of the road, with its share of the time:",
    ...Object.entries(byStop).map(([stop, spread]) =>
      spreadInWords(stop, spread, `   ${Math.round(spread.share * 100)} %`),
    ),
  ].join("\n");
}
