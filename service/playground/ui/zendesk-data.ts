import { fullName, localeOf } from "../playground-customer.js";
import type { CustomerView, TicketComment } from "../playground-state.js";

const AGENT = {
  id: 900_000,
  name: "Alex Morgan",
  email: "alex.morgan@agents.example",
  role: "agent",
} as const;

/** Ids of identities are their user's, moved into a range of their own. */
const IDENTITY_OFFSET = 1_000_000;

/** The playground's customers are the company's own accounts, so their addresses are verified. */
function emailIdentity({ customer, zendeskUser }: CustomerView) {
  const userId = Number(zendeskUser);
  return {
    id: userId + IDENTITY_OFFSET,
    user_id: userId,
    type: "email",
    value: customer.email,
    verified: true,
    verification_method: "full",
    primary: true,
  };
}

/** What Zendesk's API answers the sidebar app ("User Identities", developer.zendesk.com); `undefined`: not there. */
export function zendeskApi(view: CustomerView, path: string): Record<string, unknown> | undefined {
  const identity = emailIdentity(view);
  if (path !== `/api/v2/users/${identity.user_id}/identities.json`) return undefined;
  return { identities: [identity], next_page: null, previous_page: null, count: 1 };
}

/**
 * What the sidebar app can read of one ticket ("Ticket sidebar API", developer.zendesk.com).
 * @param draft what stands in the agent's editor
 */
export function zendeskData(view: CustomerView, draft: string): Record<string, unknown> {
  const { customer, ticket } = view;
  const locale = localeOf(customer);
  const requester = {
    id: Number(view.zendeskUser),
    name: fullName(customer),
    email: customer.email,
    role: "end-user",
    locale,
    identities: [emailIdentity(view)],
  };
  const authorOf = (from: TicketComment["from"]) => (from === "customer" ? requester : AGENT);
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
      comment: { text: draft, type: "publicReply" },
      comments: ticket.comments.map((comment) => ({
        id: Number(comment.id),
        author: authorOf(comment.from),
        value: comment.text,
        public: comment.from !== "note",
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
