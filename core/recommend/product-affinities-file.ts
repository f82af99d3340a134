import { createHash } from "node:crypto";
import { z } from "zod";
import { crc32 } from "../language/crc-32.js";
import type { ProductAffinities } from "./product-affinities.js";

/** The first bytes of a file of this format; the last of them is the format's number. */
const MAGIC = "RPA1";
const PREFIX_BYTES = 12;

const count = z.int().min(0);
const ndcg = z.number().min(0).max(1).nullable();

/** What a file may say of itself. Nothing is allocated that the file has no bytes for. */
const headerSchema = z.strictObject({
  version: z.string().regex(/^([0-9a-f]{12})?$/),
  skus: z.array(z.string().max(120)).max(1_000_000).readonly(),
  segments: z.array(z.string().max(1_000)).max(10_000),
  links: count,
  training: z.strictObject({
    method: z.enum(["ease", "item-knn"]),
    customers: count,
    purchases: count,
    ndcg10: z.strictObject({ ease: ndcg, itemKnn: ndcg }),
    seed: z.int(),
  }),
});

/**
 * The affinities as bytes: magic with the format's number, CRC-32 of what follows, length of the header, header (JSON),
 * then the links' starts, products and weights, and popularity, everybody's and each segment's. Numbers are
 * little-endian; each array begins at a multiple of 4.
 */
export function serializeProductAffinities(affinities: ProductAffinities): Uint8Array {
  const { version, training, skus, links, popularity, segments } = affinities;
  const header: z.input<typeof headerSchema> = {
    version,
    skus,
    segments: [...segments.keys()],
    links: links.items.length,
    training,
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const arrays = [links.starts, links.items, links.weights, popularity, ...segments.values()];
  const start = aligned(PREFIX_BYTES + headerBytes.length);
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, start));
  bytes.set(headerBytes, PREFIX_BYTES);
  let offset = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, headerBytes.length, true);
  view.setUint32(4, crc32(bytes.subarray(8)), true);
  return bytes;
}

/** @throws TypeError if the bytes are not affinities of this format, or are damaged */
export function deserializeProductAffinities(bytes: Uint8Array): ProductAffinities {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new TypeError("these bytes are not product affinities of this version's format");
  // A copy, since typed arrays must begin at a multiple of their element's size.
  const file = new Uint8Array(bytes);
  if (file.length < PREFIX_BYTES) throw damaged("they end before their header");
  const view = new DataView(file.buffer);
  if (view.getUint32(4, true) !== crc32(file.subarray(8))) throw damaged("their checksum is another");
  const headerEnd = PREFIX_BYTES + view.getUint32(8, true);
  const header = readHeader(file.subarray(PREFIX_BYTES, headerEnd));
  const size = header.skus.length;
  let offset = aligned(headerEnd);
  const take = (length: number): ArrayBuffer => {
    const start = offset;
    offset += 4 * length;
    if (offset > file.length) throw damaged("they are shorter than their header says");
    return file.buffer.slice(start, offset);
  };
  const floats = (length: number): Float32Array => {
    const array = new Float32Array(take(length));
    if (!array.every(Number.isFinite)) throw damaged("they hold what is no number");
    return array;
  };
  const starts = new Int32Array(take(size + 1));
  const items = new Int32Array(take(header.links));
  if (!starts.every((start, at) => start >= (starts[at - 1] ?? 0)) || starts[size] !== items.length) {
    throw damaged("their links do not add up");
  }
  if (!items.every((item) => item >= 0 && item < size))
    throw damaged("they link to a product that is not there");
  const weights = floats(header.links);
  const popularity = floats(size);
  const segments = new Map(header.segments.map((segment) => [segment, floats(size)]));
  if (offset !== file.length) throw damaged("they are longer than their header says");
  const { version, training, skus } = header;
  return { version, training, skus, links: { starts, items, weights }, popularity, segments };
}

/** The affinities with their version: the first 12 hex digits of the SHA-256 of their bytes without one. */
export function withAffinityVersion(affinities: Omit<ProductAffinities, "version">): ProductAffinities {
  const bytes = serializeProductAffinities({ ...affinities, version: "" });
  return { ...affinities, version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) };
}

function readHeader(bytes: Uint8Array): z.output<typeof headerSchema> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw damaged("their header is no JSON");
  }
  const parsed = headerSchema.safeParse(header);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw damaged(problems.join("; "));
}

function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function damaged(how: string): TypeError {
  return new TypeError(`the product affinities are damaged: ${how}`);
}
