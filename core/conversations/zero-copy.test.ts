import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Channel, TEXT_RETENTION } from "../channel.js";
import { RapportError } from "../error.js";
import { createVault } from "../privacy/vault.js";
import { openPart } from "../profiles/part-sealing.js";
import { type RedisServer, startRedisServer } from "../queue/redis-server.js";
import { openRedis, type Redis } from "../storage/redis-client.js";
import { toBuffer } from "../storage/schema.js";
import { everythingIn } from "../storage/test-conversation-stores.js";
import { openTestCore, TEST_CUSTOMERS, TEST_MASTER_KEY, type TestCore } from "../testing.js";

const MARKER = "quetzalcoatlus";
const VIP = { type: "email", value: TEST_CUSTOMERS.vip.email } as const;

/** What lies in storage in the clear: each sealed column, or key of Redis, opened as it was sealed. */
interface Stored {
  readonly contexts: string;
  /** All but the contexts of conversations: tables, sealed columns, keys of Redis with bull's jobs. */
  readonly rest: string;
}

async function allStored({ core, tenantId }: TestCore, redis?: Redis): Promise<Stored> {
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
  const contexts = conversations.map((row) => open(row.conversation_hash, row.context_sealed));
  const rest: unknown[] = [
    plain,
    parts.map((row) => openPart(vault, `${tenantId}|${row.part_id}`, toBuffer(row.wrapped_key), row)),
    inbox.map(({ part_id, message_hash, payload_sealed }) => {
      const partKey = part_id === null ? undefined : keys.get(part_id);
      if (partKey === undefined || payload_sealed === null) return open(message_hash, payload_sealed);
      return vault.open(partKey, `${tenantId}|${part_id}`, `event|${message_hash}`, toBuffer(payload_sealed));
    }),
    deliveries.map((row) => open(row.delivery_hash, row.address_sealed)),
    decisions.map((row) => open(row.decision_id, row.receipt_sealed)),
    handoffs.map((row) => open(row.handoff_id, row.document_sealed)),
    relays.map((row) => open(row.relay_id, row.payload_sealed)),
  ];
  if (redis !== undefined) {
    rest.push(await everythingIn(redis));
    const entry = `rapport:{${tenantId}}:conversation:`;
    for (const key of (await redis.run((commands) => commands.keys(`${entry}*`))).map(String)) {
      const sealed = await redis.run((commands) => commands.get(key));
      contexts.push(open(key.slice(entry.length), sealed));
    }
  }
  expect(contexts.length).toBeGreaterThan(0);
  return { contexts: contexts.join("\n"), rest: JSON.stringify(rest) };
}

/** A conversation in which everything comes up that is remembered; the marker stands in each message. */
const MESSAGES = [
  `Hello, this is ${MARKER}`,
  `Where is my order of the ${MARKER}?`,
  `It is order A-1001 with the ${MARKER}.`,
  `I prefer eco-friendly products, as ${MARKER} does`,
  `No, I meant the other ${MARKER}, the blue one`,
  `${MARKER} ${MARKER} ${MARKER}`,
  `Then I want my money back for the ${MARKER}`,
  `and to Germany, ${MARKER}?`,
  `Thanks, ${MARKER}, that is all`,
];

async function converse({ core, tenantId }: TestCore, channel: Channel): Promise<void> {
  for (const text of MESSAGES) {
    await core.respond({
      tenantId,
      channel,
      conversationId: "T1/D1",
      sender: { identifiers: [VIP] },
      isPrivate: true,
      text,
    });
  }
  await core.drained();
}

describe.each(["embedded", "scaled out"])("%s", (mode) => {
  let redis: { readonly server: RedisServer; readonly client: Redis } | undefined;
  let test: TestCore;
  let lines: unknown[];

  beforeEach(async () => {
    lines = [];
    const note = (...line: unknown[]) => {
      lines.push(line);
    };
    if (mode === "scaled out") {
      const server = await startRedisServer();
      redis = { server, client: await openRedis({ url: server.url, stepMs: 10_000 }) };
    }
    const log = { info: note, warn: note, error: note };
    test = await openTestCore({ log, core: { redisUrl: redis?.server.url, works: true } });
  });

  afterEach(async () => {
    await test.close();
    await redis?.client.close();
    await redis?.server.stop();
    redis = undefined;
  });

  it("no word of a conversation that is handed off is stored or passed on, as long as it comes from Slack", async () => {
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
          conversationId: "T1/D2",
          sender: { identifiers: [VIP] },
          isPrivate: true,
          text,
          address: { room: "D2" },
          link: async () => "https://acme.slack.com/archives/D2/p1",
        });
      }
      await test.core.drained();
      await desk.idle();
    };
    await hears("slack");
    const stored = await allStored(test, redis?.client);
    expect(stored.rest).toContain("customer_wrote");
    expect(stored.rest).toContain("https://acme.slack.com/archives/D2/p1");
    expect(JSON.stringify([stored, passedOn, lines, await test.core.metrics.text()])).not.toContain(MARKER);
    // The look itself works: in Teams the words may be kept until they have been passed on.
    await hears("teams");
    expect((await allStored(test, redis?.client)).rest).toContain(MARKER);
    expect(JSON.stringify(lines)).not.toContain(MARKER);
  });

  it("no word of a Slack conversation is in any store, queue, log or metric", async () => {
    await converse(test, "slack");
    const { contexts, rest } = await allStored(test, redis?.client);
    // The look itself works: it sees what is stored, also where it is encrypted.
    expect(contexts).toContain("order_status");
    expect(rest).toContain(TEST_CUSTOMERS.vip.email);
    expect(rest.includes(":conversation:")).toBe(mode === "scaled out");
    expect(contexts + rest).not.toContain(MARKER);
    expect(JSON.stringify(lines)).not.toContain(MARKER);
    const metrics = await test.core.metrics.text();
    expect(metrics).toContain("rapport_");
    expect(metrics).not.toContain(MARKER);
    const files = readdirSync(test.dataDir).map((name) => readFileSync(join(test.dataDir, name)));
    expect(files.some((bytes) => bytes.includes(MARKER))).toBe(false);
    expect(files.some((bytes) => bytes.includes(TEST_CUSTOMERS.vip.email))).toBe(false);
  });

  it("of another conversation the last words lie in its context, sealed, and nowhere else", async () => {
    await converse(test, "teams");
    const { contexts, rest } = await allStored(test, redis?.client);
    expect(contexts.split(MARKER)).toHaveLength(4);
    expect(contexts).toContain(MESSAGES.at(-1));
    expect(rest).not.toContain(MARKER);
    expect(JSON.stringify(lines)).not.toContain(MARKER);
    expect(await test.core.metrics.text()).not.toContain(MARKER);
    const held = await test.core.privacy.exportData({ identifier: VIP }, "cli");
    expect(held?.conversations).toMatchObject([{ turns: MESSAGES.length }]);
    expect(JSON.stringify(held?.conversations)).toContain(MESSAGES.at(-1));
    const files = readdirSync(test.dataDir).map((name) => readFileSync(join(test.dataDir, name)));
    expect(files.some((bytes) => bytes.includes(MARKER))).toBe(false);
  });
});

it("of a correction the value is stored, which the customer asked for, and no word around it", async () => {
  const test = await openTestCore();
  try {
    const say = (text: string) =>
      test.core.respond({
        tenantId: test.tenantId,
        channel: "slack",
        conversationId: "T1/D1",
        sender: { identifiers: [VIP] },
        isPrivate: true,
        text,
      });
    await say("Where is my order?");
    const reply = await say("No, my city is Zwergstadt!");
    expect(reply.text).toContain("Zwergstadt");
    const { contexts, rest } = await allStored(test);
    expect(rest).toContain("Zwergstadt");
    expect(contexts + rest).not.toMatch(/my city is/i);
  } finally {
    await test.close();
  }
});

it("Slack is zero-copy", () => {
  expect(TEXT_RETENTION.slack).toBe("none");
});
