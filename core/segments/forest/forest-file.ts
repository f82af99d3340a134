import { z } from "zod";
import { RapportError } from "../../error.js";
import { crc32 } from "../../language/crc-32.js";
import { assembleForest, type CompiledForest } from "./compiled-forest.js";

/** The first bytes of a file of this format; the last of them is the format's number. */
const MAGIC = "RFF1";
const PREFIX_BYTES = 12;
/** The column of a leaf. */
const LEAF = 65_535;

/** A forest and what is said of it. */
export interface ForestModel {
  /** The first 12 hex digits of a digest of the file without it; empty before it is given. */
  readonly version: string;
  /** By column. */
  readonly featureNames: readonly string[];
  /** By class. */
  readonly classNames: readonly string[];
  /** How it was trained. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What was measured of it, such as its accuracy. */
  readonly figures: Readonly<Record<string, number>>;
  readonly forest: CompiledForest;
}

const count = z.int().min(0);
const name = z.string().max(1_000);

/** What a file may say of itself. Nothing is allocated that the file has no bytes for. */
const headerSchema = z.strictObject({
  version: z.string().regex(/^([0-9a-f]{12})?$/),
  featureNames: z.array(name).max(65_534).readonly(),
  classNames: z.array(name).min(1).max(65_535).readonly(),
  settings: z.record(name, z.union([name, z.number(), z.boolean()])).readonly(),
  figures: z.record(name, z.number()).readonly(),
  trees: count.min(1),
  nodes: count,
  leaves: count,
  /** By column. */
  thresholds: z.array(count).max(65_534),
  rankBytes: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  leafBytes: z.union([z.literal(1), z.literal(2), z.literal(8)]),
});

/**
 * The model as bytes, the same in Node and in a browser: magic with the format's number, CRC-32 of what follows,
 * length of the header, header (JSON), thresholds by column, leaves by class, nodes by tree, and by node its column,
 * by split the rank of its threshold, by leaf its class. Nodes stand in the order of their depth, so their children
 * need not be written. Numbers are little-endian; each array begins at a multiple of 8.
 * @throws RangeError if there is no name for each column and class
 */
export function serializeForest(model: ForestModel): Uint8Array {
  const { forest, ...rest } = model;
  const { columns, classes, thresholds, leaves, roots, leaf, feature, rank, leafClass } = forest;
  if (rest.featureNames.length !== columns || rest.classNames.length !== classes) {
    throw new RangeError(`a name for each of ${columns} columns and ${classes} classes`);
  }
  const lengths = thresholds.map(({ length }) => length);
  const rankBytes = bytesFor(Math.max(0, ...lengths) - 1);
  const header: z.input<typeof headerSchema> = {
    version: rest.version,
    featureNames: rest.featureNames,
    classNames: rest.classNames,
    settings: rest.settings,
    figures: rest.figures,
    trees: roots.length - 1,
    nodes: leaf.length,
    leaves: leafClass.length,
    thresholds: lengths,
    rankBytes,
    leafBytes: leaves.BYTES_PER_ELEMENT === 8 ? 8 : leaves.BYTES_PER_ELEMENT === 2 ? 2 : 1,
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const splits = rank.filter((_: number, node: number) => leaf[node] === -1);
  const arrays = [
    ...thresholds,
    leaves,
    Uint32Array.from({ length: roots.length - 1 }, (_, tree) => (roots[tree + 1] ?? 0) - (roots[tree] ?? 0)),
    feature.map((column, node) => (leaf[node] === -1 ? column : LEAF)),
    new (arrayOf(rankBytes))(splits),
    leafClass,
  ];
  const start = aligned(PREFIX_BYTES + headerBytes.length);
  const bytes = new Uint8Array(arrays.reduce((sum, array) => sum + aligned(array.byteLength), start));
  bytes.set(headerBytes, PREFIX_BYTES);
  let offset = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, headerBytes.length, true);
  view.setUint32(4, crc32(bytes.subarray(8)), true);
  return bytes;
}

/** @throws RapportError `model_unreadable` if the bytes are not a forest of this format, or are damaged */
export function deserializeForest(bytes: Uint8Array): ForestModel {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic.slice(0, -1) !== MAGIC.slice(0, -1)) throw unreadable("these bytes are not one");
  if (magic !== MAGIC) throw unreadable(`it is of format ${magic.at(-1)}, and not ${MAGIC.at(-1)}`);
  // A copy, since typed arrays must begin at a multiple of their element's size.
  const file = new Uint8Array(bytes);
  if (file.length < PREFIX_BYTES) throw unreadable("it ends before its header");
  const view = new DataView(file.buffer);
  if (view.getUint32(4, true) !== crc32(file.subarray(8))) throw unreadable("its checksum is another");
  const headerEnd = PREFIX_BYTES + view.getUint32(8, true);
  const header = readHeader(file.subarray(PREFIX_BYTES, headerEnd));
  const { trees, nodes, leaves: leafCount, thresholds: lengths, rankBytes, leafBytes, ...rest } = header;
  const columns = rest.featureNames.length;
  const classes = rest.classNames.length;
  if (lengths.length !== columns) throw unreadable("thresholds for other columns");

  let offset = aligned(headerEnd);
  const take = (length: number): ArrayBuffer => {
    const start = offset;
    offset += aligned(length);
    if (offset > file.length) throw unreadable("it is shorter than its header says");
    return file.buffer.slice(start, start + length);
  };
  const thresholds = lengths.map((length) => {
    const values = new Float64Array(take(8 * length));
    if (!values.every((value, at) => Number.isFinite(value) && (at === 0 || value > (values[at - 1] ?? 0)))) {
      throw unreadable("its thresholds don't ascend");
    }
    return values;
  });
  const leaves = new (leafArrayOf(leafBytes))(take(leafBytes * leafCount * classes));
  for (const share of leaves) if (!(share >= 0)) throw unreadable("a probability is none");
  const sizes = Array.from(new Uint32Array(take(4 * trees)));
  const split = Int32Array.from(new Uint16Array(take(2 * nodes)), (column) =>
    column === LEAF ? -1 : column,
  );
  const splits = split.reduce((sum, column) => sum + Number(column >= 0), 0);
  const ranks = new (arrayOf(rankBytes))(take(rankBytes * splits));
  const leafClass = new Uint16Array(take(2 * leafCount));
  if (leafClass.some((label) => label >= classes)) throw unreadable("a leaf of an unknown class");
  if (offset !== file.length) throw unreadable("it is longer than its header says");
  let next = 0;
  const splitRank = split.map((column) => (column < 0 ? 0 : (ranks[next++] ?? 0)));
  const parts = { columns, classes, thresholds, leafClass, leaves, sizes, split, splitRank };
  return { ...rest, forest: assembleForest(parts) };
}

function readHeader(bytes: Uint8Array): z.output<typeof headerSchema> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw unreadable("its header is no JSON");
  }
  const parsed = headerSchema.safeParse(header);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw unreadable(`its header: ${problems.join("; ")}`);
}

function bytesFor(greatest: number): 1 | 2 | 4 {
  return greatest < 2 ** 8 ? 1 : greatest < 2 ** 16 ? 2 : 4;
}

function arrayOf(bytes: 1 | 2 | 4) {
  return bytes === 1 ? Uint8Array : bytes === 2 ? Uint16Array : Int32Array;
}

function leafArrayOf(bytes: 1 | 2 | 8) {
  return bytes === 1 ? Uint8Array : bytes === 2 ? Uint16Array : Float64Array;
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function unreadable(how: string): RapportError {
  return new RapportError("model_unreadable", `forest file: ${how}`);
}
