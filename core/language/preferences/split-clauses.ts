/** A clause of a message, and what is known of how it was meant. */
export interface Clause {
  readonly text: string;
  /** Asked, told of what others say, wished under a condition, or denied as a whole: it states nothing. */
  readonly statesNothing: boolean;
}

/** Words that begin another clause, and are no part of it. */
const CONTRAST = /^(?:but|aber|though|although|however|allerdings|jedoch|instead|stattdessen|obwohl)$/;
const REASON = /^(?:because|weil|since|denn)$/;
const NEXT_AFTER_AND =
  /^(?:i|we|ich|wir|please|bitte|could|can|it|my|mein|meine|es|they|sie|when|how|wie|do|rufen|schreiben|antworten|don|das|that|reply|we|also)$/;
/** After a comma these go on with the clause before it. */
const CONTINUES = /^(?:that|als|dass|ob|whether|mir|zu|who|which)$/;

const JOIN = /^(?:and|or|und|oder|noch|nor)$/;
/** Before the comma of a German infinitive. */
const UNFINISHED = /(?:weigere mich|aufhoeren|hoert auf|hoeren sie auf|hoer auf)$/;

const ASKS_WITH_MARK =
  /^(?:what|which|why|how|who|where|when|any|do|does|did|is|are|was|were|can|could|would|will|should|shall|have|has|was|welche[rsnm]?|wie|warum|wieso|weshalb|wann|wo|wer|worin|womit|ist|sind|habt|haben|hat|gibt|soll|sollte|darf|kann|koennen|wuerde|noch|sprechen|sprecht|verkauft|verkaufen)\b/;
const ASKS_WITHOUT_MARK =
  /^(?:(?:do|does|did|are|is|were|can|could|would|will|should|have|has) (?:i|you|u|your|it|there|they|the|these|those|we|people|someone|%\S+)|how (?:do|does|can|much|many)|why (?:do|does|is|are)|which one|what (?:do|does|is|are)|habt ihr|haben sie|hast du|gibt es|sprechen sie|sprecht ihr|sprichst du|sind (?:eure|ihre|die)|ist (?:das|die|der|%\S+)|soll ich|was ist|wie (?:kann|wasche|viel)|warum|welche)\b/;
/** "Could you …" asks for something to be done, not for an answer. */
const REQUEST =
  /^(?:can|could|would|will) (?:you|u|we|i)(?: please| maybe| kindly| just)*(?! (?:like|mind|have|recommend)\b) |^(?:koennt|koennten|koennen|koenntet|kannst|koenntest|wuerden|wuerdet) (?:sie|ihr|du|wir)(?: mir)?(?: bitte)? /;
const OPENING = /^(?:(?:hi|hello|hey|hallo|and|und|so|also|then|dann|well|ok|okay|yes|ja|just|oh|na|sorry|for next time|btw|by the way|uebrigens) )+/;

const SAYS =
  /\b(?:said|says|say|saying|told|tells|claims?|claimed|according|thinks?|sagt|sagte|sagen|gesagt|meinte|meint|behauptet|laut|erzaehlt|steht (?!mir|uns)|hiess|findet|meinen)\b/;
/** What a doctor says of somebody is a fact about them. */
const DOCTOR = /\b(?:doctor|dermatologist|allergist|gp|arzt|aerztin|hautarzt|hautaerztin)\b/;
/** The writer's own words for introducing what they think. */
const OWN_SAYING =
  /\b(?:as i said|like i said|i (?:must|have to|would|can only) say(?! that i)|let me say|wie gesagt|ich muss sagen|i (?:really )?think|ich finde)\b/g;
const DENIED =
  /\b(?:not that|nicht dass|nicht so dass|nicht so , dass|would not say|wuerde nicht sagen|never said|nie gesagt|not as if|not like i)\b/;
const CONDITION = /^(?:if|wenn|falls|unless|suppose|maybe|perhaps|vielleicht|eventuell)\b.*\b(?:i|we|ich|wir)\b/;

/** Sentences of a masked message as clauses, each with whether it states anything. */
export function splitClauses(masked: string): readonly Clause[] {
  return (masked.match(/[^.?]+[.?]*/g) ?? []).flatMap((sentence) =>
    clausesOf(sentence.replace(/[.?]/g, " ").trim().split(/\s+/), sentence.includes("?")),
  );
}

function clausesOf(words: readonly string[], hasMark: boolean): readonly Clause[] {
  const parts = cut(words);
  let asked = false;
  let told = false;
  const opened = parts.map(({ text, isContrast }) => {
    const spoken = text.replace(OWN_SAYING, " ").replace(OPENING, "").replace(/\s+/g, " ").trim();
    const request = spoken.replace(REQUEST, "");
    const isRequest = request !== spoken;
    if (isRequest) asked = false;
    else if ((hasMark ? ASKS_WITH_MARK : ASKS_WITHOUT_MARK).test(spoken)) asked = true;
    if (isContrast) told = false;
    if (SAYS.test(spoken) && !DOCTOR.test(spoken)) told = true;
    return { text: request, isRequest, asked, told, denied: DENIED.test(spoken) || CONDITION.test(spoken) };
  });
  // A sentence that ends in a question mark asks something, if not in the words that are known here, at its end.
  const anyAsked = opened.some((clause) => clause.asked || clause.isRequest);
  return opened.map(({ text, asked: isAsked, told: isTold, denied }, index) => ({
    text,
    statesNothing: isAsked || isTold || denied || (hasMark && !anyAsked && index === opened.length - 1),
  }));
}

interface Part {
  readonly text: string;
  readonly isContrast: boolean;
}

function cut(words: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  let current: string[] = [];
  let isContrast = false;
  const close = (nextIsContrast: boolean) => {
    if (current.length > 0) parts.push({ text: current.join(" "), isContrast });
    current = [];
    isContrast = nextIsContrast;
  };
  words.forEach((word, index) => {
    const [before, next = "", afterNext = ""] = [words[index - 1] ?? "", words[index + 1], words[index + 2]];
    if (word === ",") {
      const isList = before.startsWith("%") && (next.startsWith("%") || afterNext.startsWith("%"));
      // Of two, "X, and Y" begins something new; of three it ends the list.
      const joins = next.startsWith("%") || (JOIN.test(next) && current.includes(","));
      if ((isList && joins) || CONTINUES.test(next) || UNFINISHED.test(current.join(" "))) current.push(word);
      else close(current.length === 0 && isContrast);
    } else if (CONTRAST.test(word) && !/^(?:anything|everything|all|nothing)$/.test(before)) close(true);
    else if (REASON.test(word)) close(isContrast);
    else if (/^(?:and|und)$/.test(word) && NEXT_AFTER_AND.test(next)) close(isContrast);
    else current.push(word);
  });
  close(false);
  return parts;
}
