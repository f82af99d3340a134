import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { openTestPlaygroundPage, squeezed, type TestPlaygroundPage } from "../test-playground-page.js";

/** Somebody who has just joined: Tom Ashdown. */
const CUSTOMER = "cust-0002";
/** What newcomers and VIPs are told different things about. */
const QUESTION = "I cannot sign in, I forgot my password";
/** How soon an agent sees that a customer moved. */
const LIVE_MS = 2_000;

const decisionSchema = z.object({
  channel: z.string(),
  receipt: z.object({ segment: z.object({ key: z.string() }) }),
});

let test: TestPlaygroundPage;
let page: Page;

beforeAll(async () => {
  test = await openTestPlaygroundPage(900);
  page = test.page;
}, 180_000);

afterAll(() => test?.close());

const named = (name: string) => page.locator(`[data-test="${name}"]`);
const inApp = (name: string) =>
  page.frameLocator('[data-test="zendesk-app"]').locator(`[data-test="${name}"]`);
const botMessages = () => page.locator('[data-test="slack-message"][data-from="bot"]');
const inSidebar = async (name: string) => squeezed(await inApp(name).first().textContent());

/** Asks the bot in Slack, and returns what it says. */
async function ask(): Promise<string> {
  const before = await botMessages().count();
  await named("slack-input").fill(QUESTION);
  await named("slack-input").press("Enter");
  await expect.poll(() => botMessages().count(), { timeout: 30_000 }).toBe(before + 1);
  // Without the time of day beside it.
  return squeezed(await botMessages().last().textContent()).replace(/^RapportAPP\d\d:\d\d/, "");
}

/** What the receipt of the newest reply in Slack says. */
async function receiptOfReply() {
  const subject = { identifier: { type: "user_id", value: CUSTOMER } } as const;
  const all = await test.server.core.privacy.exportData(subject, "cli");
  const decisions = z.array(decisionSchema).parse(all?.decisions);
  return decisions.filter(({ channel }) => channel === "slack").at(-1)?.receipt;
}

/** For whoever wants to look: set RAPPORT_SCREENSHOTS to a folder. */
async function screenshot(name: string): Promise<void> {
  const folder = process.env.RAPPORT_SCREENSHOTS;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

it("shows an agent that an upgrade moved the customer, and lets them take it back", async () => {
  await named(`customer-${CUSTOMER}`).click();
  await expect.poll(() => inSidebar("segment"), { timeout: 30_000 }).toBe("New");
  const asNewcomer = await ask();
  expect(asNewcomer).toContain("newcomers");
  expect(await receiptOfReply()).toMatchObject({ segment: { key: "new" } });
  expect(await inSidebar("segment")).toBe("New");
  expect(await inApp("shift").count()).toBe(0);

  const spoken = await botMessages().count();
  await named("upgrade-plan").click();
  const pressedMs = performance.now();
  await expect.poll(() => inSidebar("segment"), { timeout: 10_000, interval: 20 }).toBe("VIP");
  const seenMs = performance.now() - pressedMs;
  expect(seenMs).toBeLessThan(LIVE_MS);
  expect(await inSidebar("shift")).toContain("Moved from New to VIP: Subscription Upgraded: plan is summit");
  expect(await inApp("undo-shift").isEnabled()).toBe(true);
  expect(await botMessages().count()).toBe(spoken);
  await screenshot("moved");

  const asVip = await ask();
  await screenshot("vip");
  expect(asVip).toContain("Summit desk");
  expect(await receiptOfReply()).toMatchObject({ segment: { key: "vip" } });

  await inApp("undo-shift").click();
  await expect.poll(() => inSidebar("segment"), { timeout: 10_000 }).toBe("New");
  expect(await inSidebar("pinned")).toMatch(/^Kept there by an agent until \d{4}-\d\d-\d\d\.$/);
  expect(await inApp("undo-shift").count()).toBe(0);
  await screenshot("taken-back");
  expect(await ask()).toBe(asNewcomer);
  expect(await receiptOfReply()).toMatchObject({ segment: { key: "new" } });
  const subject = { identifier: { type: "user_id", value: CUSTOMER } } as const;
  expect((await test.server.core.privacy.exportData(subject, "cli"))?.fields["purchases.plan"]).toBe(
    "summit",
  );
}, 120_000);
