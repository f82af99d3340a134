import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../testing.js";

let test: TestCore;

beforeAll(async () => {
  test = await openTestCore();
}, 60_000);

afterAll(() => test?.close());

const CUSTOMERS = [...Object.values(TEST_CUSTOMERS).map(({ email }) => email), "nobody@example.com"];
/** Two could mean one thing as well as another: only then something else is near enough to be tried out. */
const MESSAGES = ["xyzzy plugh", "boots parcel", "where is my order"];
const TURNS = 60;

it("real turns come to what was counted while they were made", async () => {
  const { core, tenantId } = test;
  const experiment = { name: "real", impersonalShare: 0.5 };
  await core.replySettings.change({ exploration: 0.5, experiment }, "cli");
  /** By customer the arm and whether the first turn helped; of nobody, whom each turn draws anew, by turn. */
  const firsts = new Map<string, readonly [arm: string | undefined, isHelped: boolean]>();
  let [tried, helped] = [0, 0];
  for (let at = 0; at < TURNS; at++) {
    const email = CUSTOMERS[at % CUSTOMERS.length] ?? "";
    const { suggestions } = await core.suggest({
      tenantId,
      channel: "zendesk",
      conversationId: `ticket/${at}`,
      customer: { identifiers: [{ type: "email", value: email }] },
      text: MESSAGES[at % MESSAGES.length] ?? "",
    });
    const taken = at % 7 < 3 ? suggestions.at(-1) : undefined;
    if (taken !== undefined) {
      helped++;
      const { decisionId } = taken;
      await core.feedback({ tenantId, decisionId, kind: "accepted", channel: "zendesk" });
    }
    const receipt = suggestions[0]?.receipt;
    if (receipt?.reasons.some((reason) => reason.startsWith("It is tried out")) === true) tried++;
    const unit = email === "nobody@example.com" ? `turn ${at}` : email;
    if (!firsts.has(unit)) firsts.set(unit, [receipt?.arm, taken !== undefined]);
  }
  const expected = (arm: string) => {
    const units = [...firsts.values()].filter(([each]) => each === `real: ${arm}`);
    return { name: arm, customers: units.length, helped: units.filter(([, isHelped]) => isHelped).length };
  };
  expect(tried).toBeGreaterThan(0);
  expect(firsts.size).toBe(3 + TURNS / 4);
  expect(await core.replySettings.trials()).toMatchObject({
    experiments: ["real"],
    experiment: { name: "real", isRunning: true, arms: [expected("impersonal"), expected("personal")] },
    exploration: { turns: TURNS, tried, helped, unlogged: 0 },
  });
});

it("an ended experiment is still read, and an experiment's name is used once", async () => {
  const { core } = test;
  await core.replySettings.change({ experiment: null }, "cli");
  expect((await core.replySettings.trials("real")).experiment).toMatchObject({ isRunning: false });
  await expect(
    core.replySettings.change({ experiment: { name: "real", impersonalShare: 0.2 } }, "cli"),
  ).rejects.toMatchObject({ code: "request_malformed", kind: "caller" });
  expect(await core.replySettings.load()).toEqual({ exploration: 0.5 });
});
