import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../core/index.js";
import { seededRandom } from "./demo/seeded-random.js";
import { type RunningServer, serve } from "./serve.js";
import { encoded, mutated } from "./test-segment-mutations.js";
import { sdkPayload } from "./test-segment-payloads.js";

const WRITE_KEY = "write-key-of-the-fuzzing";
const BASIC = `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}`;
/** An answer that takes longer counts as none. */
const MAX_MS = 2_000;
const ANSWERS = new Set([200, 204, 400, 401, 404, 413, 415, 429]);

/** How many mutated payloads, and after how many the memory is looked at for the first time. */
const PAYLOADS = 10_000;
const WARM_UP = 3_000;
/** By so much the heap may have grown from the one look to the next. What a request leaked 7,000 times is more. */
const MAX_GROWTH_MB = 24;

/** Where Linux keeps files in memory. Each acknowledgement waits for the disk, and the disk is not what is tried here. */
const MEMORY = "/dev/shm";

let dataDir: string;
let server: RunningServer;
let paths: readonly string[];
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  dataDir = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "rapport-fuzz-"));
  const env = { PORT: "0", RAPPORT_DATA_DIR: dataDir, RAPPORT_WRITE_KEY: WRITE_KEY, LOG_LEVEL: "error" };
  server = await serve({ config: readConfig(env), demo: false, playground: false });
  paths = server.routes.map(({ path }) => path).filter((path) => /^\/(v1|beacon|sourceConfig)/.test(path));
});

afterAll(async () => {
  agent.destroy();
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Fuzzed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** On a connection that is kept. Fails if there is no whole answer in time. */
async function ask({ method, path, headers, body }: Fuzzed): Promise<Answer> {
  const startedMs = performance.now();
  const url = new URL(server.url);
  const options = { agent, method, host: url.hostname, port: url.port, path, timeout: MAX_MS };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(
      { ...options, headers: { ...headers, "content-length": body.length } },
      resolve,
    );
    request.on("timeout", () => request.destroy(new Error(`no answer in ${MAX_MS} ms: ${method} ${path}`)));
    request.on("error", reject);
    request.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode ?? 0, text, ms: performance.now() - startedMs };
}

/** What holds of every answer, to whatever question. */
function expectSound({ status, text, ms }: Answer, what: () => string): void {
  if (!ANSWERS.has(status) || ms > MAX_MS) throw new Error(`${status} after ${Math.round(ms)} ms: ${what()}`);
  if (text !== "") JSON.parse(text);
  expect(text).not.toMatch(/ at .*\.(js|ts):\d+|node_modules/);
}

async function expectAlive(): Promise<void> {
  await server.core.drained();
  expect((await server.core.library.counts()).events).toMatchObject({ pending: 0, dead: 0 });
  const url = new URL("/readyz", server.url);
  expect((await fetch(url)).status).toBe(200);
}

/** Used memory in MB, after what can be collected is. */
function heapMb(): number {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

describe("anything at all", () => {
  const headerValue = fc.string({ unit: fc.constantFrom(..."abcXYZ019 ,;=/+-_*\"'()<>@:%~"), maxLength: 60 });
  const authorization = fc.oneof(
    { weight: 6, arbitrary: fc.constant(BASIC) },
    fc.constantFrom("", "Basic", "Basic ", "Basic ====", "Bearer x", `basic  ${BASIC.slice(6)}`, "Negotiate"),
    headerValue,
  );
  const encodings = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.constantFrom("gzip", "GZIP", "deflate", "br", "identity", "gzip, gzip", "zstd", "compress", ""),
    headerValue,
  );
  const event = fc.record(
    {
      type: fc.oneof(fc.constantFrom("identify", "track", "page", "screen", "group", "alias"), fc.anything()),
      userId: fc.oneof(fc.string(), fc.double(), fc.anything()),
      anonymousId: fc.oneof(fc.uuid(), fc.anything()),
      event: fc.oneof(fc.constantFrom("Order Completed", "Product Added"), fc.string()),
      timestamp: fc.oneof(fc.date({ noInvalidDate: true }), fc.double(), fc.string()),
      sentAt: fc.oneof(fc.date({ noInvalidDate: true }), fc.anything()),
      context: fc.oneof(
        fc.record({
          traits: fc.anything(),
          consent: fc.anything(),
          externalIds: fc.array(fc.anything()),
          device: fc.anything(),
        }),
        fc.anything(),
      ),
      integrations: fc.anything(),
      traits: fc.anything(),
      properties: fc.anything(),
      previousId: fc.anything(),
      groupId: fc.anything(),
      messageId: fc.anything(),
    },
    { requiredKeys: [] },
  );
  const json = fc
    .oneof(
      event,
      fc.record({
        batch: fc.oneof(fc.array(event, { maxLength: 6 }), fc.anything()),
        context: fc.anything(),
      }),
      fc.anything(),
    )
    .map((value) => Buffer.from(textOf(value)));
  const body = fc.oneof(
    { weight: 4, arbitrary: json },
    fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom("", "{", "null", '{"batch":[]}', "[".repeat(20_000), `"${"x".repeat(40_000)}"`)
      .map(Buffer.from),
  );

  it("is answered soundly by every route", async () => {
    const method = fc.oneof(
      { weight: 8, arbitrary: fc.constant("POST") },
      fc.constantFrom("GET", "OPTIONS", "HEAD", "PUT"),
    );
    const request = fc.record({
      method,
      path: fc.tuple(
        fc.constantFrom(...paths, "/v1", "/v1/", "/v1/nothing", "/v1/projects//settings"),
        fc.constantFrom("", "", "", "/", "?writeKey=x", "?%zz", "?a=b&a=c"),
      ),
      authorization,
      encoding: encodings,
      type: fc.oneof(
        fc.constantFrom("application/json", "text/plain", "", "multipart/form-data"),
        headerValue,
      ),
      origin: fc.constantFrom(undefined, "https://shop.example", "null"),
      body,
      isCompressed: fc.boolean(),
    });
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
        const asked = requests.map(async ({ method: verb, path, encoding, type, origin, ...given }) => {
          const headers = {
            authorization: given.authorization.trim(),
            "content-type": type.trim(),
            ...(encoding === undefined ? {} : { "content-encoding": encoding.trim() }),
            ...(origin === undefined ? {} : { origin }),
          };
          const bytes = given.isCompressed && encoding === "gzip" ? gzipSync(given.body) : given.body;
          const answer = await ask({ method: verb, path: path.join(""), headers, body: bytes });
          expectSound(answer, () => `${verb} ${path.join("")} ${bytes.toString("latin1").slice(0, 300)}`);
        });
        await Promise.all(asked);
        sent += requests.length;
      }),
      { numRuns: 250, seed: 20_261_123 },
    );
    await expectAlive();
    expect(sent).toBeGreaterThan(1_000);
  });
});

describe("what real SDKs send, mutated", () => {
  it(`${PAYLOADS} times is answered soundly, and nothing is left behind`, async () => {
    const random = seededRandom(7, "segment-fuzz");
    const statuses = new Map<number, number>();
    let slowestMs = 0;

    async function sendOne(): Promise<void> {
      const { sdk, path, body } = sdkPayload(random, Date.now(), WRITE_KEY);
      const { bytes, encoding } = encoded(random, random.chance(0.9) ? mutated(random, body) : body);
      const headers = {
        ...(random.chance(0.95) ? { authorization: BASIC } : {}),
        "content-type": random.pick(["application/json", "text/plain;charset=UTF-8"]),
        ...(encoding === undefined ? {} : { "content-encoding": encoding }),
      };
      const answer = await ask({ method: "POST", path, headers, body: bytes });
      expectSound(answer, () => `${sdk} ${path} ${bytes.toString("latin1").slice(0, 2_000)}`);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      slowestMs = Math.max(slowestMs, answer.ms);
    }

    async function sendMany(count: number): Promise<void> {
      let left = count;
      const worker = async () => {
        while (left-- > 0) await sendOne();
      };
      await Promise.all(Array.from({ length: 16 }, worker));
      await expectAlive();
    }

    await sendMany(WARM_UP);
    const before = heapMb();
    await sendMany(PAYLOADS - WARM_UP);
    const after = heapMb();
    console.log(
      `${PAYLOADS} payloads: ${JSON.stringify(Object.fromEntries(statuses))}, slowest ${Math.round(slowestMs)} ms, ` +
        `heap ${before.toFixed(1)} MB after ${WARM_UP}, ${after.toFixed(1)} MB at the end`,
    );
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(PAYLOADS);
    // Both kinds were met often: neither was everything refused at the door, nor everything let in.
    expect(statuses.get(200)).toBeGreaterThan(PAYLOADS / 4);
    expect(statuses.get(400)).toBeGreaterThan(PAYLOADS / 50);
    expect(after - before).toBeLessThan(MAX_GROWTH_MB);
  }, 180_000);
});

/** What `fc.anything` makes may hold what JSON can't. */
function textOf(value: unknown): string {
  const seen = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint" || typeof inner === "symbol" ? String(inner) : inner,
  );
  return seen ?? "";
}
