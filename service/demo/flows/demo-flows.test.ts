import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_NAMES, parseFlows } from "../../../core/index.js";
import { catalogue } from "../catalogue/catalogue.js";
import { replyLibrary } from "../replies/reply-library.js";
import { DEMO_FLOWS_FILE } from "./demo-flows.js";

const replies = {
  keys: replyLibrary.map(({ key }) => key),
  intents: replyLibrary.flatMap(({ intents }) => intents),
};

describe("the demo company's flows", () => {
  const { flows, slots, intents } = parseFlows(readFileSync(DEMO_FLOWS_FILE, "utf8"), "flows.yaml", {
    ...DEFAULT_NAMES,
    replies,
  });

  it("name only replies and intents of its library, and are about five things, two by segment", () => {
    const all = [...flows.values()];
    expect(new Set(all.map(({ startsOn }) => startsOn.join())).size).toBe(5);
    const bySegment = all.filter(({ segments }) => segments !== undefined);
    expect(bySegment.map(({ name }) => name)).toEqual(["return_vip", "complaint_at_risk"]);
  });

  it("teach the intents that no reply has, and more words for those that start them, in both languages", () => {
    const starting = new Set([...flows.values()].flatMap(({ startsOn }) => startsOn));
    expect(Object.keys(intents).filter((intent) => !starting.has(intent))).toEqual([]);
    const answered = new Set([...replies.keys, ...replies.intents]);
    expect(Object.keys(intents).filter((intent) => !answered.has(intent))).toEqual(["allergy_advice"]);
    expect(intents.allergy_advice?.length).toBeGreaterThanOrEqual(10);
  });

  it("recommend by words that its catalogue knows", () => {
    const words = JSON.stringify(catalogue).toLowerCase();
    const gear = slots.get("gear")?.choices?.map(({ value }) => value.split("_")[0] ?? "") ?? [];
    expect(gear.filter((word) => !words.includes(word))).toEqual([]);
    for (const material of ["down", "merino"]) {
      expect(slots.get("allergy")?.choices?.map(({ value }) => value)).toContain(material);
      expect(words).toContain(`"${material}"`);
    }
  });
});
