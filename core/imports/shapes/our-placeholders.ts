/** How other products call what we know by another name. */
const OURS: Readonly<Record<string, string>> = {
  "ticket.requester.firstname": "customer.first_name",
  "ticket.requester.first_name": "customer.first_name",
  "ticket.requester.name": "customer.name",
  "ticket.contact.firstname": "customer.first_name",
  "ticket.contact.name": "customer.name",
  "ticket.brand.name": "tenant.name",
  "ticket.account": "tenant.name",
  "ticket.portal_name": "tenant.name",
  helpdesk_name: "tenant.name",
};

const BRACES = /\{\{-?[\s\S]*?-?\}\}|\{%-?[\s\S]*?-?%\}/g;
/** A path, or a text in quotes, in which nothing is replaced. */
const PATH = /"[^"]*"|'[^']*'|[a-z_][\w-]*(?:\.[\w-]+)*/gi;

/** A text of Zendesk or Freshdesk with the placeholders that we know under our names; the others stay as they are. */
export function ourPlaceholders(text: string): string {
  return text.replace(BRACES, (braces) => braces.replace(PATH, (path) => OURS[path.toLowerCase()] ?? path));
}
