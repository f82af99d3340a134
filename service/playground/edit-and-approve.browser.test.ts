import { join } from "node:path";
import axeCore from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { tenantId } from "../../core/index.js";
import { openTestPlaygroundPage, squeezed, type TestPlaygroundPage } from "../test-playground-page.js";

/** A VIP: Clara Whitcombe. */
const CUSTOMER = "cust-0001";
const QUESTION = "I cannot sign in, I forgot my password";
/** What an agent makes of the reply for her … */
const EDITED = "Clara, I have sent you a new link myself. Call the Summit desk if it does not arrive.";
/** … and what is offered to the next VIP. */
const VARIANT = /^\S+, I have sent you a new link myself\. Call the Summit desk if it does not arrive\.$/;

const feedbackSchema = z.object({
  kind: z.string(),
  edit: z.object({ characters: z.number(), share: z.number() }).optional(),
  reason: z.string().optional(),
});
const decisionSchema = z.object({ replyKey: z.string(), feedback: z.array(feedbackSchema) });

let test: TestPlaygroundPage;
let page: Page;

beforeAll(async () => {
  test = await openTestPlaygroundPage(1000);
  page = test.page;
}, 180_000);

afterAll(() => test?.close());

const named = (name: string, on: Page = page) => on.locator(`[data-test="${name}"]`);
const inApp = (name: string) =>
  page.frameLocator('[data-test="zendesk-app"]').locator(`[data-test="${name}"]`);

/** For whoever wants to look: set RAPPORT_SCREENSHOTS to a folder. */
async function screenshot(name: string, on: Page = page): Promise<void> {
  const folder = process.env.RAPPORT_SCREENSHOTS;
  if (folder !== undefined) await on.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** What axe-core finds in a page, or in the app's frame: that one is a part of a page that has a heading. */
async function violations(on: Page | import("playwright-core").Frame): Promise<readonly string[]> {
  await on.evaluate(axeCore.source);
  const found = await on.evaluate<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>('axe.run({ rules: { "page-has-heading-one": { enabled: window === top } } })');
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** All that was said about replies to the customer. */
async function feedbackOnReplies() {
  const subject = { identifier: { type: "user_id", value: CUSTOMER } } as const;
  const all = await test.server.core.privacy.exportData(subject, "cli");
  return z
    .array(decisionSchema)
    .parse(all?.decisions)
    .flatMap(({ feedback }) => feedback);
}

it("an agent's edit is recorded, saved as a variant, approved, and offered to the next customer of the segment", async () => {
  await named(`customer-${CUSTOMER}`).click();
  await expect
    .poll(async () => squeezed(await inApp("segment").textContent()), { timeout: 30_000 })
    .toBe("VIP");
  await named("zendesk-input").fill(QUESTION);
  await named("zendesk-input").press("Enter");
  await expect.poll(() => inApp("suggestion").count(), { timeout: 30_000 }).toBe(3);
  const first = inApp("suggestion").first();
  const inFirst = (name: string) => first.locator(`[data-test="${name}"]`);
  await inFirst("why").click();
  expect(squeezed(await inFirst("receipt").textContent())).toContain("Written for VIP customers");

  // The second is of no use, and the agent says why with keys alone.
  const second = inApp("suggestion").nth(1);
  await second.locator('[data-test="reject"]').press("Enter");
  await second.locator('[data-test="reason-wrong_topic"]').press("Enter");
  await expect
    .poll(async () => squeezed(await second.locator('[data-test="rejected"]').textContent()))
    .toBe("Rejected: wrong topic.");

  // The third goes out as it is: what stands around it does not matter.
  const third = inApp("suggestion").nth(2);
  await third.locator('[data-test="insert"]').click();
  await expect.poll(() => named("ticket-editor").inputValue()).not.toBe("");
  const inserted = await named("ticket-editor").inputValue();
  await named("ticket-editor").fill(`Hello!\n\n${inserted}`);

  await inFirst("edit").click();
  await inFirst("reply-text").fill(EDITED);
  await screenshot("sidebar-editor");
  const frame = page.frames().find((each) => each.url().includes("/zendesk/app/iframe.html"));
  if (frame === undefined) throw new Error("the app's frame is not there");
  expect(await violations(frame)).toEqual([]);
  await inFirst("insert-edited").click();
  await expect.poll(async () => squeezed(await inFirst("editor-note").textContent())).toBe("Inserted.");
  await expect.poll(() => named("ticket-editor").inputValue()).toContain(EDITED);
  await inFirst("variant-segment").click();
  await expect
    .poll(async () => squeezed(await inFirst("editor-note").textContent()))
    .toBe("Proposed. It is offered as soon as an admin approves it.");
  await screenshot("sidebar-proposed");

  await named("ticket-send").click();
  await expect.poll(() => named("ticket-editor").inputValue()).toBe("");
  const kinds = async () => (await feedbackOnReplies()).map(({ kind }) => kind).sort();
  await expect.poll(kinds).toEqual(["accepted", "edited", "rejected", "sent"]);
  const given = await feedbackOnReplies();
  const edit = given.find(({ kind }) => kind === "edited")?.edit;
  expect(edit?.characters).toBeGreaterThan(50);
  expect(edit?.share).toBeGreaterThan(0.3);
  expect(edit?.share).toBeLessThanOrEqual(1);
  expect(given.find(({ kind }) => kind === "rejected")?.reason).toBe("wrong_topic");
}, 120_000);

it("the admin sees what would change, and approves it with keys alone", async () => {
  const consoles: Page[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const opened = await test.browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
    consoles.push(opened);
    await opened.goto(`${test.server.url}/console#/proposals`);
    await named("proposal", opened).waitFor();
    expect(squeezed(await named("proposal-body", opened).textContent())).toBe(
      EDITED.replace("Clara", "{{ customer.first_name }}"),
    );
    expect(squeezed(await named("proposal-today", opened).textContent())).toMatch(
      /^\{\{ customer.first_name \}\}, the quickest way is "Forgot password"/,
    );
    expect(await named("proposal-about", opened).textContent()).toContain("By agent 900000 of");
    await screenshot(`proposals-${colorScheme}`, opened);
    expect(await violations(opened)).toEqual([]);
  }
  const [light, dark] = consoles;
  if (light === undefined || dark === undefined) throw new Error("two consoles are open");
  await named("approve", light).focus();
  await light.keyboard.press("Enter");
  await named("no-proposals", light).waitFor();
  expect(await named("proposals-message", light).textContent()).toContain("Approved");
  expect(await light.evaluate("document.activeElement.id")).toBe("proposals-title");
  await named("proposal-state", light).selectOption("approved");
  await named("proposal", light).waitFor();
  expect(await named("approve", light).count()).toBe(0);
  expect(await violations(light)).toEqual([]);
  // Whoever comes too late is told.
  await named("decline", dark).click();
  await expect
    .poll(() => named("proposals-message", dark).textContent())
    .toBe("somebody else has decided on it meanwhile");
  for (const opened of consoles) await opened.close();
}, 60_000);

it("the next customer of the segment is offered the variant, and one of another segment is not", async () => {
  const offered = async (key: string) => {
    const { suggestions, customer } = await test.server.core.suggest({
      tenantId: tenantId("default"),
      channel: "zendesk",
      conversationId: "ticket/next",
      customer: { identifiers: [{ type: "user_id", value: key }] },
      text: QUESTION,
    });
    return { segment: customer.segment.key, text: suggestions[0]?.text ?? "" };
  };
  const seen = new Map<string, string>();
  for (let n = 2; n <= 60; n++) {
    const { segment, text } = await offered(`cust-${String(n).padStart(4, "0")}`);
    if (!seen.has(segment)) seen.set(segment, text);
  }
  expect(seen.get("vip")).toMatch(VARIANT);
  expect(seen.get("vip")).not.toContain("Clara");
  expect(seen.get("new")).toContain("newcomers");

  // And in the sidebar, in the ticket of the first.
  await page.bringToFront();
  await named("zendesk-input").fill(`${QUESTION} again`);
  await named("zendesk-input").press("Enter");
  await expect
    .poll(async () => squeezed(await inApp("suggestion").first().textContent()), { timeout: 30_000 })
    .toContain(EDITED);
  await screenshot("sidebar-offered");
}, 120_000);
