import { z } from "zod";
import { crc32 } from "./crc-32.js";
import type { TextModel } from "./text-model.js";
import type { WeightMatrix } from "./weight-matrix.js";

/** The first bytes of a file of this format; the last of them is the format's number. */
const MAGIC = "RTM2";
const PREFIX_BYTES = 12;

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** What a file may say of itself. Nothing is allocated that the file has no bytes for. */
const headerSchema = z.strictObject({
  version: z.string().regex(/^([0-9a-f]{12})?$/),
  labels: z.array(z.string().max(1_000)).max(10_000).readonly(),
  rows: count.max(1_000_000),
  weighted: count,
  units: z.int().min(1).max(4_096),
  quantised: z.boolean(),
  unknownIdf: z.number(),
  temperature: z.number().positive(),
  threshold: share,
  encoder: z.strictObject({ id: z.string().max(1_000), dimensions: z.int().min(1).max(8_192) }).optional(),
  training: z.strictObject({
    dataDigest: z.string().regex(/^[0-9a-f]{64}$/),
    examples: count,
    unlabelled: count,
    seed: z.number(),
    previous: z.string().optional(),
  }),
  context: z
    .strictObject({
      kept: z.boolean(),
      measuredOn: count,
      gain: z.number(),
      standardError: z.number().min(0),
    })
    .optional(),
  compression: z
    .strictObject({
      quantised: z.boolean(),
      prunedShare: share,
      measuredOn: count,
      accuracyLoss: z.number().min(-1).max(1),
      changedShare: share,
    })
    .optional(),
});

/**
 * The model as bytes, the same in Node and in a browser: magic with the format's number, CRC-32 of what follows,
 * length of the header, header (JSON), feature ids, IDF, and the two layers, each with its scales (if its weights
 * are 8-bit integers), weights and bias. Numbers are little-endian; each array begins at a multiple of 4.
 */
export function serializeTextModel(model: TextModel): Uint8Array {
  const { rows, idf, hidden, hiddenBias, output, outputBias } = model;
  const ids = new Uint32Array(idf.length);
  for (const [id, row] of rows) ids[row] = id;
  const header: z.input<typeof headerSchema> = {
    version: model.version,
    labels: model.labels,
    rows: idf.length,
    weighted: model.weighted,
    units: hidden.width,
    quantised: hidden.scales !== undefined,
    unknownIdf: model.unknownIdf,
    temperature: model.temperature,
    threshold: model.threshold,
    encoder: model.encoder,
    training: model.training,
    context: model.context,
    compression: model.compression,
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const arrays = [ids, idf, ...arraysOf(hidden), hiddenBias, ...arraysOf(output), outputBias];
  const length = arrays.reduce((sum, array) => sum + aligned(array.byteLength), 0);
  const start = aligned(PREFIX_BYTES + headerBytes.length);
  const bytes = new Uint8Array(start + length);
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

/** @throws TypeError if the bytes are not a model of this format, or are damaged. */
export function deserializeTextModel(bytes: Uint8Array): TextModel {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic.slice(0, -1) !== MAGIC.slice(0, -1)) throw new TypeError("these bytes are not a text model");
  if (magic !== MAGIC) {
    throw new TypeError(
      `the text model is of format ${magic.at(-1)}, and not ${MAGIC.at(-1)}: train it again`,
    );
  }
  // A copy, since typed arrays must begin at a multiple of their element's size.
  const file = new Uint8Array(bytes);
  if (file.length < PREFIX_BYTES) throw damaged("it ends before its header");
  const view = new DataView(file.buffer);
  if (view.getUint32(4, true) !== crc32(file.subarray(8))) throw damaged("its checksum is another");
  const headerEnd = PREFIX_BYTES + view.getUint32(8, true);
  const { rows: height, units, quantised, ...rest } = readHeader(file.subarray(PREFIX_BYTES, headerEnd));
  const labels = rest.labels.length;
  if (rest.weighted > height) throw damaged("it has more weights than features");
  const inputs = rest.weighted + (rest.encoder?.dimensions ?? 0);

  let offset = aligned(headerEnd);
  const take = (length: number): ArrayBuffer => {
    const start = offset;
    offset += aligned(length);
    if (offset > file.length) throw damaged("it is shorter than its header says");
    return file.buffer.slice(start, start + length);
  };
  const floats = (length: number): Float32Array => {
    const array = new Float32Array(take(4 * length));
    if (!array.every(Number.isFinite)) throw damaged("it holds what is no number");
    return array;
  };
  const matrix = (lines: number, width: number): WeightMatrix => {
    const scales = quantised ? floats(lines) : undefined;
    const cells = quantised ? new Int8Array(take(lines * width)) : floats(lines * width);
    return { width, cells, scales };
  };
  const rows = new Map(Array.from(new Uint32Array(take(4 * height)), (id, row) => [id, row]));
  if (rows.size !== height) throw damaged("it has a feature twice");
  const idf = floats(height);
  const hidden = matrix(inputs, units);
  const hiddenBias = floats(units);
  const output = matrix(units, labels);
  const outputBias = floats(labels);
  if (offset !== file.length) throw damaged("it is longer than its header says");
  return { ...rest, rows, idf, hidden, hiddenBias, output, outputBias };
}

function readHeader(bytes: Uint8Array): z.output<typeof headerSchema> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw damaged("its header is no JSON");
  }
  const parsed = headerSchema.safeParse(header);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw damaged(problems.join("; "));
}

function arraysOf({ scales, cells }: WeightMatrix): readonly (Float32Array | Int8Array)[] {
  return scales === undefined ? [cells] : [scales, cells];
}

function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function damaged(how: string): TypeError {
  return new TypeError(`the text model is damaged: ${how}`);
}
