import type { Box } from "./map-grid.js";

/** Which part of the map is on the screen: `px = left + x · scale`, `py = top − y · scale`, in CSS pixels. */
export interface MapView {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

const MARGIN = 24;
/** So many times closer than the whole map. */
const CLOSEST = 200;

/** The whole map, in the middle. */
export function wholeMap(box: Box, width: number, height: number): MapView {
  const scale = Math.min(
    (width - 2 * MARGIN) / (box.right - box.left || 1),
    (height - 2 * MARGIN) / (box.top - box.bottom || 1),
  );
  return {
    scale,
    left: width / 2 - ((box.left + box.right) / 2) * scale,
    top: height / 2 + ((box.top + box.bottom) / 2) * scale,
  };
}

/** Closer (factor above 1) or farther, around a point that stays where it is. */
export function zoomed(view: MapView, whole: MapView, factor: number, px: number, py: number): MapView {
  const scale = Math.min(Math.max(view.scale * factor, whole.scale / 2), whole.scale * CLOSEST);
  const change = scale / view.scale;
  return { scale, left: px - (px - view.left) * change, top: py - (py - view.top) * change };
}

export function moved(view: MapView, across: number, down: number): MapView {
  return { ...view, left: view.left + across, top: view.top + down };
}

/** Diameter of a point in CSS pixels: it grows as the map comes closer, and the crowd thins out. */
export function pointSize(view: MapView, whole: MapView): number {
  return Math.min(9, 2 * (view.scale / whole.scale) ** 0.4);
}
