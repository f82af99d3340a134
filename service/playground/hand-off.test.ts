import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../core/index.js";
import { type RunningServer, serve } from "../serve.js";
import { until } from "../testing.js";
import type { CustomerView, PlaygroundState } from "./playground-state.js";

let server: RunningServer;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "rapport-playground-"));
  const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: dataDir, LOG_LEVEL: "fatal" });
  server = await serve({ config, demo: false, playground: true });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function act(path: string, body: Record<string, string>): Promise<void> {
  const response = await fetch(`${server.url}/playground/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ customer: "guest", ...body }),
  });
  expect(response.status).toBe(200);
}

async function view(): Promise<CustomerView> {
  const state = (await (await fetch(`${server.url}/playground/state`)).json()) as PlaygroundState;
  const [guest] = state.customers;
  if (guest === undefined) throw new Error("there is nobody to play");
  return guest;
}

it.each(["slack", "teams"] as const)("somebody in %s gets a person, and the bot back", async (pane) => {
  const heard = async () =>
    (await view())[pane].filter(({ from }) => from === "bot").map((message) => JSON.stringify(message));
  const before = (await heard()).length;
  await act(`${pane}/messages`, { text: "I want to talk to a human" });
  await until(async () => (await view()).ticket.comments.length === 2, "the ticket and its note");
  const { ticket } = await view();
  expect(ticket.externalId).toMatch(/^rapport-handoff-/);
  expect(ticket.comments.map(({ from }) => from)).toEqual(["agent", "note"]);
  await act("zendesk/replies", { text: "I am Alex, and I take care of it." });
  await until(async () => (await heard()).at(-1)?.includes("I take care of it") === true, "the reply");
  await act(`${pane}/messages`, { text: "Thank you!" });
  await until(async () => (await view()).ticket.comments.length === 4, "the customer's message at the desk");
  expect((await view()).ticket.comments.at(-1)?.from).toBe(pane === "slack" ? "note" : "customer");
  await act("zendesk/solve", {});
  await until(async () => (await heard()).at(-1)?.includes("closed your request") === true, "the end");
  expect(await heard()).toHaveLength(before + 3);
});
