import { fullName, localeOf } from "../playground-customer.js";
import type { CustomerView } from "../playground-state.js";

const AGENT = {
  id: 900_000,
  name: "Alex Morgan",
  email: "alex.morgan@agents.example",
  role: "agent",
} as const;

/** Ids of requesters are the ticket's, moved into the range of users; the server counts them alike. */
const USER_OFFSET = 900_000 - 4_200;

/** What the sidebar app can read of one ticket ("Ticket sidebar API", developer.zendesk.com). */
export function zendeskData({ customer, ticket }: CustomerView): Record<string, unknown> {
  const locale = localeOf(customer);
  const requester = {
    id: Number(ticket.id) + USER_OFFSET,
    name: fullName(customer),
    email: customer.email,
    role: "end-user",
    locale,
    identities: [{ type: "email", value: customer.email, verified: true, primary: true }],
  };
  const authorOf = (from: "customer" | "agent") => (from === "agent" ? AGENT : requester);
  return {
    currentUser: { ...AGENT, locale: "en-US" },
    ticket: {
      id: Number(ticket.id),
      subject: ticket.subject,
      description: ticket.comments[0]?.text ?? "",
      status: ticket.status,
      type: "question",
      tags: [],
      requester,
      assignee: { user: AGENT },
      comments: ticket.comments.map((comment) => ({
        id: Number(comment.id),
        author: authorOf(comment.from),
        value: comment.text,
        public: true,
        createdAt: new Date(comment.atMs).toISOString(),
      })),
      conversation: ticket.comments.map((comment) => {
        const { id, name, role } = authorOf(comment.from);
        return {
          author: { id, name, role, avatar: null },
          channel: { name: "web" },
          message: { content: comment.text, contentType: "text/plain" },
          timestamp: new Date(comment.atMs).toISOString(),
          attachments: [],
        };
      }),
    },
  };
}
