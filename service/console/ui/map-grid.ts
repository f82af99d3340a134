/** Finds the nearest of many points at once, without looking at all of them. */
export interface MapGrid {
  /**
   * @param within largest distance, in the points' own unit
   * @param isShown whether a point counts
   * @returns place of the nearest point, or -1 if none is near
   */
  nearest(x: number, y: number, within: number, isShown: (at: number) => boolean): number;
}

const SIDE = 256;

/** Points sorted into 256×256 cells by counting. */
export function createMapGrid(xs: Float32Array, ys: Float32Array): MapGrid {
  const box = boxOf(xs, ys);
  const cellWidth = (box.right - box.left || 1) / SIDE;
  const cellHeight = (box.top - box.bottom || 1) / SIDE;
  const column = (x: number) => clamp(Math.floor((x - box.left) / cellWidth));
  const row = (y: number) => clamp(Math.floor((y - box.bottom) / cellHeight));

  const starts = new Uint32Array(SIDE * SIDE + 1);
  const cells = new Uint16Array(xs.length);
  for (let at = 0; at < xs.length; at++) {
    const cell = row(ys[at] as number) * SIDE + column(xs[at] as number);
    cells[at] = cell;
    starts[cell + 1] = (starts[cell + 1] as number) + 1;
  }
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  }
  const free = starts.slice();
  const order = new Uint32Array(xs.length);
  for (let at = 0; at < xs.length; at++) {
    const cell = cells[at] as number;
    const place = free[cell] as number;
    order[place] = at;
    free[cell] = place + 1;
  }

  return {
    nearest(x, y, within, isShown) {
      let found = -1;
      let best = within * within;
      const lastColumn = column(x + within);
      const lastRow = row(y + within);
      for (let up = row(y - within); up <= lastRow; up++) {
        for (let across = column(x - within); across <= lastColumn; across++) {
          const cell = up * SIDE + across;
          const end = starts[cell + 1] as number;
          for (let place = starts[cell] as number; place < end; place++) {
            const at = order[place] as number;
            const distance = ((xs[at] as number) - x) ** 2 + ((ys[at] as number) - y) ** 2;
            if (distance <= best && isShown(at)) {
              best = distance;
              found = at;
            }
          }
        }
      }
      return found;
    },
  };
}

function clamp(cell: number): number {
  return Math.min(Math.max(cell, 0), SIDE - 1);
}

/** The smallest box that holds all points. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

export function boxOf(xs: Float32Array, ys: Float32Array): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < xs.length; at++) {
    const x = xs[at] as number;
    const y = ys[at] as number;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return xs.length === 0 ? { left: 0, right: 1, bottom: 0, top: 1 } : { left, right, bottom, top };
}
