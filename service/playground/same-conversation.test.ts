import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig, tenantId } from "../../core/index.js";
import { demoCompany } from "../demo/demo-company.js";
import { type RunningServer, serve } from "../serve.js";
import { until } from "../testing.js";
import type { PlaygroundState } from "./playground-state.js";

const TENANT = tenantId("default");

let server: RunningServer;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "rapport-conversation-"));
  const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: dataDir, LOG_LEVEL: "fatal" });
  server = await serve({ config, demo: true, playground: true });
}, 180_000);

afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Clara is a Summit member with two orders and more. */
const clara = (() => {
  const [customer] = demoCompany({
    seed: 7,
    endMs: Math.floor(Date.now() / 86_400_000) * 86_400_000,
  }).featured;
  if (customer === undefined) throw new Error("the demo company has customers");
  return customer;
})();

async function botMessages(pane: "slack" | "teams"): Promise<number> {
  const { customers } = (await (await fetch(`${server.url}/playground/state`)).json()) as PlaygroundState;
  const view = customers.find(({ customer }) => customer.key === clara.key);
  return view?.[pane].filter(({ from }) => from === "bot").length ?? 0;
}

/** In Slack and Teams over their wire; Zendesk has no bot of ours, so there the core is asked as a bot would. */
async function say(channel: "slack" | "teams" | "zendesk", text: string): Promise<void> {
  if (channel === "zendesk") {
    await server.core.respond({
      tenantId: TENANT,
      channel,
      conversationId: "ticket-1",
      sender: { identifiers: [{ type: "email", value: clara.email }] },
      isPrivate: true,
      text,
      address: { ticket: "1" },
    });
    return;
  }
  const before = await botMessages(channel);
  const response = await fetch(`${server.url}/playground/${channel}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ customer: clara.key, text }),
  });
  expect(response.status).toBe(200);
  await until(async () => (await botMessages(channel)) > before, `an answer in ${channel}`);
  await server.idle();
}

/** Of an exported conversation what is compared. */
interface Conversation {
  readonly dialogue?: {
    readonly open: readonly Record<"flow" | "step" | "attempts" | "slots", unknown>[];
  };
  readonly slots: Readonly<Record<string, { readonly value: unknown; readonly turn: number }>>;
  readonly topic?: string;
  readonly language?: string;
  readonly goals: readonly string[];
  readonly recent: readonly Record<"intent" | "action" | "replyKey", unknown>[];
}

/** Where each of her conversations stands, as she herself may see it. */
async function states() {
  const subject = { identifiers: [{ type: "email" as const, value: clara.email }] };
  const all = await server.core.privacy.exportData(subject, "test");
  return ((all?.conversations ?? []) as readonly Conversation[]).map(
    ({ dialogue, slots, topic, language, recent, goals }) => ({
      open: dialogue?.open.map(({ flow, step, attempts, slots: filled }) => ({
        flow,
        step,
        attempts,
        filled,
      })),
      slots: Object.entries(slots).map(([name, { value, turn }]) => [name, value, turn]),
      topic,
      language,
      goals,
      turns: recent.map(({ intent, action, replyKey }) => ({ intent, action, replyKey })),
    }),
  );
}

it("the same conversation goes the same way in all three channels", async () => {
  const flows = new Set<string>();
  for (const text of [
    "I'd like to return my boots",
    "cancel my order please",
    "never mind",
    "I'm allergic to down, what can I buy?",
    "a jacket",
    "the second one",
    "I want to complain about your service",
    "never mind",
    "Where is my order?",
  ]) {
    for (const channel of ["slack", "teams", "zendesk"] as const) await say(channel, text);
    const [first, ...others] = await states();
    expect(others).toHaveLength(2);
    for (const other of others) expect(other, text).toEqual(first);
    for (const { flow } of first?.open ?? []) flows.add(String(flow));
  }
  expect(flows.size).toBeGreaterThan(1);
}, 120_000);
