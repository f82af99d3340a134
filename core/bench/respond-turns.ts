import { seededRandom } from "../seeded-random.js";
import { messageAbout } from "./bench-library.js";
import { openBenchCore, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import type { FilledFolder } from "./fill-folder.js";
import { prove } from "./timing.js";

/** What was measured, in milliseconds. */
export interface AnsweredTurns {
  readonly times: readonly number[];
  readonly laps: ReadonlyMap<string, readonly number[]>;
  /** So many of the replies were those that the messages were written for. */
  readonly right: number;
}

const TURNS = 5_000;
const WARM_UP = 1_000;
const TURNS_PER_CONVERSATION = 5;
const SEED = 20_261_128;

/** Answers one customer after the other, five messages each. @throws Error if a reply names another customer */
export async function run({ dataDir, profiles, replies }: FilledFolder): Promise<AnsweredTurns> {
  const { core, laps } = await openBenchCore(dataDir);
  try {
    const times: number[] = [];
    let right = 0;
    const random = seededRandom(SEED);
    for (let turn = -WARM_UP; turn < TURNS; turn++) {
      if (turn === 0) laps.clear();
      const conversation = Math.floor((turn + WARM_UP) / TURNS_PER_CONVERSATION);
      const customer = (conversation * 7_919) % profiles;
      const reply = Math.floor(random() * replies);
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
    return { times, laps, right };
  } finally {
    await core.close();
  }
}
