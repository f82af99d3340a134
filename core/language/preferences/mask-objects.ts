import { languageTag } from "../../privacy/language-names.js";
import type { PreferenceAttributes } from "./preference-attributes.js";

/**
 * A message's words with what preferences can be about in place of the words for it, so that rules need not know
 * them: `%p:wool` an attribute, `%c:phone` a way of contact, `%v:phone` being contacted so ("call me"), `%l:de` a
 * language.
 */
export function maskObjects(words: readonly string[], { lexicon }: PreferenceAttributes): string {
  const text = CONTACT.reduce((masked, [from, to]) => masked.replace(from, to), words.join(" "));
  const given = text.split(" ");
  const masked: string[] = [];
  for (let index = 0; index < given.length; ) {
    const word = given[index] ?? "";
    const found = word.startsWith("%") ? undefined : lexicon.at(given, index);
    const tag = languageOf(word);
    if (found !== undefined) {
      masked.push(product(found.entry.object), ...(found.rest === undefined ? [] : [found.rest]));
      index += found.words;
      continue;
    }
    if (tag !== undefined) masked.push(`%l:${tag}`);
    else {
      const meant = word.startsWith("%") ? undefined : lexicon.misspelt(word);
      masked.push(meant === undefined ? word : product(meant.object));
    }
    index++;
  }
  return masked.join(" ");
}

/** The attribute, way of contact or language that a masked word stands for. */
export function unmask(masked: string): string {
  return masked.slice(masked.indexOf(":") + 1).replaceAll("_", " ");
}

function product(object: string): string {
  return `%p:${object.replaceAll(" ", "_")}`;
}

/** Tags of two letters are words of other languages (`is`, `no`, `it`), so only names count. */
function languageOf(word: string): string | undefined {
  return word.length > 4 ? languageTag(UNFOLDED[word] ?? word) : undefined;
}

const UNFOLDED: Readonly<Record<string, string>> = {
  franzoesisch: "französisch",
  daenisch: "dänisch",
  tuerkisch: "türkisch",
  niederlaendisch: "niederländisch",
  hollaendisch: "holländisch",
  rumaenisch: "rumänisch",
  portuguese: "portuguese",
};

const contact = (source: string, to: string): readonly [RegExp, string] => [
  new RegExp(`(?<![%:\\w])(?:${source})(?![\\w])`, "g"),
  to,
];

/** Ways of contact by their words; verbs with whom they contact. In this order. */
const CONTACT: readonly (readonly [RegExp, string])[] = [
  contact(
    "(?:rufen sie|rufe?|ruft)(?: bitte)? (?:mich|uns|diese nummer|hier) ((?:\\w+ ){0,4})an",
    "%v:phone $1",
  ),
  contact(
    "(?:mich |uns )?an(?:ge|zu)?rufen|anruft|mich (?:zu )?telefonisch (?:zu )?kontaktieren",
    "%v:phone",
  ),
  contact("telefonier(?:en|e|t)", "%v:phone"),
  contact(
    "(?:call|phone|ring|telephone)(?:ing)? (?:me|us|(?:this|my) (?:phone )?number)(?: up)?|(?:be|being|getting|get) (?:called|phoned|rung)(?: up)?|(?:talk|talking|speak|speaking) on the (?:tele)?phone|calling|phoning",
    "%v:phone",
  ),
  contact("(?<=\\bnot )(?:call|ring|phone)(?= ,| \\.|$)", "%v:phone"),
  contact("(?:text|message)(?:ing)? me by sms|text(?:ing)? (?:me|us)|(?:be|being) texted", "%v:sms"),
  contact("(?:send|write|drop) (?:me|us) (?:an )?emails?|email(?:ing)? (?:me|us)", "%v:email"),
  contact(
    "(?:tele)?phone calls?|calls|a call|anrufen?|anrufe?n?|telefonaten?|telefonate?|telefonisch|telefon|(?:tele)?phone",
    "%c:phone",
  ),
  contact("emails?|mails?", "%c:email"),
  contact("(?:text|sms) messages?|texts|text|sms|smse?n?", "%c:sms"),
  contact(
    "(?:paper )?letters?(?: (?:by|in the) (?:post|mail))?|briefe?(?: (?:mit|per) (?:der )?post)?|(?:by|per) post|briefpost",
    "%c:post",
  ),
];
