import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FeedbackKind } from "../core.js";
import { RapportError } from "../error.js";
import type { PartId } from "../profiles/profile.js";
import { TEST_DATABASES } from "../storage/test-databases.js";
import { TEST_INPUTS } from "../storage/test-decision-inputs.js";
import { openTwoTenants, type TestStores, type TwoTenants } from "../storage/test-stores.js";
import { tenantId } from "../tenant-id.js";
import { readTrials } from "./experiment-trials.js";
import type { Receipt } from "./receipt.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const DAY_MS = 86_400_000;

interface ShownTurn {
  readonly turn: string;
  readonly part?: string | undefined;
  readonly arm?: string | undefined;
  /** Places that are in the log. */
  readonly places?: readonly number[];
  readonly propensity?: number;
  readonly atMs?: number;
  readonly given?: Readonly<Record<number, FeedbackKind>>;
}

describe.each(TEST_DATABASES)("the turns of experiments on $name", ({ create }) => {
  let tenants: TwoTenants | undefined;
  let own: TestStores;
  let other: TestStores;

  beforeAll(async () => {
    tenants = await openTwoTenants(create);
    ({ own, other } = tenants);
  });

  afterAll(() => tenants?.close());

  async function show(turn: ShownTurn, to: TestStores = own): Promise<void> {
    const { part, arm, places = [1, 2], propensity = 1, atMs = NOW_MS, given = {} } = turn;
    const receipt = (place: number): Receipt => ({
      fields: [],
      withheld: [],
      segment: TEST_INPUTS.segment,
      tier: "rules",
      modelVersion: "none",
      place,
      propensity,
      ...(arm === undefined ? {} : { arm }),
      source: { kind: "reply", key: "refund", variant: "default/en" },
      consent: TEST_INPUTS.consent,
      reasons: [],
    });
    const id = (place: number) => `${turn.turn}/${place}`;
    const inputs = { ...TEST_INPUTS, inputId: turn.turn };
    await to.stores.decisions.add(
      places.map((place) => ({
        decisionId: id(place),
        partId: part as PartId | undefined,
        channel: "zendesk",
        conversationHash: "c",
        replyKey: "refund",
        receipt: receipt(place),
      })),
      inputs,
      atMs,
    );
    for (const [place, kind] of Object.entries(given)) {
      await to.inTransaction(({ decisions }) =>
        decisions.addFeedback(
          { tenantId: tenantId("own"), decisionId: id(Number(place)), kind, channel: "zendesk" },
          NOW_MS,
        ),
      );
    }
  }

  /** A part of a profile. */
  async function record(partId: string, profileId: string, isRestricted = false): Promise<void> {
    await own.storage.db
      .insertInto("profile_parts")
      .values({
        tenant_id: "own",
        part_id: partId,
        profile_id: profileId,
        wrapped_key: Buffer.alloc(1),
        identity_sealed: Buffer.alloc(1),
        restricted: isRestricted ? 1 : 0,
        created_at: NOW_MS,
        updated_at: NOW_MS,
      })
      .execute();
  }

  it("are one for all their replies, of the person and not of the part, and know who was helped", async () => {
    await record("p1", "ann");
    await record("p2", "ann");
    await record("p3", "rita", true);
    await show({ turn: "old", part: "p1", atMs: NOW_MS - 91 * DAY_MS, given: { 1: "accepted" } });
    await show({ turn: "t1", part: "p1", arm: "a: personal", atMs: NOW_MS - 5, given: { 2: "edited" } });
    await show({ turn: "t2", part: "p2", arm: "a: personal", propensity: 0.1, given: { 1: "rejected" } });
    await show({ turn: "t3", part: "p3", arm: "a: personal", given: { 1: "accepted" } });
    await show({ turn: "t4", arm: "a: impersonal", atMs: NOW_MS + 1, given: { 1: "satisfied" } });
    // What stood first could not be shown.
    await show({ turn: "t5", part: "gone", places: [2, 3], atMs: NOW_MS + 2, given: { 3: "rated_up" } });
    // Said once more, at the customer's wish: nothing was ranked.
    const { place, propensity, ...again } = (await own.stores.decisions.find("t1/1"))?.receipt ?? {};
    const repeated = { decisionId: "again", partId: "p1" as PartId, channel: "teams" as const };
    await own.stores.decisions.add(
      [{ ...repeated, conversationHash: "c", replyKey: "refund", receipt: again as Receipt }],
      TEST_INPUTS,
      NOW_MS,
    );
    const turns = await own.stores.experimentTurns.turns(NOW_MS - 90 * DAY_MS, NOW_MS + 2);
    expect(turns).toEqual([
      { customer: "ann", arm: "a: personal", propensity: 1, isHelped: true },
      { customer: "ann", arm: "a: personal", propensity: 0.1, isHelped: false },
      { customer: "t4", arm: "a: impersonal", propensity: 1, isHelped: true },
      { customer: "gone", arm: undefined, propensity: undefined, isHelped: true },
    ]);
    expect(await own.stores.experimentTurns.hasRun("a")).toBe(true);
    expect(await own.stores.experimentTurns.hasRun("b")).toBe(false);
  });

  it("are another tenant's own", async () => {
    expect(await other.stores.experimentTurns.turns(0, NOW_MS + DAY_MS)).toEqual([]);
    expect(await other.stores.experimentTurns.hasRun("a")).toBe(false);
    await show({ turn: "foreign", arm: "foreign: personal" }, other);
    expect((await readTrials(own.stores, undefined, NOW_MS)).experiments).toEqual(["a"]);
    await expect(readTrials(own.stores, "foreign", NOW_MS)).rejects.toMatchObject({ code: "not_found" });
  });

  it("come to the report of the one that runs, ran last or was asked for", async () => {
    await show({ turn: "t6", part: "p9", arm: "b: impersonal", atMs: NOW_MS + 5 });
    const read = (asked?: string) => readTrials(own.stores, asked, NOW_MS + 9);
    const trials = await read();
    expect(trials.experiments).toEqual(["a", "b"]);
    expect(trials.experiment).toMatchObject({ name: "b", isRunning: false });
    expect(trials.exploration).toMatchObject({ turns: 4, tried: 1, unlogged: 1, helped: 2 });
    expect((await read("a")).experiment?.arms.map(({ customers, helped }) => [customers, helped])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await own.stores.replySettings.save(
      { exploration: 0, experiment: { name: "c", impersonalShare: 0.5 } },
      NOW_MS,
    );
    expect((await read()).experiment).toMatchObject({ name: "c", isRunning: true });
    await expect(read("d")).rejects.toThrow(RapportError);
  });

  it("are read whole in many steps, in order", async () => {
    const many = Array.from({ length: 1_500 }, (_, at) => `m${String(at).padStart(4, "0")}`);
    await own.inTransaction(async ({ decisions }) => {
      for (const turn of many) {
        await decisions.add(
          [1, 2].map((place) => ({
            decisionId: `${place}/${turn}`,
            partId: undefined,
            channel: "zendesk" as const,
            conversationHash: "c",
            replyKey: "refund",
            receipt: {
              fields: [],
              withheld: [],
              segment: TEST_INPUTS.segment,
              tier: "rules" as const,
              modelVersion: "none",
              place,
              propensity: 1,
              source: { kind: "reply" as const, key: "refund", variant: "default/en" },
              consent: TEST_INPUTS.consent,
              reasons: [],
            },
          })),
          { ...TEST_INPUTS, inputId: turn },
          // More at the same moment than a step is to hold.
          NOW_MS + DAY_MS + Math.floor(Number(turn.slice(1)) / 700),
        );
      }
    });
    const read = await own.stores.experimentTurns.turns(NOW_MS + DAY_MS, NOW_MS + DAY_MS + 3);
    expect(read.map(({ customer }) => customer)).toEqual(many);
    expect(read.every(({ propensity }) => propensity === 1)).toBe(true);
  });
});
