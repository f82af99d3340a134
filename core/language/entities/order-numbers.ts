import { codeSpelling, compactCode } from "./code-spelling.js";
import type { Entity } from "./entity.js";
import { type EntityPattern, findPattern } from "./entity-pattern.js";
import { type TextToken, textTokens } from "./text-token.js";

/** What is known of a customer's order numbers. */
interface OrderKnowledge {
  /** The customer's own orders, as they are spelt. */
  readonly ownOrders: readonly string[];
  /** The tenant's pattern of order numbers. Without one their shape is that of the customer's own. */
  readonly pattern: EntityPattern | undefined;
}

const MAX_RUNS = 8;

/** What may stand within a spelt code; a point or a space only where the code is known. */
const GLUE = /^[-_/#]?$/;
const LOOSE_GLUE = /^(?:[-_/#.]|\s|\s?[-#]\s?)?$/;

const CUE =
  /(?:\border(?: ?(?:number|id|ref|no|nr))?|bestell(?:ung|nummer|nr)|auftrags?(?:nummer|nr)?|vorgangsnummer)(?:\.|,|:| is| ist| von| mit der nummer)?\s{0,2}(?:no\.?|nr\.?|nummer|number)?[\s:]{0,2}#?\s?$/i;

/**
 * Order numbers. The customer's own are found however they are spelt, and are certain; what only looks like one
 * (the tenant's pattern; or the own orders' shape; or letters with three digits and more; or four digits behind
 * *order*, three behind `#`) is `known: false`.
 */
export function findOrderNumbers(
  text: string,
  tokens: readonly TextToken[],
  { ownOrders, pattern }: OrderKnowledge,
): Entity[] {
  const own = new Map(ownOrders.map((order) => [compactCode(order), order]));
  const shapes = ownOrders.map((order) => textTokens(order).map(({ folded }) => folded));
  const beginnings = new Set(shapes.map(([first]) => first));
  const found: Entity[] =
    pattern === undefined ? [] : findPattern(text, pattern).map((match) => judge(match, own));
  for (let first = 0; first < tokens.length; first++) {
    const token = tokens[first];
    if (token === undefined || tokens[first - 1]?.end === token.start) continue;
    const hash = /#\s?$/.exec(text.slice(Math.max(0, token.start - 2), token.start))?.[0] ?? "";
    const start = token.start - hash.length;
    const known = beginnings.has(token.folded) ? longestOwn(text, tokens, first, own) : undefined;
    if (known !== undefined) {
      const isBare = /^\d{1,3}$/.test(known.order);
      if (isBare && hash === "" && !isCued(text, start)) continue;
      found.push({
        type: "order_number",
        value: known.order,
        known: true,
        start,
        end: known.end,
        confidence: 1,
      });
    } else if (pattern === undefined) {
      const runs = gluedRuns(text, tokens, first);
      const end = runs.at(-1)?.end ?? token.end;
      const parts = runs.map(({ folded }) => folded);
      const digits = parts.join("").replace(/[^0-9]/g, "").length;
      if (digits < 3 || digits > 20 || parts.length > MAX_RUNS) continue;
      const cued = (digits >= 4 && isCued(text, start)) || hash !== "";
      const shaped = ownOrders.length > 0 ? shapes.some((shape) => isAlike(shape, parts)) : isLettered(parts);
      if (!cued && !shaped) continue;
      const value = codeSpelling(text.slice(token.start, end));
      // Who leaves out the letters of their own order still means it.
      const [meant, ...others] = cued
        ? ownOrders.filter((order) => compactCode(order).endsWith(parts.join("")))
        : [];
      found.push(
        meant !== undefined && others.length === 0
          ? { type: "order_number", value: meant, known: true, start, end, confidence: 0.9 }
          : { type: "order_number", value, known: false, start, end, confidence: cued ? 0.8 : 0.6 },
      );
    }
  }
  return found;
}

function judge({ value, start, end }: Entity, own: ReadonlyMap<string, string>): Entity {
  const spelt = String(value);
  const order = own.get(compactCode(spelt));
  return order === undefined
    ? { type: "order_number", value: spelt, known: false, start, end, confidence: 0.8 }
    : { type: "order_number", value: order, known: true, start, end, confidence: 1 };
}

/** The longest own order that begins at a token, and where it ends. */
function longestOwn(
  text: string,
  tokens: readonly TextToken[],
  first: number,
  own: ReadonlyMap<string, string>,
) {
  let compact = "";
  let longest: { readonly order: string; readonly end: number } | undefined;
  for (let index = first; index < Math.min(tokens.length, first + MAX_RUNS); index++) {
    const [token, previous] = [tokens[index], tokens[index - 1]];
    if (token === undefined) break;
    if (index > first && !LOOSE_GLUE.test(text.slice(previous?.end, token.start))) break;
    compact += token.folded;
    const order = own.get(compact);
    if (order !== undefined && tokens[index + 1]?.start !== token.end) longest = { order, end: token.end };
  }
  return longest;
}

/** The runs that are written together with a first one: `A-1001`. */
function gluedRuns(text: string, tokens: readonly TextToken[], first: number): readonly TextToken[] {
  let last = first;
  while (last - first <= MAX_RUNS) {
    const [token, next] = [tokens[last], tokens[last + 1]];
    if (next === undefined || !GLUE.test(text.slice(token?.end, next.start))) break;
    last++;
  }
  return tokens.slice(first, last + 1);
}

/** The same letters, and as many digits, one more or less. */
function isAlike(shape: readonly string[], parts: readonly string[]): boolean {
  if (!shape.some((part) => /\p{L}/u.test(part))) return false;
  return (
    shape.length === parts.length &&
    shape.every((part, index) => {
      const other = parts[index] ?? "";
      return /^\d+$/.test(part)
        ? /^\d+$/.test(other) && Math.abs(part.length - other.length) <= 1
        : part === other;
    })
  );
}

/** One to four letters, then digits: the shape that most shops give. */
function isLettered([letters = "", ...digits]: readonly string[]): boolean {
  return /^\p{L}{1,4}$/u.test(letters) && digits.length > 0 && digits.every((part) => /^\d+$/.test(part));
}

function isCued(text: string, start: number): boolean {
  return CUE.test(text.slice(Math.max(0, start - 40), start));
}
