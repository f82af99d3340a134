import type { types } from "@slack/bolt";
import { type ArticleLink, isWebAddress, type ProductCard, type Reply } from "../../core/index.js";
import { escapeMrkdwn } from "./slack-text.js";

/** Slack's limits ("Reference: blocks", "Reference: block elements"), in characters. */
const SECTION_LIMIT = 3_000;
const URL_LIMIT = 3_000;
const ALT_LIMIT = 2_000;
const PRODUCTS_AT_MOST = 5;
const ARTICLES_AT_MOST = 3;

type Look = Pick<Reply, "products" | "articles" | "locale">;

/**
 * Products as sections with their picture beside them and a button that opens them, and articles as links. At most
 * 11 blocks. The buttons' presses carry nothing, so that they are acknowledged and no more.
 */
export function slackCards({ products = [], articles = [], locale }: Look): readonly types.KnownBlock[] {
  const open = /^de\b/i.test(locale) ? "Ansehen" : "View";
  return [
    ...products.slice(0, PRODUCTS_AT_MOST).flatMap((card, index) => productBlocks(card, open, index)),
    ...articleBlock(articles.filter(({ url }) => isWebAddress(url)).slice(0, ARTICLES_AT_MOST)),
  ];
}

function productBlocks(
  { name, priceText, reason, imageUrl, url }: ProductCard,
  open: string,
  index: number,
): readonly types.KnownBlock[] {
  const lines = [`*${escapeMrkdwn(name).replaceAll("*", "∗")}*`, escapeMrkdwn(priceText)];
  if (reason !== undefined) lines.push(escapeMrkdwn(reason));
  const text = { type: "mrkdwn" as const, text: lines.join("\n").slice(0, SECTION_LIMIT) };
  const button =
    url !== undefined && url.length <= URL_LIMIT ? linkButton(open, name, url, index) : undefined;
  const hasPicture = imageUrl !== undefined && imageUrl.length <= URL_LIMIT;
  if (!hasPicture) return [{ type: "section", text, ...(button === undefined ? {} : { accessory: button }) }];
  const accessory = { type: "image" as const, image_url: imageUrl, alt_text: name.slice(0, ALT_LIMIT) };
  return [
    { type: "section", text, accessory },
    ...(button === undefined ? [] : [{ type: "actions" as const, elements: [button] }]),
  ];
}

function linkButton(open: string, name: string, url: string, index: number): types.Button {
  return {
    type: "button",
    action_id: `open:${index}`,
    text: { type: "plain_text", text: open },
    url,
    accessibility_label: `${open}: ${name}`.slice(0, 75),
  };
}

function articleBlock(articles: readonly ArticleLink[]): readonly types.KnownBlock[] {
  const lines = articles.map(({ title, url }) => `• ${slackLink(url, title)}`);
  if (lines.length === 0) return [];
  const text: string[] = [];
  for (const line of lines) if ([...text, line].join("\n").length <= SECTION_LIMIT) text.push(line);
  return text.length === 0 ? [] : [{ type: "section", text: { type: "mrkdwn", text: text.join("\n") } }];
}

/** A link with a title ("Formatting message text"); neither can end it early. */
function slackLink(url: string, title: string): string {
  const address = escapeMrkdwn(url.replaceAll("|", "%7C").replaceAll("<", "%3C").replaceAll(">", "%3E"));
  return `<${address}|${escapeMrkdwn(title)}>`;
}
