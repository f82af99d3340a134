const OBJECT = "%[pcl]:[^\\s,]+";
/** What may stand around the words by which somebody corrects themselves. */
const AROUND = "(?:[,.]|or|oder|oh|ach|and|und|ah|aeh|actually|in|auf|to|gegen)";
/** Words by which somebody takes back what they just said, to say another thing in its place. */
const TAKEN_BACK =
  "(?:no ,|no (?:i mean|i meant|wait|sorry)|nein ,|nein (?:ich|warte|sorry)|wait|warte|sorry|entschuldigung|pardon|verzeihung|apologies|i meant?|ich mein(?:e|te)|meine ich|meant?|quatsch|or rather|besser gesagt|make that|scratch that|korrigiere)";

/**
 * A correction of an object alone: "wool, no, I meant synthetic". Of the three parts that such a repair has (Levelt,
 * "Monitoring and self-repair in speech", Cognition 14, 1983), only the last stays.
 */
const REPAIR = new RegExp(
  `${OBJECT}((?: please| bitte)?)(?: ${AROUND}){0,3}(?: ${TAKEN_BACK}(?: ${AROUND}){0,3}){1,3} (${OBJECT})(?! (?:is|are|ist|sind)\\b)(?: ,(?= (?:is|are|would|ist|sind|mag|bevorzuge|waere)\\b))?`,
  "g",
);

/** Words that take back what was said before them, whatever it was. */
export const RETRACTION =
  /\b(?:scratch that|(?<!\b(?:no|not) )(?:kidding|joking)|forget (?:that(?! (?:i|we|\S+ (?:allergy|thing))\b)|it|what i said(?! about))|that is (?:wrong|not true|nonsense)|never mind that|(?:kleiner )?scherz|war nur spass|vergiss das(?! mit)|vergessen sie das(?! mit)|quatsch|stimmt (?:aber |so )?nicht)\b/;

/** "Allergic to wool not down": where one is said not to be, it begins another clause, and no list. */
const NOT_ALLERGIC =
  /(allergic (?:to|against) %p:\S+|%p:\S+ allergisch|allergisch gegen %p:\S+) (?=(?:and |und )?(?:not|nicht) (?:to |gegen )?%p)/g;

/** A masked message without what it corrects of its own objects. */
export function repairSpeech(masked: string): string {
  return masked
    .replace(REPAIR, (_whole, politeness: string, meant: string) => `${meant}${politeness}`)
    .replace(NOT_ALLERGIC, "$1 , ");
}
