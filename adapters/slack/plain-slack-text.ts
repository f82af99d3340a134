/** Slack escapes these three, and no others, in the text it sends ("Formatting message text"). */
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** What a person reads for one `<…>` of Slack's markup. */
function readable(target: string, label: string | undefined): string {
  if (target.startsWith("@") || target.startsWith("!")) return "";
  if (target.startsWith("#")) return label ? `#${label}` : "";
  return label || target.replace(/^(mailto|tel):/, "");
}

/**
 * The text of a Slack message as its writer saw it: mentions of people and groups left out, links and rooms
 * by their names, entities decoded, white space trimmed.
 *
 * @returns possibly empty, e.g. for a message that is only a mention
 */
export function plainSlackText(text: string): string {
  return text
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      readable(target, label),
    )
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}
