import type { PlaygroundCustomer } from "./playground-customer.js";

/** Older entries of a conversation are forgotten, so that an open playground never grows without end. */
export const MAX_MESSAGES_PER_PANE = 200;

export interface SlackMessage {
  /** Slack's `ts`: also the message's id within its room. */
  readonly id: string;
  readonly from: "bot" | "user";
  readonly text: string;
  /** Block Kit as the bot sent it; empty for plain text. */
  readonly blocks: readonly unknown[];
  readonly threadId: string | null;
  readonly ephemeral: boolean;
  readonly atMs: number;
}

export interface TeamsMessage {
  readonly id: string;
  readonly from: "bot" | "user";
  readonly text: string;
  /** Adaptive Cards as the bot sent them. */
  readonly cards: readonly unknown[];
  /** Whether the activity carries Teams' "AI generated" entity. */
  readonly aiGenerated: boolean;
  /** Whether the activity asks for thumbs under the message (`channelData.feedbackLoop`). */
  readonly feedback: boolean;
  readonly atMs: number;
}

export interface TicketComment {
  readonly id: string;
  /** A note is for agents only. */
  readonly from: "customer" | "agent" | "note";
  readonly authorName: string;
  readonly text: string;
  readonly atMs: number;
}

export interface Ticket {
  readonly id: string;
  /** Empty until the customer has written. */
  readonly subject: string;
  readonly status: "new" | "open" | "pending" | "solved";
  /** Set by who made it through the API. */
  readonly externalId: string | null;
  readonly comments: readonly TicketComment[];
}

/** One customer's side of all three panes. */
export interface CustomerView {
  readonly customer: PlaygroundCustomer;
  /** The customer's id in Zendesk. */
  readonly zendeskUser: string;
  readonly slack: readonly SlackMessage[];
  readonly teams: readonly TeamsMessage[];
  readonly teamsTyping: boolean;
  readonly ticket: Ticket;
}

export interface PlaygroundState {
  readonly tenantName: string;
  readonly zendeskSubdomain: string;
  readonly customers: readonly CustomerView[];
}

/** What happened in one customer's panes. The server sends these; both sides apply them with `applyChange`. */
export type PlaygroundChange =
  | { readonly kind: "slack_message"; readonly customer: string; readonly message: SlackMessage }
  | { readonly kind: "slack_removed"; readonly customer: string; readonly id: string }
  | { readonly kind: "teams_message"; readonly customer: string; readonly message: TeamsMessage }
  | { readonly kind: "teams_removed"; readonly customer: string; readonly id: string }
  | { readonly kind: "teams_typing"; readonly customer: string }
  | { readonly kind: "ticket_comment"; readonly customer: string; readonly comment: TicketComment }
  /** A ticket that the API made takes the place of the customer's former one. */
  | {
      readonly kind: "ticket_opened";
      readonly customer: string;
      readonly id: string;
      readonly externalId: string;
      readonly subject: string;
    }
  | { readonly kind: "ticket_status"; readonly customer: string; readonly status: Ticket["status"] }
  | { readonly kind: "plan"; readonly customer: string; readonly plan: string };

/** Adds an entry or, where one with its id stands, replaces that; keeps the newest `MAX_MESSAGES_PER_PANE`. */
function upsert<T extends { readonly id: string }>(entries: readonly T[], entry: T): readonly T[] {
  const known = entries.some((candidate) => candidate.id === entry.id);
  if (known) return entries.map((candidate) => (candidate.id === entry.id ? entry : candidate));
  return [...entries, entry].slice(-MAX_MESSAGES_PER_PANE);
}

function without<T extends { readonly id: string }>(entries: readonly T[], id: string): readonly T[] {
  return entries.filter((entry) => entry.id !== id);
}

function subjectOf(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 70 ? `${line.slice(0, 69).trimEnd()}…` : line;
}

/** Whose turn it is after a comment. */
const STATUS_AFTER: Readonly<Partial<Record<TicketComment["from"], Ticket["status"]>>> = {
  agent: "pending",
  customer: "open",
};

function changed(view: CustomerView, change: PlaygroundChange): CustomerView {
  switch (change.kind) {
    case "slack_message":
      return { ...view, slack: upsert(view.slack, change.message) };
    case "slack_removed":
      return { ...view, slack: without(view.slack, change.id) };
    case "teams_message":
      return {
        ...view,
        teams: upsert(view.teams, change.message),
        teamsTyping: change.message.from === "bot" ? false : view.teamsTyping,
      };
    case "teams_removed":
      return { ...view, teams: without(view.teams, change.id) };
    case "teams_typing":
      return { ...view, teamsTyping: true };
    case "ticket_comment":
      return {
        ...view,
        ticket: {
          ...view.ticket,
          subject: view.ticket.subject || subjectOf(change.comment.text),
          status: STATUS_AFTER[change.comment.from] ?? view.ticket.status,
          comments: upsert(view.ticket.comments, change.comment),
        },
      };
    case "ticket_opened": {
      const { id, externalId, subject } = change;
      return { ...view, ticket: { id, externalId, subject, status: "new", comments: [] } };
    }
    case "ticket_status":
      return { ...view, ticket: { ...view.ticket, status: change.status } };
    case "plan":
      return { ...view, customer: { ...view.customer, plan: change.plan } };
  }
}

/** @returns the state after the change; the same state if it names a customer that is not in it. */
export function applyChange(state: PlaygroundState, change: PlaygroundChange): PlaygroundState {
  return {
    ...state,
    customers: state.customers.map((view) =>
      view.customer.key === change.customer ? changed(view, change) : view,
    ),
  };
}
