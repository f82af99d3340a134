import { seededRandom } from "../seeded-random.js";
import { messageAbout } from "./bench-library.js";
import { openBenchCore, TENANT } from "./bench-tenant.js";
import { customerTraits } from "./customer-events.js";
import type { FilledFolder } from "./fill-folder.js";
import { prove } from "./timing.js";

/** How long each answer took, in milliseconds, and how often the right reply stood first, and among three. */
export interface TimedAnswers {
  readonly times: readonly number[];
  readonly first: number;
  readonly among: number;
}

export interface SuggestedReplies extends TimedAnswers {
  readonly laps: ReadonlyMap<string, readonly number[]>;
}

/** A message and the number of the reply that it was written for. */
interface AskedMessage {
  /** From 0; below 0 to warm up. */
  readonly request: number;
  readonly reply: number;
  readonly text: string;
}

const REQUESTS = 2_000;
const WARM_UP = 400;
const SEED = 20_261_129;

/** The same messages whoever is asked. */
export function askedMessages(trained: number): readonly AskedMessage[] {
  const random = seededRandom(SEED);
  return Array.from({ length: WARM_UP + REQUESTS }, (_, at) => {
    const reply = Math.floor(random() * trained);
    return { request: at - WARM_UP, reply, text: messageAbout(reply, random) };
  });
}

/** Asks the product. @throws Error if a suggestion names another customer */
export async function run({ dataDir, profiles, trained }: FilledFolder): Promise<SuggestedReplies> {
  const { core, laps } = await openBenchCore(dataDir);
  try {
    const times: number[] = [];
    let [first, among] = [0, 0];
    for (const { request, reply, text } of askedMessages(trained)) {
      if (request === 0) laps.clear();
      const customer = Math.abs(request * 7_919) % profiles;
      const from = performance.now();
      const { suggestions } = await core.suggest({
        tenantId: TENANT,
        channel: "zendesk",
        conversationId: `ticket/${request}`,
        customer: { identifiers: [{ type: "email", value: `customer${customer}@mail.example` }] },
        text,
      });
      const until = performance.now();
      if (request < 0) continue;
      times.push(until - from);
      const keys = suggestions.map(({ replyKey }) => replyKey);
      if (keys[0] === `reply_${reply}`) first++;
      if (keys.includes(`reply_${reply}`)) among++;
      const { firstName } = customerTraits(customer);
      for (const { text: said } of suggestions)
        if (said?.startsWith("Dear "))
          prove(said.startsWith(`Dear ${firstName},`), "a suggestion named another");
    }
    return { times, first, among, laps };
  } finally {
    await core.close();
  }
}
