import { deniesAllergy } from "./allergy-denial.js";
import type { Polarity, StrengthClass } from "./preference-mention.js";

/** What a clause says of the objects in it, where no rule knows its form. */
export interface Weighed {
  readonly objects: readonly string[];
  readonly polarity: Polarity;
  readonly strength: StrengthClass;
}

/** The writer is in it. */
const OF_WRITER =
  /\b(?:i|me|my|mine|we|us|our|myself|ich|mir|mich|meine?[nmrs]?|wir|uns|unsere?[nmrs]?|bei mir)\b/;

/** Words that turn round what is said. */
export const NEGATOR =
  /\b(?:not|no|never|nothing|without|none|neither|nicht|keine?[nmrs]?|nie|niemals|nichts|ohne|weder)\b/;

const LIKING =
  /\b(?:prefer\w*|preferences?|favou?rites?|love|loving|passion|happiest|happier|best|go to|first choice|my choice|my thing|my style|my kind of|my cup of tea|a must|essential|crucial|important|the most|likes? most|enjoy\w*|fond|appreciate|swear by|addict\w*|big fan|fan of|person|all about|can not get enough|switched to|converted to|changed to|at home in|like|like best|lieber|liebsten|bevorzug\w*|lieblings\w*|favorit\w*|liebe|leidenschaft|wohl|wohler|wohlsten|erste wahl|muss|wichtig|gern|gerne|mag|fan|meins|mein ding|mein fall|meine farbe|mein stoff|mein geschmack|schwoere?|umgestiegen|gewechselt|begeistert|angetan|schaetze|mensch|typ|gefaellt|gefallen)\b/;

const DISLIKING =
  /\b(?:hate|dislike|detest|loathe|despise|avoid\w*|skip|wasted on|refuse|awful|terrible|horrible|ugly|yuck|gross|sick of|fed up|puts? me off|itch\w*|scratch\w*|against|refrain|spare me|had enough of|gone off|turned off|hasse|verabscheue|meide|vermeide|furchtbar|schrecklich|scheusslich|haesslich|kratzt|juckt|satt|gegen|ueberspringen|verschont|verschonen|sparen|zuwider|graus|abschreckend|stoert)\b/;

/** With a negation, these are what one does not do with a thing that one avoids. */
const HAVING =
  /\b(?:deal with|handle|stand|bear|stomach|wear|own|touch|want|buy|halte\b.*\baus|halten|tragen|trage|anziehen|ertrage|kaufe|besitze|anfassen|funktionier\w*|taugt|taugen|brauche ich|brauchen wir|will|(?:me|my thing|mein ding)$)\b/;

const ALLERGIC =
  /\b(?:allerg\w*|intoleran\w*|unvertraeglich\w*|rash\w*|hives|break out|breaks? me out|eczema|swell\w*|anaphyla\w*|ausschlag|quaddeln|ekzem\w*|neurodermitis|schwill\w*|schwellen|anschwell\w*|asthma)\b/;

/** About an order, a parcel or a broken thing; about the past; or a wish for once. */
const OF_SOMETHING_ELSE =
  /\b(?:orders?|ordered|return\w*|refund\w*|exchange|bought|received|arrived|parcel|broke\w*|crack\w*|hole|missing|tore|torn|leak\w*|hear|wash\w*|pay|invoice|wish|service|was|were|had(?! enough)|used to|would like|would love|mind|care less|looking for|search\w*|need|find|looked|bestell\w*|zurueck\w*|erstatt\w*|umtausch\w*|gekauft|bekommen|geliefert|kaputt|fehlt|gerissen|loch|hoeren|rechnung|paket|waere|waren|war(?! schon immer)|hatte|frueher|wuensch\w*|haette gern|moechte gern|wuerde gern|suche|brauche eine?n?|waschen|egal|wurscht|service)\b(?! been)/;

/**
 * Weighs a clause's words: liking or disliking, turned round by a negation, of what the writer says of themselves.
 * @returns `undefined` where that is not clear
 */
export function weighClause(text: string): Weighed | undefined {
  const objects = text.match(/%p:[^\s,]+/g) ?? [];
  if (objects.length === 0) return undefined;
  const words = text.replace(/%[pcvl]:[^\s,]+/g, "%");
  const negators = words.split(" ").filter((word) => NEGATOR.test(word)).length;
  if (ALLERGIC.test(words)) {
    const isTheirs = OF_WRITER.test(words) || /^(?:\S+ ){0,4}% \S*allerg/.test(words);
    return isTheirs &&
      !deniesAllergy(text) &&
      !/\b(?:not|no longer|nicht|nie|keine) (?:\S+ ){0,2}\S*(?:allerg|intoler|unvertr)/.test(words)
      ? { objects, polarity: "avoids", strength: "hard" }
      : undefined;
  }
  // What somebody likes is that something happens, and not the thing.
  if (/\b(?:that|dass|whether|ob|how|wie|when|wenn) (?!i |we |ich |wir )(?:\S+ )*%/.test(words))
    return undefined;
  if (!OF_WRITER.test(words) || OF_SOMETHING_ELSE.test(words) || negators > 1) return undefined;
  const isDenied = negators === 1;
  const [likes, dislikes] = [LIKING.test(words), DISLIKING.test(words)];
  if (dislikes) return isDenied || likes ? undefined : { objects, polarity: "avoids", strength: "normal" };
  if (isDenied && (likes || HAVING.test(words))) return { objects, polarity: "avoids", strength: "normal" };
  return likes && !isDenied ? { objects, polarity: "likes", strength: "normal" } : undefined;
}
