import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../core/index.js";
import { findChromium } from "../find-chromium.mjs";
import { type RunningServer, serve } from "../serve.js";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Of the demo company: a VIP, and somebody who has just joined. */
const VIP = "cust-0001";
const NEWCOMER = "cust-0002";
/** Who was never asked for consent. */
const UNASKED = "cust-0007";
const QUESTION = "Where is my order?";

let dataDir: string;
let server: RunningServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  const built = fileURLToPath(new URL("../../dist/playground/index.html", import.meta.url));
  expect(existsSync(built), "the playground is built: npm run build").toBe(true);
  dataDir = await mkdtemp(join(tmpdir(), "rapport-playground-"));
  const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: dataDir });
  server = await serve({ config, demo: true, playground: false });
  browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_FLAGS });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith("data:")) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  await page.goto(server.url);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const named = (name: string) => page.locator(`[data-test="${name}"]`);
const app = () => page.frameLocator('[data-test="zendesk-app"]');
const botMessages = (pane: "slack" | "teams") =>
  page.locator(`[data-test="${pane}-message"][data-from="bot"]`);

interface Answers {
  readonly slack: string;
  readonly teams: string;
  readonly zendesk: string;
}

/** The text of a message without the furniture around it. */
const squeezed = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();

/** Asks in all three panes and returns what each shows. */
async function askEverywhere(customer: string): Promise<Answers> {
  await named(`customer-${customer}`).click();
  const before = { slack: await botMessages("slack").count(), teams: await botMessages("teams").count() };
  await named("ask-all-input").fill(QUESTION);
  await named("ask-all-send").click();
  await expect.poll(() => botMessages("slack").count(), { timeout: 30_000 }).toBe(before.slack + 1);
  await expect.poll(() => botMessages("teams").count(), { timeout: 30_000 }).toBe(before.teams + 1);
  const suggestion = app().locator('[data-test="suggestion"]').first();
  await suggestion.waitFor({ timeout: 30_000 });
  return {
    slack: squeezed(await botMessages("slack").last().textContent()),
    teams: squeezed(await botMessages("teams").last().textContent()),
    zendesk: squeezed(await suggestion.textContent()),
  };
}

async function insertedText(): Promise<string> {
  await app().locator('[data-test="insert"]').first().click();
  await expect.poll(() => named("ticket-editor").inputValue(), { timeout: 10_000 }).not.toBe("");
  return squeezed(await named("ticket-editor").inputValue());
}

/** The text of the first such part of the sidebar. */
const inSidebar = async (name: string) =>
  squeezed(await app().locator(`[data-test="${name}"]`).first().textContent());

/** Writes to a bot and returns its answer. */
async function write(pane: "slack" | "teams", text: string): Promise<string> {
  const before = await botMessages(pane).count();
  await named(`${pane}-input`).fill(text);
  await named(`${pane}-input`).press("Enter");
  await expect.poll(() => botMessages(pane).count(), { timeout: 30_000 }).toBeGreaterThan(before);
  return squeezed(await botMessages(pane).last().textContent());
}

/** Presses the newest button of this name. */
async function press(pane: "slack" | "teams", name: string, exact = true): Promise<void> {
  const before = await botMessages(pane).count();
  await botMessages(pane).getByRole("button", { name, exact }).last().click();
  await expect.poll(() => botMessages(pane).count(), { timeout: 30_000 }).toBeGreaterThan(before);
}

/** For whoever wants to look: set RAPPORT_SCREENSHOTS to a folder. */
async function screenshot(name: string): Promise<void> {
  const folder = process.env.RAPPORT_SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe("the playground", () => {
  let vipText = "";

  it("gives a VIP the same decision in all three channels, and Insert puts it into the ticket", async () => {
    const answers = await askEverywhere(VIP);
    vipText = await insertedText();
    for (const answer of Object.values(answers)) expect(answer).toContain(vipText);
    expect(squeezed(await app().locator('[data-test="segment"]').first().textContent())).toContain("VIP");
  });

  it("explains itself: Why? shows what the decision rests on", async () => {
    await app().locator('[data-test="why"]').first().click();
    const receipt = squeezed(await app().locator('[data-test="receipt"]').first().textContent());
    expect(receipt).toContain("plan is summit");
    expect(receipt).toContain("purchases.plan");
  });

  it("gives a newcomer another decision, the same in all three", async () => {
    const answers = await askEverywhere(NEWCOMER);
    const text = await insertedText();
    for (const answer of Object.values(answers)) expect(answer).toContain(text);
    expect(text).not.toBe(vipText);
    expect(squeezed(await app().locator('[data-test="segment"]').first().textContent())).toContain("New");
  });

  it("stores a thumbs-down as feedback", async () => {
    const before = (await server.core.library.counts()).feedback.rated_down ?? 0;
    await app().locator('[data-test="thumb-down"]').first().click();
    await expect
      .poll(async () => (await server.core.library.counts()).feedback.rated_down, { timeout: 10_000 })
      .toBe(before + 1);
    expect((await server.core.library.counts()).feedback.accepted).toBeGreaterThan(0);
  });

  it("answers otherwise after an upgrade, and says why", async () => {
    const before = await botMessages("slack").last().textContent();
    await named("upgrade-plan").click();
    await expect
      .poll(async () => squeezed(await app().locator('[data-test="segment"]').first().textContent()), {
        timeout: 30_000,
      })
      .toContain("VIP");
    const answers = await askEverywhere(NEWCOMER);
    expect(answers.slack).not.toBe(squeezed(before));
    for (const answer of [answers.slack, answers.teams]) {
      // What we measure of a customer is for the team's eyes: the receipt in the sidebar.
      expect(answer).not.toContain("plan is summit");
    }
    await app().locator('[data-test="why"]').first().click();
    expect(await app().locator('[data-test="receipt"]').first().textContent()).toContain("plan is summit");
  });

  it("asks for consent, obeys the answer, shows, corrects and forgets, in all three panes", async () => {
    const first = await askEverywhere(UNASKED);
    for (const answer of [first.slack, first.teams]) expect(answer).not.toContain("Lena");
    await expect.poll(() => inSidebar("consent-status")).toContain("not asked");
    await app().locator('[data-test="why"]').first().click();
    expect(await inSidebar("receipt")).toContain("personalization was never asked for");
    await app().locator('[data-test="why"]').first().click();

    await press("slack", "No, thanks");
    await expect.poll(() => inSidebar("consent-status")).toContain("denied");
    expect(await inSidebar("withheld")).toContain("purchases.spend_12m");
    const declined = await askEverywhere(UNASKED);
    expect(declined.slack).not.toContain("Lena");
    expect(await inSidebar("segment")).not.toContain("VIP");
    await app().locator('[data-test="why"]').first().click();
    expect(await inSidebar("receipt")).toContain("personalization was denied");
    await screenshot("declined");

    await write("slack", "use my data");
    await expect.poll(() => inSidebar("consent-status")).toContain("granted");
    const accepted = await askEverywhere(UNASKED);
    expect(await inSidebar("segment")).toContain("VIP");
    const text = await insertedText();
    for (const answer of Object.values(accepted)) expect(answer).toContain(text);
    expect(text).toContain("Lena");
    await screenshot("accepted");

    const known = await write("slack", "what do you know about me?");
    expect(known).toContain("Lena");
    expect(known).toContain("Hamburg");
    await write("slack", "my language is German");
    expect(await write("slack", "was weißt du über mich?")).toContain("Deutsch");
    await screenshot("corrected");

    await write("slack", "vergiss mich");
    await press("slack", "Ja", false);
    await expect.poll(() => inSidebar("customer-card"), { timeout: 30_000 }).not.toContain("VIP");
    const stranger = await askEverywhere(UNASKED);
    for (const answer of Object.values(stranger)) expect(answer).not.toContain("Lena,");
    expect(await inSidebar("consent-status")).toContain("not asked");
    expect(await inSidebar("segment")).not.toContain("VIP");
    const subject = { identifier: { type: "user_id", value: UNASKED } } as const;
    expect(await server.core.privacy.exportData(subject, "cli")).toBeUndefined();
    await screenshot("forgotten");
  }, 180_000);

  it("opens without an error, a warning or a request to another host", () => {
    expect(complaints).toEqual([]);
  });
});
