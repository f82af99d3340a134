import type { ImportLine } from "../imports/import-records.js";
import type { ImportKind } from "../imports/library.js";
import type { RunningCore } from "../running-core.js";
import { seededRandom } from "../seeded-random.js";

const TICKETS_PER_REPLY = 4;
const SEED = 20_261_128;

/**
 * Gives a core a made-up library: replies, four solved tickets for each of the first `trained`, and what is learnt from
 * them; the replies after those are imported later, so that only their words are known.
 */
export async function stockReplies(
  core: RunningCore,
  { replies, trained }: { readonly replies: number; readonly trained: number },
  onProgress: (line: string) => void,
): Promise<void> {
  const random = seededRandom(SEED + 1);
  const numbers = Array.from({ length: replies }, (_, n) => n);
  const early = numbers.slice(0, trained);
  const toReplies = (some: readonly number[]) =>
    some.map((n) => ({
      key: `reply_${n}`,
      title: topicOf(n).join(" "),
      intents: [`intent_${n}`],
      body: `This is what we say about it (${n}).`,
      variants: [
        { segment: "vip", body: `Dear {{ customer.first_name }}, this is what we say about it (${n}).` },
        { locale: "de", body: `Das sagen wir dazu (${n}).` },
      ],
    }));
  await load(core, "replies", toReplies(early));
  await load(
    core,
    "tickets",
    early.flatMap((n) =>
      Array.from({ length: TICKETS_PER_REPLY }, () => ({
        text: messageAbout(n, random),
        reply: `reply_${n}`,
      })),
    ),
  );
  onProgress(`${trained} replies and ${trained * TICKETS_PER_REPLY} tickets`);
  let told = 0;
  await core.library.train(({ stage, done, total }) => {
    const share = Math.floor((10 * done) / total);
    if (share !== told) onProgress(`training: ${stage} ${share * 10} %`);
    told = share;
  });
  await load(core, "replies", toReplies(numbers.slice(trained)));
}

/** Imports values as if they were the lines of a file. @throws Error if one is refused */
export async function load(core: RunningCore, kind: ImportKind, values: readonly unknown[]): Promise<void> {
  async function* lines(): AsyncGenerator<ImportLine> {
    for (const [index, value] of values.entries()) yield { line: index + 1, value };
  }
  await core.library.import(kind, lines(), {
    async onRejected({ line }, reason) {
      throw new Error(`the benchmark's ${kind}, ${line}: ${reason}`);
    },
    onProgress() {},
  });
}

const SYLLABLES = ["ka", "ro", "li", "ne", "su", "to", "mi", "va", "del", "pra", "bon", "gis"];
const FILLERS = ["please", "hello", "I have a question about", "can you help with", "what about", "my"];

/** Three made-up words that no other reply has all of. */
export function topicOf(n: number): readonly string[] {
  const random = seededRandom(n * 104_729 + 3);
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
  return Array.from({ length: 3 }, () => `${syllable()}${syllable()}${syllable()}`);
}

/** Two of the topic's words in any order, among words that all messages have. */
export function messageAbout(n: number, random: () => number): string {
  const filler = () => FILLERS[Math.floor(random() * FILLERS.length)] ?? "";
  const words = [...topicOf(n)];
  words.splice(Math.floor(random() * words.length), 1);
  if (random() < 0.5) words.reverse();
  return `${filler()} ${words[0]} ${filler()} ${words[1]}`;
}

/** About the reply's topic, at length. */
export function articleOf(n: number): object {
  const words = topicOf(n).join(" ");
  return {
    key: `article_${n}`,
    title: `All about ${words}`,
    body: `${words}. `.repeat(60),
    locale: "en",
    labels: [],
    url: `https://help.example/articles/${n}`,
  };
}

/** Named by a topic that no reply has. */
export function productOf(n: number): object {
  const words = topicOf(n + 100_000);
  return {
    sku: `SKU-${n}`,
    name: words.join(" "),
    category: `Category ${n % 40}`,
    price: 10 + (n % 300),
    currency: "EUR",
    description: `A ${words[0]} for every ${words[1]}.`,
    tags: [words[2]],
  };
}
