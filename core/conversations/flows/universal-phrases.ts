import { asksForHuman } from "../asks-for-human.js";

/** What a customer can say anywhere, whatever was asked. */
export type UniversalRequest = "human" | "cancel" | "repeat";

/** Said before and around a request, and no part of it. */
const AROUND =
  /^(?:(?:hi|hello|hey|hallo|ok|okay|no|nein|nee|well|and|und|but|aber|ach|oh|please|bitte|sorry|so|then|dann)[ ,!.]+)+|[ ,]*\b(?:please|bitte|now|jetzt|thanks|thank you|danke|actually|eigentlich|then|dann|mal|doch|einfach)\b/g;

const PERSON =
  "(?:an? |the |some |your )?(?:real |actual |live |human )?(?:human|person|human being|agent|representative|operator|somebody|someone|advisor|adviser|employee|colleague|staff|supervisor|manager)(?: real)?(?: from your team)?";
const MENSCH =
  "(?:ein|eine|einen|einem|einer|jemand|jemanden|jemandem|der|die|dem|den)? ?(?:echten?m?r? |richtigen?m?r? |menschlichen?m?r? )?(?:mensch|menschen|person|mitarbeiter|mitarbeiterin|berater|beraterin|kollegen|kollegin|agent|agenten|kundenberater|kundenservice|kundendienst|ansprechpartner|jemand|jemanden|jemandem)";
const ICH_WILL =
  "(?:ich (?:will|moechte|wuerde gern|wuerde gerne|muss|brauche)|kann ich|koennte ich|darf ich|lass mich|lassen sie mich)";
const I_WANT =
  "(?:i (?:want|need|would like|'d like|wish)(?: to)?|i'd like(?: to)?|can i|could i|may i|let me|i'd rather|get me|give me|put me through to|connect me (?:to|with)|transfer me to|pass me (?:on )?to)";

/** Over the whole sentence: lower case, without umlauts, closing punctuation and politeness. */
const PHRASES: Readonly<Record<UniversalRequest, { en: readonly string[]; de: readonly string[] }>> = {
  human: {
    en: [
      `(?:${I_WANT} )?(?:talk|speak|chat) (?:to|with) ${PERSON}(?: instead)?`,
      `${I_WANT} ${PERSON}(?: instead)?`,
      "(?:a )?(?:human|agent|representative|operator|real person)(?: instead)?",
      "is there (?:a (?:human|real person|person)|anybody real|anyone real)(?: there| here| i can talk to)?",
      `(?:can|could) (?:somebody|someone|a human|a person|an agent) (?:help me|call me|call me back|take over)`,
      "(?:i (?:don't|do not) want to (?:talk|speak|chat) (?:to|with) (?:a |this )?(?:bot|robot|machine|computer))",
    ],
    de: [
      `(?:${ICH_WILL} )?(?:mit )?${MENSCH} (?:sprechen|reden|schreiben|chatten|verbunden werden)`,
      `(?:${ICH_WILL} )${MENSCH}`,
      `(?:verbinde mich|verbinden sie mich|stellen sie mich durch)(?: (?:mit|zu) ${MENSCH})?`,
      "(?:mensch|mitarbeiter|berater|kundenservice|ein mensch|echter mensch)",
      "gibt es (?:hier )?(?:auch )?(?:einen (?:echten )?menschen|echte menschen)(?: hier)?",
      "(?:ich (?:will|moechte) )?nicht mit (?:einem|einer|dem|der) (?:bot|roboter|maschine|computer) (?:sprechen|reden|schreiben)",
    ],
  },
  cancel: {
    en: [
      "(?:never ?mind|nevermind|forget (?:it|about it|that)|cancel|cancel (?:that|this|it all)|stop|stop (?:it|this|that)|abort|quit|exit|leave it|let it be|drop it|skip it|that's all|no longer needed)",
      "i (?:don't|do not) (?:want|need) (?:that|this|it)(?: any ?more)?",
      "i (?:changed|have changed|'ve changed) my mind|i've changed my mind",
    ],
    de: [
      "(?:abbrechen|abbruch|abbrich|brechen sie (?:das )?ab|brich (?:das )?ab|vergiss es|vergessen sie es|vergiss das|vergessen sie das|egal|ist egal|schon gut|stopp|stop|halt|lass es|lassen sie es|lass gut sein|lassen wir das|hat sich erledigt|das hat sich erledigt|erledigt|nicht mehr noetig)",
      "(?:ich )?(?:will|moechte|brauche) (?:das|es) nicht mehr",
      "ich habe (?:es )?mir anders ueberlegt|ich habe es mir anders ueberlegt",
    ],
  },
  repeat: {
    en: [
      "(?:what|pardon|pardon me|sorry|come again|excuse me|what was that|huh)",
      "what (?:did you|do you) (?:say|ask|want|mean|need)(?: again| to know)?",
      "what was (?:that|the question|your question)(?: again)?",
      "(?:can you |could you )?(?:say|repeat|ask) (?:that|it|the question|your question)(?: again| once more)?",
      "(?:repeat|again|once more|one more time)",
      "i (?:didn't|did not|don't) (?:get|catch|understand)(?: that| it| the question| you)?",
    ],
    de: [
      "(?:wie|was|wie bitte|was bitte|wie war das|haeh?|hae)",
      "was (?:hast du|haben sie|hattest du|hatten sie) (?:gesagt|gefragt|gemeint)",
      "was (?:meinst du|meinen sie|willst du wissen|wollen sie wissen|war das|war die frage)(?: nochmal| noch ?mal)?",
      "(?:wiederhole?|wiederholen sie|sag|sagen sie)(?: das| es| die frage)?(?: noch ?mal| nochmals| noch einmal)?",
      "(?:noch ?mal|nochmals|noch einmal)",
      "(?:das )?(?:habe ich|hab ich|ich habe|verstehe ich)(?: das| die frage| sie| dich)? nicht(?: verstanden| ganz verstanden)?",
      "ich verstehe(?: das| die frage| sie| dich)? nicht",
    ],
  },
};

const PATTERNS = Object.entries(PHRASES).map(([request, { en, de }]) => ({
  request: request as UniversalRequest,
  pattern: new RegExp(`^(?:${[...en, ...de].join("|")})$`),
}));

/** Such a request is one short sentence; nothing longer is searched for one. */
const MAX_CHARS = 120;

/** What a message asks for that is understood anywhere, in English or German; `undefined` for any other message. */
export function universalRequest(text: string): UniversalRequest | undefined {
  if (asksForHuman(text)) return "human";
  if (text.length > MAX_CHARS) return undefined;
  const plain = plainSentence(text);
  // "Sorry?" is all politeness, and still a request.
  const bare = plain.replaceAll(AROUND, "").trim();
  const isSaid = (pattern: RegExp) => pattern.test(plain) || pattern.test(bare);
  return PATTERNS.find(({ pattern }) => isSaid(pattern))?.request;
}

function plainSentence(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replaceAll("’", "'")
    .replaceAll(/[!?.…,;:]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
