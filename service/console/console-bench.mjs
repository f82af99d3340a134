/**
 * Measures the console's map in Chromium, on a server that runs:
 * `npm run bench:console -- http://127.0.0.1:3978 [--token rap_…] [--json]`. In the playground it needs no token.
 * First picture: from the navigation until all customers are drawn, with an empty cache each time. Frames: time from
 * one to the next while the wheel zooms, the pointer drags and hovers.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { findChromium } from "../find-chromium.mjs";

const LOADS = 10;
const MOVES = 240;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { token: { type: "string" }, json: { type: "boolean" } },
});
const [url] = positionals;
if (url === undefined) {
  process.stderr.write("npm run bench:console -- URL [--token TOKEN] [--json]\n");
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: findChromium() ?? "chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** A page whose map says when it was drawn for the first time. */
async function openMap() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((token) => {
    if (token !== undefined) sessionStorage.setItem("rapport.console.token", token);
    const look = () => {
      if (document.querySelector('[data-test="map"][data-painted]') === null) requestAnimationFrame(look);
      else window.firstPictureMs = performance.now();
    };
    requestAnimationFrame(look);
  }, values.token);
  await page.goto(`${url}/console#/map`);
  await page.waitForFunction(() => window.firstPictureMs !== undefined);
  return { page, firstPictureMs: await page.evaluate(() => window.firstPictureMs) };
}

/** Times between frames while something is done over and over, and how often the page was busy for 50 ms or more. */
async function frames(page, act) {
  await page.evaluate(() => {
    window.frames_ = [];
    window.busy_ = [];
    window.isWatching = true;
    let last = performance.now();
    const tick = (now) => {
      window.frames_.push(now - last);
      last = now;
      if (window.isWatching) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    window.watcher = new PerformanceObserver((list) => {
      window.busy_.push(...list.getEntries().map(({ duration }) => duration));
    });
    window.watcher.observe({ type: "longtask" });
  });
  for (let at = 0; at < MOVES; at++) await act(at);
  const { deltas, busy } = await page.evaluate(() => {
    window.isWatching = false;
    window.watcher.disconnect();
    return { deltas: window.frames_.slice(2), busy: window.busy_ };
  });
  return { ...spread(deltas), longTasks: busy.length };
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1));
  return { n: sorted.length, median: at(0.5), p99: at(0.99), max: at(1) };
}

const loads = [];
for (let at = 0; at < LOADS; at++) {
  const { page, firstPictureMs } = await openMap();
  loads.push(firstPictureMs);
  await page.context().close();
}

const { page } = await openMap();
const people = Number(await page.locator('[data-test="map"]').getAttribute("data-painted"));
const box = await page.locator('[data-test="map"]').boundingBox();
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
await page.mouse.move(x, y);
const zoom = await frames(page, (at) => page.mouse.wheel(0, at % 120 < 60 ? -60 : 60));
const hover = await frames(page, (at) =>
  page.mouse.move(x + 260 * Math.cos(at / 9), y + 200 * Math.sin(at / 7)),
);
await page.mouse.down();
const drag = await frames(page, (at) =>
  page.mouse.move(x + 120 * Math.cos(at / 9), y + 90 * Math.sin(at / 9)),
);
await page.mouse.up();
await browser.close();

const result = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, no graphics card`,
  people,
  firstPictureMs: spread(loads),
  frameMs: { zoom, hover, drag },
};
if (values.json) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  const row = (name, { n, median, p99, max, longTasks }) =>
    `${name.padEnd(14)} n ${String(n).padStart(4)}  median ${median} ms  p99 ${p99} ms  max ${max} ms${
      longTasks === undefined ? "" : `  tasks over 50 ms: ${longTasks}`
    }`;
  const rows = [
    row("first picture", result.firstPictureMs),
    ...Object.entries(result.frameMs).map(([name, times]) => row(`frame, ${name}`, times)),
  ];
  process.stdout.write(`${result.machine}; ${people} customers\n${rows.join("\n")}\n`);
}
