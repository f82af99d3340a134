import { expect, it } from "vitest";
import { openTestCore } from "../../core/testing.js";
import { libraryView } from "./library-view.js";

it("shows each reply with its texts, its use and its shares", async () => {
  const test = await openTestCore({ stocked: false });
  try {
    async function* lines(values: readonly unknown[]) {
      for (const [at, value] of values.entries()) yield { line: at + 1, value };
    }
    const observer = {
      async onRejected(_: unknown, reason: string) {
        throw new Error(reason);
      },
      onProgress() {},
    };
    const variants = [{ body: "For you.", segment: "vip" }];
    const replies = [
      { key: "a", title: "A", body: "Text", variants },
      { key: "b", title: "B", body: "Another text" },
    ];
    await test.core.library.import("replies", lines(replies), observer);
    const tickets = ["good", "good", "good", "bad"].map((satisfaction, n) => ({
      text: `t ${n}`,
      reply: "a",
      satisfaction,
    }));
    await test.core.library.import("tickets", lines(tickets), observer);
    const view = libraryView(await test.core.library.lint());
    expect(view.replies).toEqual([
      {
        key: "a",
        title: "A",
        variants: ["default/en", "vip/en"],
        tickets: 4,
        shown: 0,
        used: 0,
        acceptance: undefined,
        satisfaction: { mean: 0.75, low: expect.closeTo(0.3, 2), high: expect.closeTo(0.95, 2), n: 4 },
        isLow: false,
      },
      expect.objectContaining({ key: "b", tickets: 0, satisfaction: undefined }),
    ]);
    expect(view.findings.map(({ rule }) => rule)).toEqual(["never-used", "missing-variant"]);
    expect(view.counts).toEqual({ error: 0, warning: 0, info: 2 });
  } finally {
    await test.close();
  }
});
