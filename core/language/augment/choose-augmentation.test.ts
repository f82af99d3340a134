import { describe, expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { toyExamples } from "../test-toy-examples.js";
import type { TextExample } from "../text-example.js";
import { type JudgeOptions, judgeAugmentations, MAX_JUDGED_EXAMPLES } from "./choose-augmentation.js";

const toys = toyExamples(1);
const LABELS = ["address", "card", "invoice", "order", "refund", "warranty"];
const isSmall = ({ label }: TextExample) => LABELS.includes(label);
/** Five of each label: a model that has seen more is better. */
const few = toys.train.filter((_, at) => at % 20 < 5).filter(isSmall);
const others = toys.test.filter((_, at) => at % 15 < 10).filter(isSmall);
const options = (augmenters: JudgeOptions["augmenters"]): JudgeOptions => ({ seed: 1, augmenters });

/** True examples that the company doesn't have: nothing could be better. */
const helpful = async () => others.map((example) => ({ ...example, weight: 0.5 }));
/** Labels at random. */
const harmful = async (examples: readonly TextExample[], random: () => number) =>
  examples.map(({ text }) => ({
    text: `${text} so`,
    label: examples[Math.floor(random() * examples.length)]?.label ?? "",
    weight: 0.5,
  }));

describe("judging augmentations", () => {
  it("keeps what helps and leaves out what harms, and says by how much", async () => {
    const seen: number[] = [];
    const { kept, table, accuracy, measuredOn } = await judgeAugmentations(few, [], {
      ...options({ synonyms: helpful, slots: harmful }),
      onProgress: (done, total) => seen.push(done / total),
    });
    expect(kept).toEqual(["synonyms"]);
    expect(table.map(({ name, kept: isKept }) => [name, isKept])).toEqual([
      ["synonyms", true],
      ["slots", false],
    ]);
    expect(table[0]?.made).toBe(others.length);
    expect(table[0]?.gain.low).toBeGreaterThan(0);
    expect(table[0]?.accuracy).toBeGreaterThan(accuracy);
    expect(table[1]?.gain.estimate).toBeLessThan(0);
    expect(measuredOn).toBe(few.length);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it("keeps of two that help alike the better one, unless both together are better still", async () => {
    const { kept, table } = await judgeAugmentations(few, [], options({ synonyms: helpful, slots: helpful }));
    expect(table.map(({ name }) => name)).toEqual(["synonyms", "slots", "together"]);
    const [first, second, both] = table;
    const best = Math.max(first?.gain.estimate ?? 0, second?.gain.estimate ?? 0);
    expect(both?.kept).toBe((both?.gain.estimate ?? 0) > best);
    expect(kept).toHaveLength(both?.kept ? 2 : 1);
  });

  it("has no row for what made nothing, and tries self-training only on texts", async () => {
    const none = await judgeAugmentations(few, [], options({ slots: async () => [] }));
    expect(none).toMatchObject({ kept: [], table: [], measuredOn: few.length });
    const { table } = await judgeAugmentations(
      few,
      others.map(({ text }) => text),
      options({}),
    );
    expect(table.map(({ name, made }) => [name, made])).toEqual([["self-training", others.length]]);
  });

  it("asks only what somebody wrote, which its copies are never made of", async () => {
    const weak = few.slice(0, 12).map((example) => ({ ...example, weight: 0.3 }));
    const given: TextExample[][] = [];
    const { measuredOn } = await judgeAugmentations([...few, ...weak], [], {
      ...options({
        async slots(examples) {
          given.push([...examples]);
          return [];
        },
      }),
    });
    expect(measuredOn).toBe(few.length);
    expect(given).toHaveLength(5);
    for (const examples of given) {
      const strong = examples.filter(({ weight }) => weight === 1);
      expect(examples.length - strong.length).toBe(weak.length);
      expect(Math.abs(strong.length - 0.8 * few.length)).toBeLessThanOrEqual(6);
    }
  });

  it("counts a label that no other example has as missed", async () => {
    const lone = [...few, { text: "may i bring my dog", label: "dogs", weight: 1 }];
    const { measuredOn, accuracy } = await judgeAugmentations(lone, [], options({}));
    expect(measuredOn).toBe(lone.length);
    expect(accuracy).toBeLessThanOrEqual(few.length / lone.length);
    expect(accuracy).toBeGreaterThan(0.5);
  });

  it("is not tried of very few, nor of many", async () => {
    const nothing = { kept: [], table: [], accuracy: 0, measuredOn: 0 };
    expect(await judgeAugmentations(few.slice(0, 19), [], options({ slots: harmful }))).toEqual(nothing);
    const random = seededRandom(1);
    const many = Array.from({ length: MAX_JUDGED_EXAMPLES }, () => ({
      text: String(random()),
      label: "a",
      weight: 1,
    }));
    expect(await judgeAugmentations(many, [], options({ slots: harmful }))).toEqual(nothing);
  });
});
