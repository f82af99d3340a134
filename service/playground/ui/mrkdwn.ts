/** A piece of Slack's mrkdwn ("Formatting message text", docs.slack.dev), for a renderer to draw as text. */
export type MrkdwnNode =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly children: readonly MrkdwnNode[] }
  | { readonly kind: "link"; readonly url: string; readonly text: string }
  | { readonly kind: "mention"; readonly text: string };

const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])/u;

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function angled(inner: string): MrkdwnNode {
  const [target = "", label] = inner.split("|", 2);
  if (/^[@#!]/.test(target)) return { kind: "mention", text: unescaped(label ?? target) };
  const isSafe = /^(?:https?:\/\/|mailto:)/i.test(target);
  if (!isSafe) return { kind: "text", text: unescaped(label ?? target) };
  return { kind: "link", url: unescaped(target), text: unescaped(label ?? target) };
}

const STYLES = { "*": "bold", _: "italic", "~": "strike" } as const;

function isStyle(mark: string | undefined): mark is keyof typeof STYLES {
  return mark !== undefined && mark in STYLES;
}

/**
 * Reads bold, italic, strike, code, links and mentions; everything else stays text, and only http, https
 * and mailto become links. The result holds no markup, so drawing it as text nodes is safe.
 *
 * @example parseMrkdwn("*Hi*") // [{ kind: "bold", children: [{ kind: "text", text: "Hi" }] }]
 */
export function parseMrkdwn(source: string): readonly MrkdwnNode[] {
  const nodes: MrkdwnNode[] = [];
  let rest = source;
  for (let match = TOKEN.exec(rest); match !== null; match = TOKEN.exec(rest)) {
    const [all, code, angle, mark, styled] = match;
    if (match.index > 0) nodes.push({ kind: "text", text: unescaped(rest.slice(0, match.index)) });
    if (code !== undefined) nodes.push({ kind: "code", text: unescaped(code) });
    else if (angle !== undefined) nodes.push(angled(angle));
    else if (isStyle(mark)) nodes.push({ kind: STYLES[mark], children: parseMrkdwn(styled ?? "") });
    rest = rest.slice(match.index + all.length);
  }
  if (rest !== "") nodes.push({ kind: "text", text: unescaped(rest) });
  return nodes;
}
