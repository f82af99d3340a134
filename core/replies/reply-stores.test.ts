import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Feedback } from "../core.js";
import type { PartId } from "../profiles/profile.js";
import { TEST_DATABASES } from "../storage/test-databases.js";
import { TEST_INPUTS } from "../storage/test-decision-inputs.js";
import { openTwoTenants, type TestStores, type TwoTenants } from "../storage/test-stores.js";
import { tenantId } from "../tenant-id.js";
import type { Receipt } from "./receipt.js";

const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const part = (name: string) => name as PartId;

const RECEIPT: Receipt = {
  fields: ["purchases.plan"],
  withheld: [],
  segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" },
  tier: "rules",
  modelVersion: "none",
  source: { kind: "reply", key: "order_status", variant: "vip/en" },
  consent: { purpose: "personalization", status: "granted", basis: "consent" },
  reasons: ["plan is summit"],
};

describe.each(TEST_DATABASES)("the stores of replies on $name", ({ create }) => {
  let tenants: TwoTenants | undefined;
  let own: TestStores;
  /** Another tenant on the same database. */
  let other: TestStores;

  beforeAll(async () => {
    tenants = await openTwoTenants(create);
    ({ own, other } = tenants);
  });

  afterAll(() => tenants?.close());

  /** Adds a decision, and returns its id. */
  async function decide(partId: string, replyKey: string, conversationHash = "c"): Promise<string> {
    const decisionId = randomUUID();
    const record = {
      decisionId,
      partId: part(partId),
      channel: "zendesk" as const,
      conversationHash,
      replyKey,
    };
    await own.stores.decisions.add([{ ...record, receipt: RECEIPT }], TEST_INPUTS, NOW_MS);
    return decisionId;
  }

  const give = (feedback: Omit<Feedback, "tenantId" | "channel">, atMs: number) =>
    own.inTransaction(({ decisions }) =>
      decisions.addFeedback({ ...feedback, tenantId: tenantId("own"), channel: "zendesk" }, atMs),
    );
  const countsOf = async (key: string) =>
    (await own.stores.replyCounts.all()).filter(({ replyKey }) => replyKey === key);

  it("feedback adds to the counts of its reply once, and keeps no text", async () => {
    const decisionId = await decide("q", "counted");
    const edit = { suggested: "MarkerSuggested", sent: "MarkerSent" };
    const edited = () => give({ decisionId, kind: "edited", edit }, NOW_MS);
    expect((await Promise.all([edited(), edited()])).sort()).toEqual(["duplicate", "stored"]);
    expect(await countsOf("counted")).toEqual([
      { replyKey: "counted", segment: "vip", outcome: "edited", place: 0, count: 1, updatedAtMs: NOW_MS },
    ]);
    const { rows } = await sql<{ readonly detail_sealed: Uint8Array | ArrayBuffer }>`
      select detail_sealed from feedback where decision_id = ${decisionId}`.execute(own.storage.db);
    const sealed = rows.map((row) => Buffer.from(row.detail_sealed as Uint8Array).toString("latin1")).join();
    expect(sealed.length).toBeGreaterThan(0);
    expect(sealed).not.toMatch(/Marker|characters/);
    expect(await own.stores.decisions.of([part("q")])).toMatchObject([
      {
        decisionId,
        // Six letters of fifteen are left: Marker…S…e….
        feedback: [{ kind: "edited", givenAtMs: NOW_MS, edit: { characters: 6, share: 0.4 } }],
      },
    ]);
    expect(await own.stores.decisions.forget([part("q")])).toBe(1);
    expect(await countsOf("counted")).toHaveLength(1);
  });

  it("what an agent used last in a conversation is found, as of a moment", async () => {
    const { decisions } = own.stores;
    const first = await decide("u", "used", "used");
    const second = await decide("u", "used", "used");
    await give({ decisionId: first, kind: "rated_up" }, NOW_MS + 1);
    expect(await decisions.latestUsed("used", NOW_MS + 9)).toBeUndefined();
    await give({ decisionId: first, kind: "accepted" }, NOW_MS + 2);
    await give({ decisionId: second, kind: "sent" }, NOW_MS + 4);
    expect(await decisions.latestUsed("used", NOW_MS + 3)).toBe(first);
    expect(await decisions.latestUsed("used", NOW_MS + 4)).toBe(second);
    expect(await decisions.latestUsed("elsewhere", NOW_MS + 9)).toBeUndefined();
    expect(await other.stores.decisions.latestUsed("used", NOW_MS + 9)).toBeUndefined();
    await decisions.forget([part("u")]);
    expect(await decisions.latestUsed("used", NOW_MS + 9)).toBeUndefined();
  });

  it("counts add up, also at the same time, and say what changed since", async () => {
    const { replyCounts } = own.stores;
    const row = { replyKey: "shown", segment: "vip", outcome: "shown", place: 1 } as const;
    const bump = (nowMs: number) => own.inTransaction((tx) => tx.replyCounts.bump([row, row], nowMs));
    await Promise.all(Array.from({ length: 5 }, (_, n) => bump(NOW_MS + n)));
    await replyCounts.bump([], NOW_MS);
    expect(await countsOf("shown")).toEqual([{ ...row, count: 10, updatedAtMs: NOW_MS + 4 }]);
    await replyCounts.bump([{ ...row, place: 2 }], NOW_MS + 9);
    await bump(NOW_MS - 86_400_000);
    const since = async (atMs: number) =>
      (await replyCounts.changedSince(atMs, "shown"))
        .filter(({ replyKey }) => replyKey === "shown")
        .map(({ place, count }) => [place, count])
        .sort();
    expect(await since(NOW_MS + 4)).toEqual([
      [1, 12],
      [2, 1],
    ]);
    expect(await since(NOW_MS + 5)).toEqual([[2, 1]]);
    expect(await since(NOW_MS + 10)).toEqual([]);
    await replyCounts.bump([{ ...row, outcome: "accepted" }], NOW_MS + 20);
    expect(await replyCounts.changedSince(NOW_MS + 20, "shown")).toEqual([]);
    expect((await replyCounts.changedSince(NOW_MS + 20, "feedback")).map(({ outcome }) => outcome)).toEqual([
      "accepted",
    ]);
    expect(await other.stores.replyCounts.all()).toEqual([]);
  });

  it("proposals are sealed, replaced while they are open, settled once, and the tenant's own", async () => {
    const { proposals } = own.stores;
    const proposal = {
      proposalId: "p1",
      replyKey: "refund",
      decisionId: undefined,
      place: { segment: "vip", locale: "en" },
      body: "MarkerBody",
      by: "agent:acme/7",
    };
    expect(await proposals.put(proposal, NOW_MS)).toBe(true);
    const { rows } = await sql<Record<string, unknown>>`select * from reply_proposals`.execute(
      own.storage.db,
    );
    const stored = rows
      .flatMap((row) => Object.values(row))
      .map((value) =>
        value instanceof Uint8Array || value instanceof ArrayBuffer
          ? Buffer.from(value as Uint8Array).toString("latin1")
          : String(value),
      );
    expect(stored.join("\n")).not.toMatch(/MarkerBody|agent:acme/);
    expect(await proposals.put({ ...proposal, body: "Better" }, NOW_MS + 1)).toBe(true);
    await proposals.put({ ...proposal, proposalId: "p2" }, NOW_MS + 2);
    expect((await proposals.list("proposed", 9)).map(({ proposalId, body }) => [proposalId, body])).toEqual([
      ["p2", "MarkerBody"],
      ["p1", "Better"],
    ]);
    expect(await other.stores.proposals.one("p1")).toBeUndefined();
    expect(await other.stores.proposals.settle("p1", "approved", NOW_MS)).toBe(false);
    const settle = (state: "approved" | "declined") =>
      own.inTransaction((tx) => tx.proposals.settle("p1", state, NOW_MS + 3));
    expect((await Promise.all([settle("approved"), settle("approved")])).sort()).toEqual([false, true]);
    expect(await settle("declined")).toBe(false);
    expect(await proposals.put({ ...proposal, body: "Too late" }, NOW_MS + 4)).toBe(false);
    expect(await proposals.one("p1")).toEqual({
      ...proposal,
      body: "Better",
      state: "approved",
      createdAtMs: NOW_MS + 1,
      settledAtMs: NOW_MS + 3,
    });
  });

  it("open proposals go with the decisions of an erased person; settled ones forget where they came from", async () => {
    const { proposals, decisions } = own.stores;
    const decisionId = await decide("gone", "r");
    const proposal = {
      replyKey: "r",
      decisionId,
      place: { segment: undefined, locale: "en" },
      body: "b",
      by: "agent:acme/7",
    };
    await proposals.put({ ...proposal, proposalId: "open" }, NOW_MS);
    await proposals.put({ ...proposal, proposalId: "settled" }, NOW_MS);
    await proposals.settle("settled", "declined", NOW_MS);
    expect(await proposals.one("settled")).toMatchObject({ decisionId });
    await decisions.forget([part("gone")]);
    expect(await proposals.one("open")).toBeUndefined();
    expect(await proposals.one("settled")).toMatchObject({ decisionId: undefined, state: "declined" });
  });
});
