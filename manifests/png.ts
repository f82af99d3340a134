import { inflateSync } from "node:zlib";

/** A picture, decoded. */
export interface Png {
  readonly width: number;
  readonly height: number;
  /** Whether it is "PNG-24 with transparency": 8 bits a channel, red, green, blue and alpha. */
  readonly trueColourWithAlpha: boolean;
  /** Four bytes a pixel, red, green, blue, alpha, row by row. */
  readonly pixels: Buffer;
}

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Channels by colour type (PNG specification, table 11.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function chunksOf(png: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = SIGNATURE.length; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    const before = chunks.get(name);
    chunks.set(name, before === undefined ? data : Buffer.concat([before, data]));
    at += length + 12;
  }
  return chunks;
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/** Undoes the row filters (PNG specification, section 9); undefined if there are too few bytes. */
function unfilter(data: Buffer, rowBytes: number, height: number, step: number): Buffer | undefined {
  if (data.length < (rowBytes + 1) * height) return undefined;
  const out = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = y > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const upLeft = x >= step && y > 0 ? (out[at - rowBytes - step] ?? 0) : 0;
      const added = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter] ?? 0;
      out[at] = ((data[y * (rowBytes + 1) + 1 + x] ?? 0) + added) & 0xff;
    }
  }
  return out;
}

function toRgba(raw: Buffer, colourType: number, palette: Buffer, alphas: Buffer): Buffer {
  const channels = CHANNELS[colourType] ?? 1;
  const pixels = Buffer.alloc((raw.length / channels) * 4);
  for (let i = 0; i < raw.length / channels; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = raw.subarray(i * channels, (i + 1) * channels);
    const rgba =
      colourType === 6
        ? [a, b, c, d]
        : colourType === 2
          ? [a, b, c, 255]
          : colourType === 3
            ? [...palette.subarray(a * 3, a * 3 + 3), alphas[a] ?? 255]
            : [a, a, a, colourType === 4 ? b : 255];
    pixels.set(rgba, i * 4);
  }
  return pixels;
}

/**
 * Reads a PNG of 8 bits a channel that is not interlaced, which is what the platforms ask for. Checksums are
 * not checked. Returns undefined for anything else.
 */
export function decodePng(content: Buffer): Png | undefined {
  if (!content.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  const chunks = chunksOf(content);
  const header = chunks.get("IHDR");
  const data = chunks.get("IDAT");
  if (header?.length !== 13 || data === undefined) return undefined;
  const [bitDepth, colourType = -1, , , interlaced] = header.subarray(8);
  const channels = CHANNELS[colourType];
  if (bitDepth !== 8 || channels === undefined || interlaced !== 0) return undefined;
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  try {
    const raw = unfilter(inflateSync(data), width * channels, height, channels);
    if (raw === undefined) return undefined;
    const none = Buffer.alloc(0);
    const pixels = toRgba(raw, colourType, chunks.get("PLTE") ?? none, chunks.get("tRNS") ?? none);
    return { width, height, trueColourWithAlpha: colourType === 6, pixels };
  } catch {
    return undefined;
  }
}

/** Whether some pixel lets through what is behind it. */
export function hasTransparency(png: Png): boolean {
  for (let at = 3; at < png.pixels.length; at += 4) if ((png.pixels[at] ?? 255) < 255) return true;
  return false;
}
