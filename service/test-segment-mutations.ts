/** For tests: what can go wrong with a body on its way, by chance, seeded. */
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import type { SeededRandom } from "./demo/seeded-random.js";

type Json = unknown;

const deep = (levels: number) => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`) as Json;

/** Values that were somebody's bug once. */
const HOSTILE: readonly (() => Json)[] = [
  ...[null, true, "", 0, -1, -0, 1e308, 2 ** 53, 2 ** 53 + 2, 0.1, [], {}, [[]], [null], " "].map(
    (value) => () => value,
  ),
  () => "x".repeat(3_000),
  () => "\u0000\u0001\u001f",
  () => "\ud800",
  () => "🏕".repeat(100),
  () => "__proto__",
  () => "constructor",
  () => JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}') as Json,
  () => ({ toString: 1, valueOf: null, toJSON: "x", length: -1 }),
  () => "9999-12-31T23:59:59.999Z",
  () => "0000-00-00T00:00:00Z",
  () => "+275760-09-13T00:00:00.001Z",
  () => -8.64e15,
  () => deep(40),
  () => deep(3_000),
  () => Array.from({ length: 500 }, () => ({})),
  () => "'; DROP TABLE inbox; --",
  () => "../../etc/passwd",
  () => ({ $gt: "" }),
];

const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "a.b", "type", "then", "\u0000"];

/** A copy in which between one and four places are something else. */
export function mutated(random: SeededRandom, body: Json): Json {
  let copy = structuredClone(body);
  for (let n = random.int(1, 4); n > 0; n--) copy = changed(random, copy);
  return copy;
}

function changed(random: SeededRandom, node: Json): Json {
  if (typeof node !== "object" || node === null || random.chance(0.06)) return random.pick(HOSTILE)();
  const keys = Object.keys(node);
  if (keys.length === 0) return random.pick(HOSTILE)();
  const key = random.pick(keys);
  const kind = random.int(0, 9);
  if (Array.isArray(node)) {
    const at = Number(key);
    if (kind === 0) return node.toSpliced(at, 1);
    if (kind === 1) return [...node, ...node];
    return node.with(at, changed(random, node[at]));
  }
  const entries = Object.entries(node);
  if (kind === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  // `Object.fromEntries` makes an entry of "__proto__", as `JSON.parse` does.
  const value = (node as Readonly<Record<string, Json>>)[key];
  if (kind === 1) return Object.fromEntries([...entries, [random.pick(NAMES), value]]);
  return Object.fromEntries(entries.map(([name, own]) => [name, name === key ? changed(random, own) : own]));
}

/** A body as bytes, now and then damaged, and how it says that it is encoded. */
export interface EncodedBody {
  readonly bytes: Buffer;
  readonly encoding?: string;
}

const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Compressed one time in three; damaged one time in eight. */
export function encoded(random: SeededRandom, body: Json): EncodedBody {
  const text = Buffer.from(JSON.stringify(body) ?? "");
  const whole = random.chance(0.12) ? damaged(random, text) : text;
  if (random.chance(0.67)) return { bytes: whole };
  const [encoding, compress] = random.pick([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", (bytes: Buffer) => brotliCompressSync(bytes, QUICKLY)],
    ["gzip", (bytes: Buffer) => bytes],
    ["zstd", (bytes: Buffer) => bytes],
  ] as const);
  const bytes = compress(whole);
  return { bytes: random.chance(0.1) ? damaged(random, bytes) : bytes, encoding };
}

function damaged(random: SeededRandom, bytes: Buffer): Buffer {
  if (bytes.length < 2) return bytes;
  const at = random.int(0, bytes.length - 1);
  switch (random.int(0, 3)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random.int(0, 255)]), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes, bytes]);
    default: {
      const copy = Buffer.from(bytes);
      copy[at] = random.int(0, 255);
      return copy;
    }
  }
}
