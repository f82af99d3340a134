import { type ArticleLink, isWebAddress, type ProductCard, type Reply } from "../../core/index.js";

const PRODUCTS_AT_MOST = 5;
const ARTICLES_AT_MOST = 3;

/** An element of an Adaptive Card. */
export type CardElement = Readonly<Record<string, unknown>>;

/** Products with their picture beside them, each of which opens when it is pressed, and articles as links. */
export function teamsCards({
  products = [],
  articles = [],
  locale,
}: Pick<Reply, "products" | "articles" | "locale">): readonly CardElement[] {
  const open = /^de\b/i.test(locale) ? "Ansehen" : "View";
  return [
    ...products.slice(0, PRODUCTS_AT_MOST).map((card) => productRow(card, open)),
    ...articles
      .filter(({ url }) => isWebAddress(url))
      .slice(0, ARTICLES_AT_MOST)
      .map(articleLine),
  ];
}

function productRow({ name, priceText, reason, imageUrl, url }: ProductCard, open: string): CardElement {
  const line = { type: "TextBlock", wrap: true, spacing: "None" };
  const words = [
    { ...line, text: name, weight: "Bolder", ...(url === undefined ? {} : { color: "Accent" }) },
    { ...line, text: priceText },
    ...(reason === undefined ? [] : [{ ...line, text: reason, size: "Small", isSubtle: true }]),
  ];
  const picture = { type: "Image", url: imageUrl, altText: name, width: "64px", height: "64px" };
  return {
    type: "ColumnSet",
    spacing: "Medium",
    columns: [
      ...(imageUrl === undefined ? [] : [{ type: "Column", width: "auto", items: [picture] }]),
      { type: "Column", width: "stretch", items: words },
    ],
    // An action of a row's own: it takes none of the places that buttons have.
    ...(url === undefined ? {} : { selectAction: openUrl(`${open}: ${name}`, url) }),
  };
}

function articleLine({ title, url }: ArticleLink): CardElement {
  const run = { type: "TextRun", text: title, color: "Accent", underline: true };
  return {
    type: "RichTextBlock",
    spacing: "Small",
    inlines: [{ ...run, selectAction: openUrl(title, url) }],
  };
}

function openUrl(title: string, url: string): CardElement {
  return { type: "Action.OpenUrl", title, url };
}
