import { expect, it } from "vitest";
import { applyChange, MAX_MESSAGES_PER_PANE, type PlaygroundState } from "./playground-state.js";
import { PlaygroundStore } from "./playground-store.js";

const customer = {
  key: "c-1",
  email: "one@example.com",
  firstName: "One",
  lastName: "First",
  language: "en",
  plan: "trail",
  persona: "",
} as const;
const empty = (): PlaygroundState =>
  new PlaygroundStore({ tenantName: "Test", zendeskSubdomain: "test", customers: [customer] }).state;
const message = (id: string, text: string) => ({
  kind: "slack_message" as const,
  customer: "c-1",
  message: { id, from: "bot" as const, text, blocks: [], threadId: null, ephemeral: false, atMs: 0 },
});

it("keeps the newest messages of a pane and forgets the rest", () => {
  let state = empty();
  for (let n = 0; n < MAX_MESSAGES_PER_PANE + 5; n += 1) state = applyChange(state, message(`${n}`, "x"));
  const kept = state.customers[0]?.slack ?? [];
  expect(kept).toHaveLength(MAX_MESSAGES_PER_PANE);
  expect(kept[0]?.id).toBe("5");
});

it("replaces a message that was updated, in its place", () => {
  const state = [message("1", "a"), message("2", "b"), message("1", "c")].reduce(applyChange, empty());
  expect(state.customers[0]?.slack.map(({ id, text }) => [id, text])).toEqual([
    ["1", "c"],
    ["2", "b"],
  ]);
});

it("leaves everything as it was for a customer that is not there", () => {
  expect(applyChange(empty(), { kind: "plan", customer: "c-2", plan: "summit" })).toEqual(empty());
});

it("names a ticket after its first comment and tells whose turn it is", () => {
  const comment = (id: string, from: "customer" | "agent") => ({
    kind: "ticket_comment" as const,
    customer: "c-1",
    comment: { id, from, authorName: "", text: `text ${id}`, atMs: 0 },
  });
  const open = applyChange(empty(), comment("1", "customer"));
  const pending = applyChange(open, comment("2", "agent"));
  expect(open.customers[0]?.ticket).toMatchObject({ subject: "text 1", status: "open" });
  expect(pending.customers[0]?.ticket).toMatchObject({ subject: "text 1", status: "pending" });
});
