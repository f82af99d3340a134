import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { MapFile } from "../map-file.js";
import { boxOf, createMapGrid, type MapGrid } from "./map-grid.js";
import { paintMap, pixelOf } from "./map-painter.js";
import { type MapView, moved, pointSize, wholeMap, zoomed } from "./map-view.js";

interface MapCanvasProps {
  readonly map: MapFile;
  /** For each segment `#rrggbb`; `undefined` if it is hidden. */
  readonly colours: readonly (string | undefined)[];
  readonly background: string;
  /** What to say of a point under the pointer. */
  describe(at: number): string;
  onPick(at: number): void;
}

/** How near the pointer must come to a point, in CSS pixels. */
const REACH = 9;
const STEP = 60;

interface Hover {
  readonly at: number;
  readonly px: number;
  readonly py: number;
}

/** All customers as points: wheel and buttons zoom, dragging and arrows move, a click picks. */
export function MapCanvas({ map, colours, background, describe, onPick }: MapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const grid = useRef<{ readonly of: MapFile; readonly grid: MapGrid }>(undefined);
  const box = useMemo(() => boxOf(map.x, map.y), [map]);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number }>();
  const [hover, setHover] = useState<Hover>();
  const view = useRef<MapView>({ scale: 1, left: 0, top: 0 });
  const whole = useRef(view.current);
  const asked = useRef(0);
  const picture = useRef<ImageData>(undefined);
  const drag = useRef<{ x: number; y: number; far: boolean }>(undefined);

  const paint = useCallback(() => {
    asked.current = 0;
    const element = canvas.current;
    const context = element?.getContext("2d", { alpha: false });
    if (!element || !context || size === undefined) return;
    const density = devicePixelRatio;
    const width = Math.round(size.width * density);
    const height = Math.round(size.height * density);
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
    }
    if (picture.current?.width !== width || picture.current.height !== height) {
      picture.current = context.createImageData(width, height);
    }
    const image = picture.current;
    paintMap(new Uint32Array(image.data.buffer), width, height, {
      map,
      view: view.current,
      density,
      pointSize: pointSize(view.current, whole.current),
      colours: Int32Array.from(colours, (colour) => (colour === undefined ? -1 : pixelOf(colour))),
      background: pixelOf(background),
    });
    context.putImageData(image, 0, 0);
    element.dataset.painted = String(map.x.length);
  }, [map, colours, background, size]);

  const repaint = useCallback(() => {
    if (asked.current === 0) asked.current = requestAnimationFrame(paint);
  }, [paint]);

  const change = useCallback(
    (next: MapView) => {
      view.current = next;
      setHover(undefined);
      repaint();
    },
    [repaint],
  );

  // Before the first frame, so that it has the picture.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (size === undefined) return;
    whole.current = wholeMap(box, size.width, size.height);
    view.current = whole.current;
  }, [box, size]);

  useEffect(() => {
    repaint();
    return () => {
      cancelAnimationFrame(asked.current);
      asked.current = 0;
    };
  }, [repaint]);

  // React's own wheel listener may not keep the page from scrolling.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016));
      change(zoomed(view.current, whole.current, factor, event.offsetX, event.offsetY));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [change]);

  const isShown = (at: number) => colours[map.segments[at] ?? -1] !== undefined;
  function pointAt(px: number, py: number, reach = REACH): Hover | undefined {
    const { scale, left, top } = view.current;
    // Made when it is needed first: the picture comes before.
    if (grid.current?.of !== map) grid.current = { of: map, grid: createMapGrid(map.x, map.y) };
    const at = grid.current.grid.nearest((px - left) / scale, (top - py) / scale, reach / scale, isShown);
    if (at < 0) return undefined;
    return { at, px: left + (map.x[at] ?? 0) * scale, py: top - (map.y[at] ?? 0) * scale };
  }

  function onPointerMove({ nativeEvent: event, buttons }: PointerEvent) {
    const last = drag.current;
    if (last === undefined || buttons === 0) {
      const found = pointAt(event.offsetX, event.offsetY);
      setHover((before) => (before?.at === found?.at ? before : found));
      return;
    }
    const [across, down] = [event.clientX - last.x, event.clientY - last.y];
    if (!last.far && Math.hypot(across, down) < 4) return;
    drag.current = { x: event.clientX, y: event.clientY, far: true };
    change(moved(view.current, across, down));
  }
  function onPointerUp({ nativeEvent: event }: PointerEvent) {
    const wasDragged = drag.current?.far ?? true;
    drag.current = undefined;
    const found = wasDragged ? undefined : pointAt(event.offsetX, event.offsetY);
    if (found !== undefined) onPick(found.at);
  }

  const middle = { px: (size?.width ?? 0) / 2, py: (size?.height ?? 0) / 2 };
  const zoom = (factor: number) => change(zoomed(view.current, whole.current, factor, middle.px, middle.py));
  function onKeyDown(event: KeyboardEvent) {
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => change(moved(view.current, STEP, 0)),
      ArrowRight: () => change(moved(view.current, -STEP, 0)),
      ArrowUp: () => change(moved(view.current, 0, STEP)),
      ArrowDown: () => change(moved(view.current, 0, -STEP)),
      "+": () => zoom(1.5),
      "=": () => zoom(1.5),
      "-": () => zoom(1 / 1.5),
      "0": () => change(whole.current),
      Enter: () => hover !== undefined && onPick(hover.at),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
    // Without a mouse the middle is what is pointed at.
    if (event.key !== "Enter") setHover(pointAt(middle.px, middle.py, middle.px));
  }

  return (
    <div className="map-frame" ref={frame}>
      <canvas
        ref={canvas}
        data-test="map"
        tabIndex={0}
        role="img"
        aria-label="Map of all customers. Arrow keys move it, plus and minus zoom, 0 shows all of it, Enter opens the customer in the middle."
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, far: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setHover(undefined)}
        onKeyDown={onKeyDown}
      />
      {hover !== undefined && (
        <>
          <span className="map-ring" style={{ left: hover.px, top: hover.py }} />
          <span
            className="map-tip"
            data-test="map-tip"
            data-side={hover.px > (size?.width ?? 0) * 0.6 ? "left" : "right"}
            style={{ left: hover.px, top: hover.py }}
          >
            {describe(hover.at)}
          </span>
        </>
      )}
      <span className="visually-hidden" aria-live="polite">
        {hover !== undefined && describe(hover.at)}
      </span>
      <div className="map-buttons">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(1.5)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(1 / 1.5)}>
          −
        </button>
        <button type="button" onClick={() => change(whole.current)}>
          All
        </button>
      </div>
    </div>
  );
}
