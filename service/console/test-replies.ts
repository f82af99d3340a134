import type { ImportKind, Library } from "../../core/index.js";

/** So many replies, with what a linter finds: two that are the same, one that can't be rendered, one that is no help. */
const REPLIES = 40;

async function* linesOf(values: readonly unknown[]) {
  for (const [at, value] of values.entries()) yield { line: at + 1, value };
}

/** Puts a made-up library and tickets that were answered from it into a core. */
export async function addReplies(library: Library): Promise<void> {
  const bring = (kind: ImportKind, values: readonly unknown[]) =>
    library.import(kind, linesOf(values), {
      async onRejected({ line }, reason) {
        throw new Error(`${kind} ${line}: ${reason}`);
      },
      onProgress() {},
    });
  const replies = Array.from({ length: REPLIES }, (_, n) => ({
    key: `reply_${n}`,
    title: `Reply number ${n}`,
    body: `This is what number ${n} says of subject ${n * 7} to everybody who asks about ${n * 13}.`,
    variants: n % 3 === 0 ? [] : [{ locale: "de", body: `Das sagt Nummer ${n} allen.` }],
  }));
  await bring("replies", [
    ...replies,
    { key: "refund", title: "Refund", body: "The money is on its way to your account." },
    { key: "refund_again", title: "Refund, once more", body: "The money is on its way to your account!" },
    { key: "nickname", title: "By nickname", body: "Hello {{ customer.nickname }}" },
  ]);
  const tickets = replies.slice(0, 25).flatMap(({ key }, n) =>
    Array.from({ length: 6 + ((n * n) % 90) }, (_, at) => ({
      text: `ticket ${at} of ${key}`,
      reply: key,
      satisfaction: at % (n === 4 ? 2 : 9 + (n % 5)) === 0 ? "bad" : "good",
    })),
  );
  const lost = Array.from({ length: 7 }, (_, at) => ({ text: `lost ${at}`, reply: "warranty" }));
  await bring("tickets", [...tickets, ...lost]);
}
