import { demoCompany } from "../../service/demo/demo-company.js";
import { NOBODY, replayCustomer } from "../imports/replay-customer.js";
import { createInventory } from "../privacy/data-inventory.js";
import { applyEvent } from "../profiles/apply-event.js";
import { emptyProfile } from "../profiles/profile.js";
import type { HistoryEvent } from "../profiles/read-history.js";
import { type ReplyRecord, replyRecordSchema } from "../replies/reply-record.js";
import { DEFAULT_RULES } from "../segments/rules/default-rules.js";
import type { BenchTicket } from "./reply-ranker.js";

/** A ticket of the demo company's, with what was known of its customer then. */
export interface DemoTicket extends BenchTicket {
  readonly customer: string;
  readonly createdAtMs: number;
}

export interface DemoTickets {
  /** Oldest first. */
  readonly tickets: readonly DemoTicket[];
  readonly replies: ReadonlyMap<string, ReplyRecord>;
}

const END_MS = Date.UTC(2026, 10, 28);

/** The demo company's tickets, and its customers as they were at the moment of each. */
export function demoTickets(seed: number, count: number): DemoTickets {
  const company = demoCompany({ seed, endMs: END_MS, tickets: count });
  const inventory = createInventory();
  const history = new Map<string, HistoryEvent[]>();
  for (const event of company.events()) {
    const id = event.userId ?? "";
    const happened = { event, source: "import", occurredAtMs: Date.parse(event.timestamp) };
    const own = history.get(id);
    if (own === undefined) history.set(id, [happened]);
    else own.push(happened);
  }
  const written = [...company.tickets()].map(({ text, reply, customer, created_at }) => ({
    text,
    label: reply,
    customer,
    createdAtMs: Date.parse(created_at),
  }));
  const then = new Map<(typeof written)[number], Pick<BenchTicket, "segment" | "tokens">>();
  for (const [customer, events] of history) {
    const own = written.filter((ticket) => ticket.customer === customer);
    if (own.length === 0) continue;
    const { consent, identifiers } = events.reduce(
      (profile, { event, source }) => applyEvent(profile, event, source, inventory),
      emptyProfile(0),
    );
    const replayed = replayCustomer(events, own, {
      consent,
      identifiers,
      rules: { regime: "gdpr", textVersion: "1", inventory, restricted: false },
      segmentation: { rules: DEFAULT_RULES, rulesReadFeatures: true, model: undefined, nameOf: (key) => key },
      nowMs: END_MS,
    });
    for (const [at, ticket] of own.entries()) {
      const known = replayed[at];
      if (known !== undefined) then.set(ticket, known);
    }
  }
  const replies = [...company.replies()].map((reply) => replyRecordSchema.parse(reply));
  return {
    tickets: written.map((ticket) => ({ ...ticket, ...(then.get(ticket) ?? NOBODY) })),
    replies: new Map(replies.map((reply) => [reply.key, reply])),
  };
}
