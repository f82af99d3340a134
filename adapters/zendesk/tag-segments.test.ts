import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestCore, silentLog, type TestCore } from "../../core/testing.js";
import { createSegmentTagger } from "./tag-segments.js";
import { startZendeskStandIn, type ZendeskStandIn } from "./zendesk-stand-in.js";
import { createZendeskUserTags } from "./zendesk-user-tags.js";

let desk: ZendeskStandIn;
let opened: TestCore;

beforeAll(async () => {
  desk = await startZendeskStandIn();
  opened = await openTestCore();
});

afterAll(async () => {
  await opened.close();
  await desk.close();
});

const PATIENCE = { retries: 0, timeoutMs: 2_000 };

function tagger() {
  const { apiUrl: url, email, token } = desk;
  const tags = createZendeskUserTags({ url, email, token }, PATIENCE);
  return createSegmentTagger({ core: opened.core, subdomain: "acme", tags, log: silentLog });
}

let messages = 0;

/** Somebody of Zendesk's on a plan, who agreed or did not. */
async function customer(id: string, plan: string, personalization: boolean): Promise<void> {
  const { core, tenantId } = opened;
  messages += 1;
  const event = {
    type: "identify",
    messageId: `tags-${messages}`,
    timestamp: new Date().toISOString(),
    traits: { plan },
    context: {
      externalIds: [{ type: "zendesk_user_id", id: `acme/${id}` }],
      consent: { categoryPreferences: { personalization } },
    },
  };
  await core.ingest(tenantId, [event], "zendesk");
  await core.drained();
}

it("writes nothing as long as the admin does not want it", async () => {
  desk.userTags.set("7", ["vip_lunch", "rapport_segment_new"]);
  await customer("7", "trail", true);
  await customer("7", "summit", true);
  const { run, stop } = tagger();
  await run();
  stop();
  expect(desk.userTags.get("7")).toEqual(["vip_lunch", "rapport_segment_new"]);
});

it("gives whoever moved the tag of their segment, and leaves the desk's own tags alone", async () => {
  await opened.core.segments.writeTags(true, "cli");
  const { run, stop } = tagger();
  await run();
  expect(desk.userTags.get("7")).toEqual(["vip_lunch", "rapport_segment_vip"]);
  const asked = desk.requests.length;
  await run();
  expect(desk.requests).toHaveLength(asked);
  stop();
});

it("tries again what Zendesk refused, and passes over users whom it does not have", async () => {
  desk.userTags.set("8", []);
  for (const id of ["8", "9"]) {
    await customer(id, "trail", true);
    await customer(id, "summit", true);
  }
  const { run, stop } = tagger();
  desk.refusal = 503;
  await run();
  desk.refusal = undefined;
  await run();
  stop();
  expect(desk.userTags.get("8")).toEqual(["rapport_segment_vip"]);
  expect(desk.userTags.has("9")).toBe(false);
});

it("says nothing of people who did not agree to personalization", async () => {
  desk.userTags.set("10", []);
  await customer("10", "trail", false);
  await customer("10", "summit", false);
  const { run, stop } = tagger();
  await run();
  stop();
  expect(desk.userTags.get("10")).toEqual([]);
});
