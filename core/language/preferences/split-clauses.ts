/** A clause of a message, and what is known of how it was meant. */
export interface Clause {
  readonly text: string;
  /**
   * `stated`; `asked`; or `void`: it tells of others, what they say, what would be, or it is denied as a whole.
   */
  readonly mood: "stated" | "asked" | "void";
}

/** No one says what they like in more words; so long a clause is one without punctuation, and cut. */
const MAX_WORDS = 40;

/** Words that begin another clause, and are no part of it. */
const CONTRAST = /^(?:but|aber|though|although|however|allerdings|jedoch|instead|stattdessen|obwohl)$/;
const REASON = /^(?:because|weil|since|denn)$/;
const THEREFORE = /^(?:please|no|nothing|i|bitte|keine?)$/;
const NEXT_AFTER_AND =
  /^(?:i|we|ich|wir|please|bitte|could|can|it|my|mein|meine|es|they|sie|when|how|wie|do|rufen|schreiben|antworten|don|das|that|reply|we|also)$/;
/** After a comma these go on with the clause before it. */
const CONTINUES = /^(?:that|als|dass|ob|whether|mir|zu|who|which)$/;

const JOIN = /^(?:and|or|und|oder|noch|nor)$/;
const VERB = /^(?:is|are|works?|suits?|ist|sind|mag|passt|gefaellt|waere|would)$/;
const RELATIVE = /^(?:der|die|das|who|whose|whom)\b/;
/** Before the comma of a German infinitive. */
const UNFINISHED =
  /(?:weigere mich|versuche|hasse es|mag es nicht|aufhoeren|hoert auf|hoeren sie auf|hoer auf|vergiss|vergesst|vergessen sie|^(?:instead of|rather than) %[cv]:\S+)$/;

const ASKS_WITH_MARK =
  /^(?:what|which|why|how|who|where|when|any|do|does|did|is|are|was|were|can|could|would|will|should|shall|have|has|was|welche[rsnm]?|wie|warum|wieso|weshalb|wann|wo|wer|worin|womit|ist|sind|habt|haben|hat|gibt|soll|sollte|darf|kann|koennen|wuerde|noch|sprechen|sprecht|verkauft|verkaufen)\b/;
const ASKS_WITHOUT_MARK =
  /^(?:(?:do|does|did|are|is|were|can|could|would|will|should|have|has) (?:i|you|u|your|it|there|they|the|these|those|we|people|someone|%\S+)|how (?:do|does|can|much|many)|why (?:do|does|is|are)|which one|what (?:do|does|is|are)|habt ihr|haben sie|hast du|gibt es|sprechen sie|sprecht ihr|sprichst du|sind (?:eure|ihre|die)|ist (?:das|die|der|%\S+)|soll ich|was ist|wie (?:kann|wasche|viel)|warum|welche)\b/;
/** "Could you …" asks for something to be done, not for an answer. */
const REQUEST =
  /^(?:would you mind|would it be possible(?: for you)?(?: to)?|is it possible(?: for you)?(?: to)?|waere es moeglich(?: ,)?(?: dass (?:sie|ihr))?|ist es moeglich(?: ,)?(?: dass (?:sie|ihr))?) |^(?:can|could|would|will) (?:you|u|we|i)(?: please| maybe| kindly| just)*(?! (?:like|mind|have|recommend)\b) |^(?:koennt|koennten|koennen|koenntet|kannst|koenntest|wuerden|wuerdet) (?:sie|ihr|du|wir)(?: mir)?(?: bitte)? /;
const OPENING =
  /^(?:(?:hi|hello|hey|hallo|and|und|so|also|then|dann|well|ok|okay|yes|ja|just|oh|na|sorry|for next time|btw|by the way|uebrigens) )+/;

const SAYS =
  /\b(?:said|says|say|saying|told|tells|claims?|claimed|according|thinks?|sagt|sagte|sagen|gesagt|meinte|meint|behauptet|laut (?:der|dem|des|den|einer|eines|ihrer|eurer|euch|ihnen)|erzaehlt|steht (?!mir|uns)|hiess|findet)\b/;
/** What somebody takes back that they said, and does not report. */
const TAKES_BACK = /^(?:\S+ ){0,3}(?:forget|ignore|disregard|vergiss|vergesst|vergessen)\b/;
/** "…, she said": what was said stands before it. */
const SAYS_AFTER =
  /^(?:(?:he|she|my \w+) (?:said|says|told me)|(?:said|says) (?:he|she|my \w+)|(?:sagt|sagte|meint|meinte) (?:er|sie|meine? \w+))$/;
/** What a doctor says of somebody is a fact about them. */
const DOCTOR = /\b(?:doctor|dermatologist|allergist|gp|arzt|aerztin|hautarzt|hautaerztin)\b/;
/** The writer's own words for introducing what they think. */
const OWN_SAYING =
  /\b(?:as i said|like i said|i (?:must|have to|would|can only) say(?! that i)|let me say|wie gesagt|ich muss sagen|i (?:really )?think|ich finde)\b/g;
const DENIED =
  /\b(?:not that|nicht dass|nicht so dass|nicht so , dass|would not say|wuerde nicht sagen|never said|nie gesagt|not as if|not like i)\b/;
const OTHERS =
  /\b(?:wife|husband|partner|sons?|daughters?|kids?|child|children|brothers?|sisters?|mothers?|mom|mum|fathers?|dad|parents|friends?|boyfriend|girlfriend|boss|colleagues?|flatmates?|roommates?|neighbours?|uncle|aunt|cousin|grandma|grandpa|customers|people|everyone|everybody|nobody|someone|somebody|they|he|she|frau|mann|partnerin|sohn|tochter|kind|kinder|bruder|schwester|mutter|vater|eltern|freunde?|freunden|freundin|chef|chefin|kollegen?|kollegin|mitbewohner(?:in)?|nachbarn?|onkel|tante|oma|opa|kunden|leute|viele|manche|jemand|niemand)\b/;
const WRITER = /\b(?:i|we|me|us|our|ich|wir|mir|mich|uns|no one|unsere?[rnms]?)\b/;
/** "If it were cheaper", and what would be then. */
const IRREAL = /^(?:if|wenn|falls)\b.*\b(?:were|was|had|could|waere|waeren|haette|haetten|koennte|wuerde)\b/;
const WOULD = /\b(?:would|wuerde|wuerden|haette|waere)\b/;
const CONDITION =
  /^(?:if|wenn|falls|unless|suppose|maybe|perhaps|vielleicht|eventuell)\b.*\b(?:i|we|ich|wir)\b/;

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
  let wasVoid = false;
  let irreal = false;
  const opened = parts.map(({ text, isContrast }) => {
    const spoken = text.replace(OWN_SAYING, " ").replace(OPENING, "").replace(/\s+/g, " ").trim();
    const request = spoken.replace(REQUEST, "");
    const isRequest = request !== spoken;
    if (isRequest) asked = false;
    else if ((hasMark ? ASKS_WITH_MARK : ASKS_WITHOUT_MARK).test(spoken)) asked = true;
    if (isContrast) told = false;
    if (SAYS.test(spoken) && !DOCTOR.test(spoken) && !TAKES_BACK.test(spoken)) told = true;
    const isOfOthers = OTHERS.test(spoken) && !WRITER.test(spoken);
    if (IRREAL.test(spoken)) irreal = true;
    const goesOn = (wasVoid && RELATIVE.test(spoken)) || (irreal && WOULD.test(spoken));
    const isVoid = told || isOfOthers || goesOn || DENIED.test(spoken) || CONDITION.test(spoken);
    wasVoid = isVoid;
    return { text: request, isRequest, asked, isVoid };
  });
  // A sentence that ends in a question mark asks something, if not in the words that are known here, at its end.
  const anyAsked = opened.some((clause) => clause.asked || clause.isRequest);
  return opened.map(({ text, asked: isAsked, isVoid: isVoidItself }, index) => {
    const next = opened[index + 1]?.text ?? "";
    const isVoid = isVoidItself || (SAYS_AFTER.test(next) && !DOCTOR.test(next));
    const isLastAsked = hasMark && !anyAsked && index === opened.length - 1;
    return { text, mood: isVoid ? "void" : isAsked || isLastAsked ? "asked" : "stated" };
  });
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
    if (current.length >= MAX_WORDS) close(isContrast);
    if (word === ",") {
      const isList = before.startsWith("%") && (next.startsWith("%") || afterNext.startsWith("%"));
      // Of two, "X, and Y" begins something new; of three it ends the list.
      const joins =
        (next.startsWith("%") && !VERB.test(afterNext)) || (JOIN.test(next) && current.includes(","));
      if ((isList && joins) || CONTINUES.test(next) || UNFINISHED.test(current.join(" "))) current.push(word);
      else close(current.length === 0 && isContrast);
    } else if (CONTRAST.test(word) && next !== "of" && !/^(?:anything|everything|all|nothing)$/.test(before))
      close(true);
    else if ((REASON.test(word) && next !== "of") || (word === "so" && THEREFORE.test(next)))
      close(isContrast);
    else if (/^(?:and|und)$/.test(word) && NEXT_AFTER_AND.test(next)) close(isContrast);
    else current.push(word);
  });
  close(false);
  return parts;
}
