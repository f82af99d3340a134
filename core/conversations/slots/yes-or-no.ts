import { textTokens } from "../../language/entities/text-token.js";

const YES = new Set(
  (
    "yes yep yeah yup yea ya sure ok okay okey alright correct right exactly absolutely definitely certainly please " +
    "ja jo jup jep jawohl jawoll genau klar gern gerne stimmt richtig passt sicher naturlich doch unbedingt freilich bitte " +
    "oui si sim tak"
  ).split(" "),
);
const NO = new Set(
  "no nope nah nay never not dont nein no ne nee noe nicht niemals keinesfalls keineswegs non nao nie".split(
    " ",
  ),
);
const OPENERS = new Set("oh ah hm hmm well um uh ahm ah also na naja tja oh aeh mm mhm hi hallo".split(" "));

const PHRASES: readonly (readonly [RegExp, boolean | undefined])[] = [
  [
    /^(?:why not|warum nicht|wieso nicht|no problem|kein problem|no worries|of course|go ahead|do it|mach(?:en sie)? das|sounds good|that s (?:right|fine|it|correct)|it is|i do|das stimmt)\b/,
    true,
  ],
  [
    /^(?:of course not|naturlich nicht|sicher nicht|auf keinen fall|in keinem fall|lieber nicht|eher nicht|absolutely not|certainly not|definitely not|that s (?:wrong|not)|das stimmt nicht|i don t(?! know| think)|it isn t|ok(?:ay)? no|ja nein|passt nicht|stimmt nicht|richtig nicht|not right)\b/,
    false,
  ],
  // Agreed in general, and not now.
  [
    /^(?:yes|yeah|yep|ok|okay|sure|ja|jo|klar|gern|gerne)\b.{0,40}\b(?:not (?:now|yet|today|right now)|later|nicht (?:jetzt|heute|gleich)|noch nicht|spater)\b/,
    false,
  ],
  [
    /^(?:not sure|no idea|dont know|i don t know|weiss (?:ich )?nicht|ich weiss (?:es )?nicht|keine ahnung|nicht sicher|bin (?:mir )?nicht sicher|right now|no wonder|no longer|nicht mehr)\b/,
    undefined,
  ],
];

/**
 * Whether an answer begins with yes or no, in English, German, and the plain words of five more languages: `yep`,
 * `jo, passt`, `nein danke`, `why not`.
 * @returns `undefined` for anything else, and for not knowing (`not sure`)
 */
export function yesOrNo(text: string): boolean | undefined {
  const words = textTokens(text.slice(0, 200)).map(({ folded }) => folded);
  while (OPENERS.has(words[0] ?? "")) words.shift();
  const sentence = words.join(" ");
  // The second list holds longer phrases that begin as those of the first do.
  const phrase = PHRASES.filter(([pattern]) => pattern.test(sentence)).sort(
    ([a], [b]) => (b.exec(sentence)?.[0].length ?? 0) - (a.exec(sentence)?.[0].length ?? 0),
  )[0];
  if (phrase !== undefined) return phrase[1];
  const [first = ""] = words;
  if (YES.has(first)) return true;
  return NO.has(first) ? false : undefined;
}
