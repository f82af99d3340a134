import { z } from "zod";
import type { SuggestionsRequest } from "../app-messages.js";
import { isRequesterEmailVerified } from "./requester-email.js";
import type { ZafClient } from "./zaf-client.js";

/** The core reads no more than this of a message. */
const MAX_TEXT_LENGTH = 4_000;

const TICKET_PATHS = [
  "ticket.id",
  "ticket.subject",
  "ticket.description",
  "ticket.requester",
  "ticket.conversation",
  "ticket.comments",
  "ticket.organization",
  "currentUser.name",
] as const;

const text = z.string().nullish().catch(undefined);
const id = z.union([z.string(), z.number()]).transform(String);
const author = z.looseObject({ role: text }).nullish().catch(undefined);

const ticketSchema = z.object({
  "ticket.id": id,
  "ticket.subject": text,
  "ticket.description": text,
  "ticket.requester": z.object({ id, email: text, name: text, locale: text }),
  "ticket.conversation": z
    .array(
      z.looseObject({
        author,
        message: z.looseObject({ content: text, contentType: text }).nullish().catch(undefined),
        timestamp: text,
      }),
    )
    .catch([]),
  "ticket.comments": z
    .array(z.looseObject({ author, value: text, id: z.coerce.number().catch(0) }))
    .catch([]),
  "ticket.organization": z.looseObject({ name: text }).nullish().catch(undefined),
  "currentUser.name": text,
});

type Ticket = z.infer<typeof ticketSchema>;

/** Reads what the backend needs to know of the open ticket; `undefined` while it has no id or no requester. */
export async function readTicket(client: ZafClient): Promise<SuggestionsRequest | undefined> {
  const parsed = ticketSchema.safeParse(await client.get(TICKET_PATHS));
  if (!parsed.success) return undefined;
  const { id: requesterId, email, name, locale } = parsed.data["ticket.requester"];
  return {
    ticketId: parsed.data["ticket.id"],
    requester: {
      id: requesterId,
      ...(email ? { email } : {}),
      emailVerified: email ? await isRequesterEmailVerified(client, requesterId, email) : false,
      ...(name ? { name } : {}),
      ...(locale ? { locale } : {}),
    },
    text: latestCustomerText(parsed.data).slice(0, MAX_TEXT_LENGTH),
    ...placeholdersOf(parsed.data),
  };
}

const MAX_NAME_LENGTH = 300;

/** What macros print of the agent and of the requester's organization, as far as Zendesk says it. */
function placeholdersOf(ticket: Ticket): Pick<SuggestionsRequest, "placeholders"> {
  const organization = ticket["ticket.organization"]?.name?.slice(0, MAX_NAME_LENGTH);
  const agent = ticket["currentUser.name"]?.trim().slice(0, MAX_NAME_LENGTH);
  const placeholders = {
    ...(organization ? { "ticket.organization.name": organization } : {}),
    ...(agent
      ? { "current_user.name": agent, "current_user.first_name": agent.split(/\s/)[0] ?? agent }
      : {}),
  };
  return Object.keys(placeholders).length === 0 ? {} : { placeholders };
}

/**
 * The customer's latest words: of the conversation, else of the comments, else the description, else the
 * subject; empty if there are none.
 */
function latestCustomerText(ticket: Ticket): string {
  const spoken = ticket["ticket.conversation"]
    .filter((entry) => isCustomer(entry.author?.role) && entry.message?.content)
    .sort((a, b) => (Date.parse(a.timestamp ?? "") || 0) - (Date.parse(b.timestamp ?? "") || 0))
    .at(-1)?.message;
  if (spoken?.content) {
    return spoken.contentType === "text/plain" ? spoken.content.trim() : plainText(spoken.content);
  }
  const comment = ticket["ticket.comments"]
    .filter((entry) => isCustomer(entry.author?.role) && entry.value)
    .sort((a, b) => a.id - b.id)
    .at(-1)?.value;
  return plainText(comment || ticket["ticket.description"] || ticket["ticket.subject"] || "");
}

function isCustomer(role: string | null | undefined): boolean {
  return role === "end-user" || role === "customer";
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  nbsp: " ",
};

/** HTML as plain text with line breaks. For reading by the classifier only: the result is never put into a page. */
export function plainText(html: string): string {
  return html
    .replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d|tr|blockquote)\s*>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/&(amp|lt|gt|quot|apos|#39|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

const agentSchema = z.object({ "currentUser.id": id });

/** Zendesk's id of the agent who is signed in. @throws if Zendesk does not say */
export async function readAgentId(client: ZafClient): Promise<string> {
  return agentSchema.parse(await client.get(["currentUser.id"]))["currentUser.id"];
}
