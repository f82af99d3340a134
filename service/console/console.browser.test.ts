import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axeCore from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../find-chromium.mjs";
import { openTestConsole, type TestConsole } from "./test-console.js";
import { KNOWN } from "./test-customers.js";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PEOPLE = 100_000;
const TABS = ["overview", "map", "changes", "rules", "customer", "replies", "proposals", "fairness"] as const;

let world: TestConsole;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

/** A page that reports errors, warnings and requests to other hosts. */
async function openPage(colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
  opened.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  opened.on("pageerror", (error) => complaints.push(error.message));
  opened.on("request", (request) => {
    if (!request.url().startsWith("http://127.0.0.1:") && !request.url().startsWith("data:")) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  return opened;
}

beforeAll(async () => {
  const built = fileURLToPath(new URL("../../dist/console/index.html", import.meta.url));
  expect(existsSync(built), "the console is built: npm run build").toBe(true);
  world = await openTestConsole({ people: PEOPLE, demoToken: "made-up-at-start" });
  browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_FLAGS });
  page = await openPage();
  await page.goto(`${world.url}/console`);
}, 180_000);

afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const named = (name: string, on: Page = page) => on.locator(`[data-test="${name}"]`);
const text = async (name: string) => (await named(name).textContent()) ?? "";

/** How many pixels of the map are not as white as its ground; in the page. */
const DRAWN_PIXELS = `(() => {
  const canvas = document.querySelector('[data-test="map"]');
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, red, at) => sum + (at % 4 === 0 && (red !== 255 || data[at + 1] !== 255)), 0);
})()`;

/** Goes to a tab and waits until what it shows is there. */
async function visit(tab: (typeof TABS)[number], on: Page = page): Promise<void> {
  await named(`tab-${tab}`, on).click();
  await named(`panel-${tab}`, on).waitFor();
  if (tab === "map") await on.locator(`[data-test="map"][data-painted="${PEOPLE}"]`).waitFor();
  if (tab === "changes" || tab === "replies" || tab === "fairness")
    await on.locator(".chart-card canvas").first().waitFor();
  if (tab === "rules") await on.locator(".rule-counts").waitFor();
}

/** For whoever wants to look: set RAPPORT_SCREENSHOTS to a folder. */
async function screenshot(on: Page, name: string): Promise<void> {
  const folder = process.env.RAPPORT_SCREENSHOTS;
  if (folder !== undefined) await on.screenshot({ path: join(folder, `${name}.png`) });
}

describe("the console", () => {
  it("signs in by itself in the playground, and shows the segments", async () => {
    await named("segments").waitFor();
    expect(await text("built")).toContain("100,000 customers in 7 segments");
    expect(await text("segment-vip")).toContain("spend a lot");
  });

  it("goes from tab to tab by arrow keys, and the address follows", async () => {
    await named("tab-overview").focus();
    for (const tab of [...TABS.slice(1), TABS[0]]) {
      await page.keyboard.press("ArrowRight");
      await named(`panel-${tab}`).waitFor();
      expect(await page.evaluate("document.activeElement.id")).toBe(`tab-${tab}`);
      expect(await page.evaluate("location.hash")).toBe(`#/${tab}`);
    }
    await page.keyboard.press("End");
    await named("panel-fairness").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.dataset.test")).toBe("as-table");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "By country" }).waitFor();
  });

  it("renames a segment with keys alone", async () => {
    await visit("overview");
    await page.getByRole("button", { name: "Rename Weekend hikers" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Walkers");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Rename Walkers" }).waitFor();
    await visit("fairness");
    await page.getByRole("button", { name: "Show as table: By language" }).click();
    await page.getByRole("columnheader", { name: "Walkers" }).waitFor();
  });

  it("shows who stands where on the map, by pointer and by keys, and leads to them", async () => {
    await visit("map");
    const box = await named("map").boundingBox();
    if (box === null) throw new Error("the map has no size");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -900);
    await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2);
    await expect.poll(() => text("map-tip")).toMatch(/, \d+ % sure/);
    await named("map").focus();
    await page.keyboard.press("0");
    for (let times = 0; times < 8; times++) await page.keyboard.press("+");
    // In the middle stands the one who is known.
    await expect.poll(() => text("map-tip")).toBe("VIP, 100 % sure");
    await screenshot(page, "map-near");
    await page.keyboard.press("Enter");
    await named("customer").waitFor();
    expect(await page.evaluate("location.hash")).toBe(`#/customer/${world.knownProfileId}`);
    expect(await text("customer")).toContain("plan is summit");
  });

  it("hides a segment's points", async () => {
    await visit("map");
    const colours = () => page.evaluate<number>(DRAWN_PIXELS);
    const all = await colours();
    expect(all).toBeGreaterThan(10_000);
    await page.getByRole("checkbox", { name: "Bargain hunters" }).uncheck();
    await expect.poll(colours).toBeLessThan(all * 0.95);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(colours).toBe(all);
  });

  it("marks what is wrong with rules, counts what they would do, and saves them", async () => {
    await visit("rules");
    const good = await named("rules").inputValue();
    await named("rules").fill(good.replace("bad_ratings_90d >= 1", "bad_ratings_90d >="));
    await named("problems").waitFor();
    expect(await text("problems")).toMatch(/Line \d+, column \d+: /);
    expect(await page.locator(".editor-line mark").count()).toBe(1);
    expect(await named("save-rules").isDisabled()).toBe(true);
    await screenshot(page, "rules-problem");
    const better = `${good}  asleep: days_since_order >= 180\n`;
    await named("rules").fill(better);
    await page.locator(".rule-counts").getByText("Asleep").waitFor();
    expect(await text("warnings")).toContain('takes the one person whom "New" describes');
    await named("save-rules").click();
    await expect.poll(() => text("rules-message")).toContain("Saved");
    expect(await world.segments.rules()).toBe(better);
  });

  it("finds a customer by an identifier, which the address does not hold, and takes a move back", async () => {
    await visit("customer");
    await named("whom").fill(`${KNOWN.type}:${KNOWN.value}`);
    await named("whom").press("Enter");
    await named("shifts").waitFor();
    const hash = `#/customer/${world.knownProfileId}`;
    await expect.poll(() => page.evaluate("location.hash")).toBe(hash);
    expect(await named("pin").count()).toBe(0);
    await page.getByRole("button", { name: "Take back: Try and return to VIP" }).click();
    await named("pin").waitFor();
    expect(await text("customer")).toContain("taken back");
    await named("whom").fill("nobody");
    await named("whom").press("Enter");
    await expect.poll(() => text("customer-error")).toContain("nobody is recorded");
    await expect.poll(() => page.evaluate("location.hash")).toBe("#/customer");
    // The browser itself notes every 404.
    complaints.length = 0;
  });
});

describe("the tab of replies", () => {
  const shown = () => text("findings-shown");

  it("lists what is to be looked at, by severity and rule", async () => {
    await visit("replies");
    const all = Number((await shown()).split(" ")[0]);
    expect(await text("findings")).toContain("{{ customer.nickname }}, which no customer has");
    expect(await text("findings")).toContain("7 tickets were answered with warranty");
    await page.getByRole("checkbox", { name: /^2 errors$/ }).uncheck();
    await expect.poll(shown).toBe(`${all - 2} of ${all} shown.`);
    expect(await text("findings")).not.toContain("warranty");
    await named("rule-filter").selectOption("duplicate-text");
    await expect.poll(shown).toBe(`1 of ${all} shown.`);
    expect(await text("findings")).toContain("refund_again");
  });

  it("leads from a finding to its reply by keys alone, and finds replies by title", async () => {
    await named("findings").getByRole("link", { name: "refund_again" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => text("replies-found")).toBe("1 of 43 replies");
    expect(await page.evaluate("location.hash")).toBe("#/replies/refund_again");
    await expect.poll(() => page.evaluate("document.activeElement.dataset.test")).toBe("find-reply");
    await named("find-reply").fill("number 4");
    await expect.poll(() => text("replies-found")).toBe("1 of 43 replies");
    expect(await text("replies")).toContain("50 % , between 31 % to 69 %");
    await named("find-reply").fill("");
    await expect.poll(() => text("replies-found")).toBe("43 of 43 replies");
    await screenshot(page, "replies-table");
  });

  it("draws use against resolution, and has the numbers as a table", async () => {
    await page.getByRole("button", { name: "Show as table: Use and resolution" }).click();
    const table = page.getByRole("table", { name: "Use and resolution" });
    await table.waitFor();
    // 6 tickets and 441 mod 90 more; number 9 has as many.
    expect(await table.locator("tbody tr").first().textContent()).toMatch(/^Reply number 21/);
  });

  it("draws the experiment and what exploring costs, with a verdict in words and the numbers as a table", async () => {
    expect(await text("verdict")).toMatch(/^Undecided: .+ the impersonal way has had 150/);
    expect(await text("exploration-reading")).toContain("tried out in 30 of 300 turns");
    await page.getByRole("button", { name: "Show as table: Experiment personal-or-not" }).click();
    const table = page.getByRole("table", { name: "Experiment personal-or-not" });
    expect(await table.locator("tbody tr").nth(1).textContent()).toMatch(/^personal1506946 %38 % to 54 %/);
  });

  it("settles exploration, and ends and starts an experiment, by keys alone", async () => {
    const message = () => text("trials-message");
    await named("exploration").fill("60");
    await page.keyboard.press("Enter");
    // The browser itself says why.
    expect(await page.evaluate("document.activeElement.validity.rangeOverflow")).toBe(true);
    await named("exploration").fill("2.5");
    await page.keyboard.press("Enter");
    await expect.poll(message).toBe("Explored in 2.5 % of the turns from now on.");
    await named("end-experiment").focus();
    await page.keyboard.press("Enter");
    await named("start-experiment").waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("experiment-title");
    await named("experiment-name").fill("personal-or-not");
    await page.keyboard.press("Enter");
    await expect.poll(message).toContain("choose another name");
    // The browser itself notes every 400.
    complaints.length = 0;
    await named("experiment-name").fill("second-try");
    await page.keyboard.press("Enter");
    await named("running-experiment").waitFor();
    await expect.poll(() => text("verdict")).toContain("nobody was served");
    await named("exploration").scrollIntoViewIfNeeded();
    await screenshot(page, "trials-started");
  });
});

describe.each(["light", "dark"] as const)("in %s colours", (colours) => {
  let other: Page;
  beforeAll(async () => {
    other = await openPage(colours);
    await other.goto(`${world.url}/console#/customer/${world.knownProfileId}`);
    await named("shifts", other).waitFor();
  });
  afterAll(() => other.close());

  it.each(TABS)("axe finds nothing on the tab %s", async (tab) => {
    await visit(tab, other);
    if (tab === "customer") {
      await named("whom", other).fill(world.knownProfileId);
      await named("whom", other).press("Enter");
      await named("shifts", other).waitFor();
    }
    await screenshot(other, `${tab}-${colours}`);
    expect(await violations(other)).toEqual([]);
  });

  it("axe finds nothing in tables, nor in problems of rules", async () => {
    for (const tab of ["map", "changes", "replies", "fairness"] as const) {
      await visit(tab, other);
      const toggles = other.getByRole("button", { name: /^Show as table/ });
      while ((await toggles.count()) > 0) await toggles.first().press("Enter");
      expect(await violations(other), tab).toEqual([]);
    }
    await visit("rules", other);
    await named("rules", other).fill("segments: [");
    await named("problems", other).waitFor();
    expect(await violations(other)).toEqual([]);
  });

  it("the other colours are one press away", async () => {
    await named("colours", other).click();
    const expected = colours === "light" ? "dark" : "light";
    expect(await other.evaluate("document.documentElement.dataset.colours")).toBe(expected);
    await named("colours", other).click();
  });
});

describe("with nothing to show", () => {
  let empty: TestConsole;
  let other: Page;
  beforeAll(async () => {
    empty = await openTestConsole({ people: 0 });
    other = await openPage();
    await other.goto(`${empty.url}/console`);
  });
  afterAll(async () => {
    await other.close();
    await empty.close();
  });

  it("asks for a token, and says when it is wrong", async () => {
    await other.getByLabel("Token").fill("rap_wrong");
    await other.keyboard.press("Enter");
    await other.getByText("This token is wrong or was revoked.").waitFor();
    await screenshot(other, "sign-in");
    expect(await violations(other)).toEqual([]);
    await other.getByLabel("Token").fill(empty.token);
    await other.keyboard.press("Enter");
    await named("panel-overview", other).waitFor();
    complaints.length = 0;
  });

  it("says that there is no build yet, on each tab that shows one", async () => {
    for (const tab of ["overview", "map", "changes", "fairness"]) {
      await named(`tab-${tab}`, other).click();
      await named(`panel-${tab}`, other).getByRole("heading", { name: "There is no build yet" }).waitFor();
    }
    await screenshot(other, "empty");
    expect(await violations(other)).toEqual([]);
  });

  it("says how to bring replies in", async () => {
    await named("tab-replies", other).click();
    await other.getByRole("heading", { name: "There are no replies yet" }).waitFor();
    expect(await violations(other)).toEqual([]);
  });
});

describe("with customers of its own", () => {
  let shop: TestConsole;
  let other: Page;
  beforeAll(async () => {
    shop = await openTestConsole({ people: 0, buyers: 120, demoToken: "made-up-at-start" });
    other = await openPage();
    await other.goto(`${shop.url}/console`);
  });
  afterAll(async () => {
    await other.close();
    await shop.close();
  });

  it("builds, tells how it goes, and shows what was found", async () => {
    for (const builds of [1, 2]) {
      await named("tab-overview", other).click();
      await named("build", other).click();
      await other.getByRole("progressbar").waitFor();
      const outcome = () => named("build-outcome", other).textContent();
      await expect.poll(outcome, { timeout: 30_000 }).toContain("segments of 120 customers");
      await named("segments", other).waitFor();
      await named("tab-changes", other).click();
      await other.getByRole("button", { name: /^Show as table: Sizes/ }).click();
      // A column for each build, and one for the names.
      await expect.poll(() => other.getByRole("columnheader").count()).toBe(builds + 1);
    }
    await named("tab-overview", other).click();
    await named("segments", other).waitFor();
    await screenshot(other, "built");
    expect(await violations(other)).toEqual([]);
  });
});

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe-core finds. Its source is run by the debugger, which the page's policy does not bind. */
async function violations(on: Page): Promise<readonly string[]> {
  await on.evaluate(axeCore.source);
  const found = await on.evaluate<AxeResults>("axe.run()");
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
