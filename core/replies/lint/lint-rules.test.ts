import { describe, expect, it } from "vitest";
import { findDuplicateTitles } from "./duplicate-title.js";
import { findLowResolution } from "./low-resolution.js";
import { findMissingVariants } from "./missing-variant.js";
import { findNeverUsed } from "./never-used.js";
import { testLibrary, testReply } from "./test-library.js";
import { findTooLong } from "./too-long.js";
import { findUnanswered } from "./unanswered.js";
import { findUnknownSegments } from "./unknown-segment.js";
import { findUnrenderable } from "./unrenderable.js";

describe("unrenderable", () => {
  it("is an error where no text of a reply can be rendered", () => {
    const reply = testReply("a", { body: "Hi {{ customer.nickname }} in {{ customer.city }}" });
    expect(findUnrenderable({ replies: [reply] })).toMatchObject([
      {
        severity: "error",
        replies: ["a"],
        message:
          "default/en needs {{ customer.nickname }}, which no customer has: nobody can get this reply.",
        figures: { texts: 1, unrenderable: 1 },
      },
    ]);
  });

  it("is a warning where another text is given instead", () => {
    const reply = testReply("a", { variants: [{ body: "{% if %}", segment: "vip", locale: "de" }] });
    expect(findUnrenderable({ replies: [reply] })).toMatchObject([
      {
        severity: "warning",
        message: "vip/de is no valid Liquid template: others of its texts are given instead.",
      },
    ]);
  });

  it("passes every variable that a customer can have", () => {
    const body = "{{ customer.first_name }}, {{ order.id | upcase }} of {{ tenant.name }}";
    expect(findUnrenderable({ replies: [testReply("a", { body })] })).toEqual([]);
  });
});

describe("unanswered", () => {
  it("finds tickets whose reply is missing, many first", () => {
    const library = testLibrary([testReply("a", { intents: ["refund"] })], {
      a: { tickets: 9 },
      refund: { tickets: 9 },
      gone: { tickets: 4 },
      lost: { tickets: 5 },
      only_shown: { shown: 9 },
    });
    expect(findUnanswered(library)).toMatchObject([
      { severity: "error", replies: ["lost"], figures: { tickets: 5 } },
      { severity: "warning", replies: ["gone"], figures: { tickets: 4 } },
    ]);
  });

  it("finds a flow's intent that nothing takes up", () => {
    const flows = { intents: ["rent", "swap", "loan"], startsOn: ["rent"] };
    const library = testLibrary([testReply("a", { intents: ["swap"] })], {}, { flows });
    expect(findUnanswered(library)).toMatchObject([{ severity: "warning", replies: ["loan"] }]);
  });
});

describe("unknown-segment", () => {
  const replies = [
    testReply("a", { variants: [{ body: "For you.", segment: "vip" }] }),
    testReply("b", { segments: ["gone"], variants: [{ body: "For you.", segment: "gone" }] }),
  ];

  it("finds texts for segments in which nobody can be", () => {
    expect(findUnknownSegments(testLibrary(replies, {}, { segments: ["vip"] }))).toMatchObject([
      { rule: "unknown-segment", replies: ["b"] },
    ]);
  });

  it("says nothing where segments are not known", () => {
    expect(findUnknownSegments(testLibrary(replies))).toEqual([]);
  });
});

describe("low-resolution", () => {
  const others = { good: 180, bad: 20 };

  // Wilson at 99 %: 12 of 20 is at least 0.33; 20 of 200 is at most 0.17.
  it("finds a reply that is clearly rated worse than all others", () => {
    const library = testLibrary([testReply("bad"), testReply("rest")], {
      bad: { good: 8, bad: 12 },
      rest: others,
    });
    expect(findLowResolution(library)).toMatchObject([
      {
        replies: ["bad"],
        message: expect.stringContaining(
          "12 of 20 ratings are bad, 60 % (at least 33 %), against 10 % of all others",
        ),
        figures: { badShare: 0.6, others: 0.1, n: 20 },
      },
    ]);
  });

  // 5 of 20 is at least 0.08.
  it("leaves alone what may be chance, and what few have rated", () => {
    const library = testLibrary([testReply("chance"), testReply("few"), testReply("rest")], {
      chance: { good: 15, bad: 5 },
      few: { good: 0, bad: 9 },
      rest: others,
    });
    expect(findLowResolution(library)).toEqual([]);
  });

  it("finds a reply after which conversations are opened again", () => {
    const library = testLibrary([testReply("again"), testReply("rest")], {
      again: { used: 30, reopened: 20 },
      rest: { used: 300, reopened: 15 },
    });
    expect(findLowResolution(library)).toMatchObject([
      { replies: ["again"], figures: { reopenedShare: 20 / 30, others: 0.05, n: 30 } },
    ]);
  });
});

describe("never-used", () => {
  it("lists what is in no ticket and was never shown", () => {
    const library = testLibrary([testReply("a"), testReply("b"), testReply("c"), testReply("d")], {
      a: { tickets: 1 },
      b: { shown: 1 },
      d: { rejected: 1 },
    });
    expect(findNeverUsed(library)).toMatchObject([
      { severity: "info", replies: ["c", "d"], figures: { replies: 2, library: 4 } },
    ]);
  });

  it("says nothing of a library that was not used at all", () => {
    expect(findNeverUsed(testLibrary([testReply("a"), testReply("b")]))).toEqual([]);
  });

  it("warns of what is shown again and again and never taken, where agents take others", () => {
    const usage = {
      a: { shown: 75 },
      b: { shown: 74 },
      c: { shown: 200, tickets: 1 },
      d: { shown: 9, used: 3 },
    };
    const replies = Object.keys(usage).map((key) => testReply(key));
    expect(findNeverUsed(testLibrary(replies, usage))).toMatchObject([
      { severity: "warning", replies: ["a"], figures: { shown: 75, used: 0 } },
    ]);
    expect(findNeverUsed(testLibrary(replies.slice(0, 3), usage))).toEqual([]);
  });
});

describe("missing-variant", () => {
  it("finds languages and segments that half of the library has", () => {
    const variants = [
      { body: "Hallo.", locale: "de-AT" },
      { body: "Dear you.", segment: "vip" },
    ];
    const replies = [
      testReply("a", { variants }),
      testReply("b", { variants }),
      testReply("c"),
      testReply("d", { segments: ["newcomer"] }),
    ];
    expect(findMissingVariants({ replies })).toMatchObject([
      {
        severity: "info",
        replies: ["c", "d"],
        message: "2 replies have no text for the language de, which 2 of 4 are written for.",
      },
      {
        replies: ["c"],
        message: "1 reply has no text for the segment vip, which 2 of 4 are written for.",
      },
    ]);
  });

  it("says nothing of what few have", () => {
    const variants = [{ body: "Hallo.", locale: "de" }];
    expect(
      findMissingVariants({ replies: [testReply("a", { variants }), testReply("b"), testReply("c")] }),
    ).toEqual([]);
  });
});

describe("too-long", () => {
  it("finds texts of more than 3,000 characters", () => {
    const replies = [
      testReply("a", { body: "x".repeat(3_000) }),
      testReply("b", { variants: [{ body: "x".repeat(3_001), segment: "vip" }] }),
    ];
    expect(findTooLong({ replies })).toMatchObject([
      {
        replies: ["b"],
        message: expect.stringContaining("vip/en: up to 3001"),
        figures: { characters: 3_001 },
      },
    ]);
  });
});

describe("duplicate-title", () => {
  it("finds titles that look the same, for the same customers", () => {
    const replies = [
      testReply("a", { title: "Where is my order" }),
      testReply("b", { title: " where is  My order" }),
      testReply("c", { title: "Where is my order", segments: ["vip"] }),
    ];
    expect(findDuplicateTitles({ replies })).toMatchObject([{ replies: ["a", "b"] }]);
  });
});
