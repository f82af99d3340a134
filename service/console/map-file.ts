/** Who is where on the map, without a name: one place each in all lists. */
export interface MapFile {
  /** Empty: there is no build yet, or who was where in it is not kept any more. */
  readonly runId: string;
  /** Keys of the segments, in the order that `segments` counts them by. */
  readonly keys: readonly string[];
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly segments: Uint8Array;
  /** In steps of 1/255. */
  readonly confidence: Uint8Array;
}

interface Header {
  readonly runId: string;
  readonly keys: readonly string[];
  readonly people: number;
}

/**
 * As one body: the length of the header (uint32), the header as JSON, padded to a multiple of four bytes, `x` and
 * `y` (float32), `segments` and `confidence` (uint8). Numbers are little-endian, as on all machines that we and
 * browsers run on.
 */
export function writeMap({ runId, keys, x, y, segments, confidence }: MapFile): Uint8Array {
  const people = x.length;
  const json = JSON.stringify({ runId, keys, people } satisfies Header);
  const bare = new TextEncoder().encode(json);
  const header = new Uint8Array(Math.ceil(bare.length / 4) * 4).fill(0x20);
  header.set(bare);
  const file = new Uint8Array(4 + header.length + people * 10);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, 4);
  let at = 4 + header.length;
  for (const list of [x, y, segments, confidence]) {
    file.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at);
    at += list.byteLength;
  }
  return file;
}

/** @throws Error if the body is none that `writeMap` wrote */
export function readMap(body: ArrayBuffer): MapFile {
  const length = new DataView(body).getUint32(0, true);
  const start = 4 + length;
  const { runId, keys, people } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(body, 4, length)),
  ) as Header;
  if (body.byteLength !== start + people * 10)
    throw new Error("the map's body has another length than it says");
  return {
    runId,
    keys,
    x: new Float32Array(body, start, people),
    y: new Float32Array(body, start + people * 4, people),
    segments: new Uint8Array(body, start + people * 8, people),
    confidence: new Uint8Array(body, start + people * 9, people),
  };
}
