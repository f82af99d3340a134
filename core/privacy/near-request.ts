type Language = "en" | "de";

/** All of a cue's patterns must be found, in any order. */
interface Cue {
  readonly language: Language;
  readonly all: readonly RegExp[];
}

/** `my data`, and not `my data plan`, which a telephone company sells. */
const MY_DATA_WORDS =
  "\\b(?:my (?:own |personal |private )*(?:data|information|info)|" +
  "(?:data|information|info) (?:that )?(?:you (?:have|hold|store|keep|collected) )?(?:about|on) me)\\b" +
  "(?! (?:plan|sheet|volume|roaming|usage|limit|card|bundle|cable|pack))";
const MY_DATA = new RegExp(MY_DATA_WORDS);
const NOT =
  /\b(?:stop|quit|cease|don't|do not|never|no longer|not|cannot|can't|refuse|object|against|without|forbid)\b|n't\b/;
const USED =
  /\b(?:us(?:e|es|ed|ing)|process\w*|collect\w*|shar(?:e|ed|ing)|s(?:ell|elling|old)|track\w*|analy[sz]\w*|stor(?:e|ed|ing)|keep\w*|kept|train\w*|profil\w*)\b/;
/** In this order: "what happens to my data when I forget my password" asks for nothing. */
const DELETE_MY_DATA = new RegExp(
  `\\b(?:delet|eras|remov|wip|destroy|forget)\\w*\\b.*${MY_DATA_WORDS}|` +
    `${MY_DATA_WORDS}.*\\b(?:deleted|erased|removed|wiped|destroyed|forgotten)\\b`,
);

const MEINE_DATEN = /\bmeiner? (?:eigenen |persoenlichen |personenbezogenen |privaten )*daten\b/;
const NICHT =
  /\b(?:nicht|nie|keine?n?|stopp\w*|hoer\w* auf|aufhoer\w*|widersprech\w*|widerspruch|untersag\w*|verbiete\w*|ohne)\b/;
const GENUTZT =
  /(?:nutz|verwend|verarbeit|speicher|gespeichert|weitergeb|weitergegeben|weitergabe|verkauf|teilen|geteilt|auswert|analys|sammel|getrackt|tracken)/;
const LOESCHEN = /(?:loesch|vergess|vergiss|entfern|vernicht)/;

const ADS =
  /\b(?:marketing|advertising|advertisements?|ads|promotional e-?mails?|marketing e-?mails?|newsletters?|spam)\b/;

const CUES: readonly Cue[] = [
  { language: "en", all: [MY_DATA, NOT, USED] },
  { language: "en", all: [DELETE_MY_DATA] },
  {
    language: "en",
    all: [/\b(?:delete|erase|remove|forget|wipe) (?:all|everything|anything|whatever)\b.* about me\b/],
  },
  // "Don't forget me" asks for the contrary, and forget-me-nots are flowers.
  { language: "en", all: [/(?<!\b(?:don't|not|never) )\b(?:forget|erase) me\b(?![ -]nots?\b)/] },
  { language: "en", all: [/\bmy consent\b|\bi (?:don't|do not|no longer|never) (?:consent|consented)\b/] },
  { language: "en", all: [/\bprivacy (?:settings|choices|preferences|rights|request)\b/] },
  { language: "en", all: [/\b(?:right to (?:be forgotten|erasure|object|access)|subject access request)\b/] },
  {
    language: "en",
    all: [/\b(?:gdpr|ccpa)\b/, /\b(?:request|rights?|article|art|delet\w*|eras\w*|object|access|consent)\b/],
  },
  {
    language: "en",
    all: [
      /\bopt(?:ing|ed)?[ -]out\b/,
      /\b(?:data|information|marketing|tracking|ads|advertising|analytics|sale|sharing|profiling|e-?mails?)\b/,
    ],
  },
  {
    language: "en",
    all: [
      /\b(?:stop|no more|don't want|do not want|don't send|do not send|unsubscribe|object to|sick of|tired of)\b/,
      ADS,
    ],
  },
  {
    language: "en",
    all: [/\b(?:stop|don't|do not|quit) (?:track|tracking|profil\w*|spy\w*|watch\w*)\b.*\bme\b/],
  },
  { language: "de", all: [MEINE_DATEN, NICHT, GENUTZT] },
  { language: "de", all: [MEINE_DATEN, LOESCHEN] },
  { language: "de", all: [/(?<!\bnicht )\b(?:vergiss|vergessen sie) mich\b(?! nicht)/] },
  {
    language: "de",
    all: [
      /(?:widerruf|widersprech|widerspruch)/,
      /\b(?:einwilligung|zustimmung|daten\w*|werbung|verarbeitung|nutzung)\b/,
    ],
  },
  { language: "de", all: [/\bmeiner? (?:einwilligung|zustimmung)\b/] },
  {
    language: "de",
    all: [
      /\b(?:dsgvo|recht auf (?:vergessen\w*|loeschung|auskunft)|datenauskunft|datenschutzeinstellungen)\b/,
    ],
  },
  {
    language: "de",
    all: [
      /\b(?:keine|stopp\w*|abbestell\w*|nicht mehr)\b/,
      /\b(?:werbung|werbe-?e?-?mails?|newsletter|marketing)\b/,
    ],
  },
];

/**
 * Whether a text is clearly about the use or the deletion of the writer's own data, though not which of the
 * requests it is: whoever refuses must not be answered as if they had asked for something else.
 * @param sentence lower case, without umlauts, punctuation and politeness
 * @returns the language that it was written in; `undefined` for an ordinary message
 */
export function nearRequest(sentence: string): Language | undefined {
  return CUES.find(({ all }) => all.every((pattern) => pattern.test(sentence)))?.language;
}
