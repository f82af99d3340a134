import { randomUUID } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basic, type Headed, sendSegment } from "./test-segment-client.js";
import { SECRETS, startWiredServer, type WiredServer } from "./testing.js";

let wired: WiredServer;

beforeAll(async () => {
  wired = await startWiredServer();
});

afterAll(() => wired.stop());

const AUTHORIZED = { authorization: basic(`${SECRETS.writeKey}:`), "content-type": "application/json" };

const send = (path: string, body: unknown, headers: Headed = AUTHORIZED) =>
  sendSegment(wired.server.url, path, body, headers);

/** Names nobody has had yet. */
const somebody = () => `u-${randomUUID()}`;

describe("the write key", () => {
  const call = () => ({ userId: somebody(), name: "Home" });

  it.each([
    ["as user name of Basic authentication", { authorization: basic(`${SECRETS.writeKey}:`) }, {}, ""],
    ["without a colon", { authorization: basic(SECRETS.writeKey) }, {}, ""],
    ["with a password", { authorization: basic(`${SECRETS.writeKey}:any`) }, {}, ""],
    ["as writeKey in the body", {}, { writeKey: SECRETS.writeKey }, ""],
    [
      "in the body, with a token that is OAuth's",
      { authorization: "Bearer x" },
      { writeKey: SECRETS.writeKey },
      "",
    ],
    ["in the address, where a beacon puts it", {}, {}, `?writeKey=${SECRETS.writeKey}`],
  ])("is taken %s", async (_how, headers, fields, query) => {
    const body = JSON.stringify({ ...call(), ...fields });
    expect((await send(`/v1/page${query}`, body, headers as Headed)).status).toBe(200);
  });

  it.each([
    ["a wrong key", { authorization: basic("wrong:") }, {}, ""],
    ["no key", {}, {}, ""],
    ["a wrong key in the body", {}, { writeKey: "wrong" }, ""],
    ["a key in the body that is no text", {}, { writeKey: [SECRETS.writeKey] }, ""],
    [
      "a wrong key in the header and a right one in the body",
      { authorization: basic("wrong:") },
      { writeKey: SECRETS.writeKey },
      "",
    ],
    ["a wrong key in the address", {}, {}, "?writeKey=wrong"],
    ["a key that begins like it", { authorization: basic(`${SECRETS.writeKey.slice(0, -1)}:`) }, {}, ""],
  ])("is missed in %s", async (_how, headers, fields, query) => {
    const { status, body } = await send(
      `/v1/page${query}`,
      JSON.stringify({ ...call(), ...fields }),
      headers as Headed,
    );
    expect([status, body]).toEqual([401, { success: false, error: "the write key is missing or wrong" }]);
  });
});

describe("sizes and encodings", () => {
  const padded = (bytes: number) => {
    const call = { userId: somebody(), name: "Home", properties: { note: "" } };
    const note = "x".repeat(bytes - Buffer.byteLength(JSON.stringify(call)));
    return JSON.stringify({ ...call, properties: { note } });
  };

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("%s is inflated", async (encoding, compress) => {
    const userId = somebody();
    const bytes = compress(
      JSON.stringify({ batch: [{ type: "identify", userId, traits: { plan: "ridge" } }] }),
    );
    const headers = { ...AUTHORIZED, "content-encoding": encoding };
    expect((await send("/v1/batch", new Uint8Array(bytes), headers)).body).toMatchObject({ accepted: 1 });
    const subject = { identifier: { type: "user_id", value: userId } } as const;
    await wired.server.core.drained();
    expect(await wired.server.core.privacy.exportData(subject, "cli")).toBeDefined();
  });

  it("one call has 32 KB, before and after inflation", async () => {
    const gzipped = { ...AUTHORIZED, "content-encoding": "gzip" };
    const [fits, large] = [padded(32 * 1024 - 200), padded(32 * 1024 + 1)];
    expect((await send("/v1/page", fits)).status).toBe(200);
    expect((await send("/v1/page", large)).status).toBe(413);
    expect((await send("/v1/page", new Uint8Array(gzipSync(fits)), gzipped)).status).toBe(200);
    expect((await send("/v1/page", new Uint8Array(gzipSync(large)), gzipped)).status).toBe(413);
  });

  it("a batch has 500 KB, of which no event has more than 32", async () => {
    const event = (bytes: number) => ({ ...JSON.parse(padded(bytes)), type: "page" });
    const full = { batch: Array.from({ length: 15 }, () => event(31 * 1024)) };
    expect((await send("/v1/batch", full)).body).toMatchObject({ accepted: 15 });
    expect((await send("/v1/batch", { batch: [...full.batch, ...full.batch] })).status).toBe(413);
    const { status, body } = await send("/v1/batch", { batch: [event(1024), event(33 * 1024)] });
    expect([status, body]).toMatchObject([
      200,
      { accepted: 1, refused: [{ index: 1, reason: "it: larger than 32768 bytes" }] },
    ]);
  });

  it("refuses a bomb without inflating all of it", async () => {
    const bomb = gzipSync(Buffer.alloc(128 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(500 * 1024);
    const [before, startedMs] = [process.memoryUsage().rss, performance.now()];
    const headers = { ...AUTHORIZED, "content-encoding": "gzip" };
    expect((await send("/v1/batch", new Uint8Array(bomb), headers)).status).toBe(413);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it.each([
    ["what only says that it is gzip", "gzip", Buffer.from("{}"), 400],
    ["what is cut off", "gzip", gzipSync("x".repeat(5_000)).subarray(0, 20), 400],
    ["what is encoded twice", "gzip, gzip", gzipSync(gzipSync("{}")), 415],
    ["an encoding that nobody knows", "rot13", Buffer.from("{}"), 415],
  ])("refuses %s", async (_what, encoding, bytes, status) => {
    const headers = { ...AUTHORIZED, "content-encoding": encoding };
    expect((await send("/v1/batch", new Uint8Array(bytes), headers)).status).toBe(status);
  });

  it.each([
    ["text/plain;charset=UTF-8"],
    ["application/x-www-form-urlencoded"],
    ["application/octet-stream"],
    [""],
  ])("reads JSON that is called %j, as a beacon calls it", async (contentType) => {
    const body = Buffer.from(
      JSON.stringify({ writeKey: SECRETS.writeKey, userId: somebody(), name: "Home" }),
    );
    const headers = contentType === "" ? {} : { "content-type": contentType };
    expect((await send("/v1/page", new Uint8Array(body), headers as Headed)).status).toBe(200);
  });

  it("reads past a byte-order mark", async () => {
    expect((await send("/v1/page", `\uFEFF${JSON.stringify({ userId: somebody() })}`)).status).toBe(200);
  });
});
