/** Entities that help desks' editors write; all others come as numbers. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  euro: "€",
  pound: "£",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  times: "×",
  middot: "·",
  bull: "•",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
};

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  "address article aside blockquote div dl dt dd fieldset figure footer form header hr main nav ol p pre section table tr ul h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
/** … with an empty line before and after. */
const PARAGRAPHS = new Set("blockquote ol p pre table ul h1 h2 h3 h4 h5 h6".split(" "));

const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
/** A tag; one that is never closed is text. Quotes may hold a `>`, but no `<`: a search for the end ends soon. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/gi;

/**
 * What a reader sees of a piece of HTML, as plain text: paragraphs and line breaks as such, `- ` before the points of
 * a list, a link's address behind its text. Nothing of it is run or loaded, and the result is text, not safe HTML:
 * whoever shows it escapes it.
 */
export function htmlToText(html: string): string {
  let text = "";
  let last = 0;
  const hrefs: { readonly href: string; readonly start: number }[] = [];
  const seen = html.replace(UNSEEN, "");
  for (const tag of seen.matchAll(TAG)) {
    text += inline(seen.slice(last, tag.index));
    last = tag.index + tag[0].length;
    const [, slash, name = "", attributes = ""] = tag;
    const element = name.toLowerCase();
    const closes = slash === "/";
    if (element === "br") text += "\n";
    else if (element === "li") text = closes ? text : `${withBreaks(text, 1)}- `;
    else if (element === "td" || element === "th") text += closes ? "\t" : "";
    else if (element === "a" && !closes) hrefs.push({ href: hrefOf(attributes), start: text.length });
    else if (element === "a") text += addressBehind(text, hrefs.pop());
    else if (PARAGRAPHS.has(element)) text = withBreaks(text, 2);
    else if (BLOCKS.has(element)) text = withBreaks(text, 1);
  }
  return tidied(decoded(text + inline(seen.slice(last))));
}

/** The text with at least so many line breaks at its end, unless it is empty. */
function withBreaks(text: string, atLeast: number): string {
  let breaks = 0;
  let at = text.length - 1;
  for (; at >= 0 && (text[at] === "\n" || text[at] === " "); at--) if (text[at] === "\n") breaks++;
  return at < 0 ? text : text + "\n".repeat(Math.max(0, atLeast - breaks));
}

/** Spaces and line breaks of the source are one space. */
function inline(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, " ");
}

function hrefOf(attributes: string): string {
  const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
  return (double ?? single ?? bare ?? "").trim();
}

/** The address of a link that says something else. */
function addressBehind(
  text: string,
  link: { readonly href: string; readonly start: number } | undefined,
): string {
  if (link === undefined || !/^(https?:|mailto:|tel:|\{\{)/i.test(link.href)) return "";
  const shown = text.slice(link.start).trim();
  const plain = link.href.replace(/^(mailto|tel):/i, "");
  return shown === plain || shown === link.href ? "" : ` (${plain})`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    // No such character, or half of one.
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return all;
    return String.fromCodePoint(code);
  });
}

function tidied(text: string): string {
  return text
    .replace(/\u00a0/g, " ")
    .split("\n")
    .map((line) => line.replace(/[ \t]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\n+(?=- )/g, "\n")
    .trim();
}
