import { seededRandom } from "../seeded-random.js";
import type { TextExample } from "./text-example.js";

/** What people write about; each word stands in the messages of one label, or of two that are alike. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  address: ["address", "street", "house", "moved", "relocate"],
  card: ["card", "visa", "payment", "declined", "charged"],
  coupon: ["coupon", "voucher", "discount", "code", "percent"],
  delivery: ["parcel", "courier", "shipped", "arrive", "late"],
  exchange: ["swap", "exchange", "size", "larger", "smaller"],
  invoice: ["invoice", "receipt", "bill", "tax", "charged"],
  login: ["password", "login", "account", "locked", "reset"],
  newsletter: ["newsletter", "unsubscribe", "emails", "marketing", "stop"],
  order: ["order", "cancel", "basket", "change", "late"],
  pillow: ["pillow", "feathers", "allergy", "down", "filling"],
  refund: ["refund", "money", "back", "return", "charged"],
  warranty: ["warranty", "broken", "repair", "guarantee", "defect"],
};
const FILLERS = "please can you tell me what about my the with help need to know is it how do i for a".split(
  " ",
);
const ELSEWHERE =
  "weather tomorrow football match score recipe pancakes guitar lesson president elected galaxy planet tide poem translate".split(
    " ",
  );
const TRAINED = 20;
const ASKED = 15;

/** Messages of a shop in made-up sentences: enough for a classifier, and alike enough that it errs at times. */
export function toyExamples(seed: number): {
  readonly train: readonly TextExample[];
  readonly test: readonly TextExample[];
  /** What no label is about. */
  readonly outside: readonly string[];
} {
  const random = seededRandom(seed);
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  const sentence = (words: readonly string[], count: number) =>
    [
      one(FILLERS),
      one(FILLERS),
      ...Array.from({ length: count }, () => `${one(words)} ${one(FILLERS)}`),
    ].join(" ");
  const examplesOf = (count: number) =>
    Object.entries(TOPICS).flatMap(([label, words]) =>
      Array.from({ length: count }, () => ({
        label,
        text: sentence(words, 1 + Math.floor(random() * 2)),
        weight: 1,
      })),
    );
  return {
    train: examplesOf(TRAINED),
    test: examplesOf(ASKED),
    outside: Array.from({ length: 100 }, () => sentence(ELSEWHERE, 2)),
  };
}
