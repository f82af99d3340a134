import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { CHANNELS, TEXT_RETENTION } from "../channel.js";
import { RapportError } from "../error.js";
import { createVault } from "../privacy/vault.js";
import { openPart } from "../profiles/part-sealing.js";
import { toBuffer } from "../storage/schema.js";
import { openTestCore, TEST_CUSTOMERS, TEST_MASTER_KEY, type TestCore } from "../testing.js";

const MARKER = "quetzalcoatlus";

/** Everything in the database in the clear: each sealed column opened with the key and context it was sealed under. */
async function allStored({ core, tenantId }: TestCore): Promise<string> {
  const { db } = core.storage;
  const vault = createVault({ current: Buffer.from(TEST_MASTER_KEY, "hex") });
  const tenant = await db.selectFrom("tenants").selectAll().executeTakeFirstOrThrow();
  const tenantKey = toBuffer(tenant.wrapped_key);
  const open = (context: string, sealed: ArrayBuffer | Uint8Array | null) =>
    sealed === null ? "" : vault.open(tenantKey, tenantId, context, toBuffer(sealed));
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
  const plain: unknown[] = [];
  for (const { name } of tables.rows) {
    plain.push((await sql`select * from ${sql.table(name)}`.execute(db)).rows);
  }
  const parts = await db.selectFrom("profile_parts").selectAll().execute();
  const keys = new Map(parts.map((row) => [row.part_id, toBuffer(row.wrapped_key)]));
  const inbox = await db.selectFrom("inbox").selectAll().execute();
  const conversations = await db.selectFrom("conversations").selectAll().execute();
  const deliveries = await db.selectFrom("deliveries").selectAll().execute();
  const decisions = await db.selectFrom("decisions").selectAll().execute();
  const handoffs = await db.selectFrom("handoffs").selectAll().execute();
  const relays = await db.selectFrom("relays").selectAll().execute();
  expect(conversations.length).toBeGreaterThan(0);
  return JSON.stringify([
    plain,
    parts.map((row) => openPart(vault, `${tenantId}|${row.part_id}`, toBuffer(row.wrapped_key), row)),
    inbox.map(({ part_id, message_hash, payload_sealed }) => {
      const partKey = part_id === null ? undefined : keys.get(part_id);
      if (partKey === undefined || payload_sealed === null) return open(message_hash, payload_sealed);
      return vault.open(partKey, `${tenantId}|${part_id}`, `event|${message_hash}`, toBuffer(payload_sealed));
    }),
    conversations.map((row) => open(row.conversation_hash, row.context_sealed)),
    deliveries.map((row) => open(row.delivery_hash, row.address_sealed)),
    decisions.map((row) => open(row.decision_id, row.receipt_sealed)),
    handoffs.map((row) => open(row.handoff_id, row.document_sealed)),
    relays.map((row) => open(row.relay_id, row.payload_sealed)),
  ]);
}

it("no word of a conversation is stored, in the clear or encrypted", async () => {
  const lines: unknown[] = [];
  const note = (...line: unknown[]) => {
    lines.push(line);
  };
  const test = await openTestCore({ log: { info: note, warn: note, error: note } });
  try {
    for (const channel of CHANNELS) {
      await test.core.respond({
        tenantId: test.tenantId,
        channel,
        conversationId: "T1/D1",
        sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
        isPrivate: true,
        text: `Where is my order of the ${MARKER}?`,
      });
    }
    await test.core.drained();
    const stored = await allStored(test);
    // The look itself works: it sees what is stored, also where it is encrypted.
    expect(stored).toContain("order_status");
    expect(stored).toContain(TEST_CUSTOMERS.vip.email);
    expect(stored).not.toContain(MARKER);
    expect(JSON.stringify(lines)).not.toContain(MARKER);
    const files = readdirSync(test.dataDir).map((name) => readFileSync(join(test.dataDir, name)));
    expect(files.some((bytes) => bytes.includes(MARKER))).toBe(false);
    expect(files.some((bytes) => bytes.includes(TEST_CUSTOMERS.vip.email))).toBe(false);
  } finally {
    await test.close();
  }
});

it("no word of a conversation that is handed off is stored, as long as it comes from Slack", async () => {
  const lines: unknown[] = [];
  const note = (...line: unknown[]) => {
    lines.push(line);
  };
  const test = await openTestCore({ log: { info: note, warn: note, error: note } });
  try {
    const passedOn: unknown[] = [];
    const desk = test.core.handoffs.serve(test.tenantId, "zendesk", async (relay) => {
      passedOn.push(relay);
      throw new RapportError("vendor_unavailable", "so that all of it waits");
    });
    const hears = async (channel: "slack" | "teams") => {
      for (const text of [
        `Where is the ${MARKER}?`,
        `The ${MARKER} again: I want to talk to a human`,
        `And a ${MARKER}`,
      ]) {
        await test.core.respond({
          tenantId: test.tenantId,
          channel,
          conversationId: "T1/D1",
          sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
          isPrivate: true,
          text,
          address: { room: "D1" },
          link: async () => "https://acme.slack.com/archives/D1/p1",
        });
      }
      await test.core.drained();
      await desk.idle();
    };
    await hears("slack");
    const stored = await allStored(test);
    expect(stored).toContain("customer_wrote");
    expect(stored).toContain("https://acme.slack.com/archives/D1/p1");
    expect(JSON.stringify([stored, passedOn, lines, await test.core.metrics.text()])).not.toContain(MARKER);
    // The look itself works: in Teams the words may be kept until they have been passed on.
    await hears("teams");
    expect(await allStored(test)).toContain(MARKER);
    expect(JSON.stringify(lines)).not.toContain(MARKER);
  } finally {
    await test.close();
  }
});

it("of a correction the value is stored, which the customer asked for, and no word around it", async () => {
  const test = await openTestCore();
  try {
    const say = (text: string) =>
      test.core.respond({
        tenantId: test.tenantId,
        channel: "slack",
        conversationId: "T1/D1",
        sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email }] },
        isPrivate: true,
        text,
      });
    await say("Where is my order?");
    const reply = await say("No, my city is Zwergstadt!");
    expect(reply.text).toContain("Zwergstadt");
    const stored = await allStored(test);
    expect(stored).toContain("Zwergstadt");
    expect(stored).not.toMatch(/my city is/i);
  } finally {
    await test.close();
  }
});

it("Slack is zero-copy", () => {
  expect(TEXT_RETENTION.slack).toBe("none");
});
