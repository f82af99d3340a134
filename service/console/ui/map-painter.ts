import type { MapFile } from "../map-file.js";
import type { MapView } from "./map-view.js";

export interface MapPicture {
  readonly map: MapFile;
  readonly view: MapView;
  /** Device pixels to a CSS pixel. */
  readonly density: number;
  /** Diameter of a point in CSS pixels. */
  readonly pointSize: number;
  /** For each segment `0xBBGGRR`, or -1 if it is hidden. */
  readonly colours: Int32Array;
  /** `0xBBGGRR` */
  readonly background: number;
}

const OPAQUE = 0xff000000;

/**
 * Draws all points into a picture's pixels (`ImageData`, as little-endian words). Points whose segment is
 * uncertain are fainter. Writing pixels draws 100,000 points within a frame without a graphics card, where a
 * path for each takes several.
 */
export function paintMap(pixels: Uint32Array, width: number, height: number, picture: MapPicture): void {
  const { map, view, density, colours, background } = picture;
  pixels.fill((OPAQUE | background) >>> 0);
  const dot = dotOf(picture.pointSize * density, width);
  const { reach } = dot;
  const { x: xs, y: ys, segments, confidence } = map;
  const scale = view.scale * density;
  const left = view.left * density;
  const top = view.top * density;
  for (let at = 0; at < xs.length; at++) {
    const colour = colours[segments[at] as number] as number;
    if (colour < 0) continue;
    const px = Math.round(left + (xs[at] as number) * scale);
    const py = Math.round(top - (ys[at] as number) * scale);
    // Whoever is cut by the edge is left out: nobody misses half a point.
    if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue;
    drawDot(pixels, py * width + px, colour, 96 + ((confidence[at] as number) >> 1), dot);
  }
}

interface Dot {
  /** How far it goes from its middle, in pixels. */
  readonly reach: number;
  /** Places of its pixels, counted from the middle's. */
  readonly offsets: Int32Array;
  /** How much of a pixel it covers, in [0,256]. */
  readonly cover: Uint16Array;
}

function drawDot(
  pixels: Uint32Array,
  middle: number,
  colour: number,
  strength: number,
  { offsets, cover }: Dot,
): void {
  const redBlue = colour & 0xff00ff;
  const green = colour & 0x00ff00;
  for (let part = 0; part < offsets.length; part++) {
    const place = middle + (offsets[part] as number);
    const under = pixels[place] as number;
    const share = ((cover[part] as number) * strength) >> 8;
    const underRedBlue = under & 0xff00ff;
    const underGreen = under & 0x00ff00;
    // Two channels a multiplication: what spills over from one to the next is cut off by the mask.
    const mixedRedBlue = (underRedBlue + (Math.imul(redBlue - underRedBlue, share) >> 8)) & 0xff00ff;
    const mixedGreen = (underGreen + (Math.imul(green - underGreen, share) >> 8)) & 0x00ff00;
    pixels[place] = OPAQUE | mixedRedBlue | mixedGreen;
  }
}

/** A disc with a soft edge, in a picture of this width. */
function dotOf(diameter: number, width: number): Dot {
  const radius = diameter / 2;
  const reach = Math.ceil(radius);
  const parts: [number, number][] = [];
  for (let down = -reach; down <= reach; down++) {
    for (let across = -reach; across <= reach; across++) {
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(across, down)));
      if (cover > 0.05) parts.push([down * width + across, Math.round(cover * 256)]);
    }
  }
  return {
    reach,
    offsets: Int32Array.from(parts, ([offset]) => offset),
    cover: Uint16Array.from(parts, ([, cover]) => cover),
  };
}

/** `#rrggbb` as `0xBBGGRR`. */
export function pixelOf(colour: string): number {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return channel(1) | (channel(3) << 8) | (channel(5) << 16);
}
