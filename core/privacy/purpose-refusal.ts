import { PURPOSES, type Purpose } from "../consent/purpose.js";
import type { DataRequest } from "./privacy-phrases.js";

type Asked = Exclude<Purpose, "service">;
type Language = "en" | "de";

/** What people call a purpose: lower case, without umlauts. */
const WORDS: Readonly<Record<Asked, Readonly<Record<Language, string>>>> = {
  marketing: {
    en:
      "(?:direct |targeted |personali[sz]ed )?(?:marketing|advertising|advertisements?|adverts?|ads|promotions?|promotional|newsletters?|spam)" +
      "(?: e-?mails?| mails?| messages?| purposes?| campaigns?)?",
    de:
      "(?:werbung|direktwerbung|werbemails?|werbe-?e-?mails?|werbezwecken?|werbeanzeigen|reklame|marketing|marketingzwecken?|" +
      "marketing-?e?-?mails?|newsletter)",
  },
  analytics: {
    en: "(?:data )?(?:analytics|analysis|statistics|statistical)(?: purposes?)?",
    de: "(?:analysen?|analytics|analysezwecken?|statistiken?|statistik|statistische zwecke|statistikzwecken?|auswertungen?)",
  },
  model_training: {
    en: "(?:(?:ai|model|models|machine learning) training|training(?: (?:of )?(?:your |the |an )?(?:ai|models?))?|(?:your )?ai(?: models?)?)",
    de: "(?:(?:das |zum )?(?:ki-?|modell)-?training|(?:das )?training(?: (?:von|der|eurer|ihrer|deiner)? ?(?:ki|modelle|modellen))?|(?:eure |ihre |deine )?ki)",
  },
  personalization: {
    en: "personali[sz](?:ation|ing|ed (?:answers|replies|content|recommendations))",
    de: "(?:die )?personalisierung|personalisierte (?:antworten|inhalte|empfehlungen)",
  },
};

const ASKED = PURPOSES.filter((purpose): purpose is Asked => purpose !== "service");

const MY_DATA = "(?:any of |all )?(?:of )?my (?:own |personal |private )?(?:data|information|info|details)";
const NOT = "(?:don't|do not|never)";
const USE = "(?:use|process|collect|share|analy[sz]e|keep|store)";
const USING = "(?:using|processing|collecting|sharing|analy[sz]ing|keeping|storing)";
const ANY_MORE = "(?: any ?more| any longer| again)?";
const THE = "(?:any |the |your |all |all the |more |any more )?";

const MEINE_DATEN = "(?:alle )?meine (?:persoenlichen |personenbezogenen )?daten";
const NUTZE = "(?:nutze?|nutzen sie|nutzt|verwende|verwenden sie|verwendet|benutze?|benutzen sie|benutzt)";
const NUTZEN = "(?:nutzen|verwenden|benutzen|verarbeiten|nutzt|verwendest|verwendet|benutzt)";
const FUER = "(?:fuer|zu|zur|zum)";
const NICHT = "nicht(?: mehr| laenger| weiter)?";

/** Whole sentences; `%` stands for one purpose or several. */
const REFUSALS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    `(?:stop|quit) ${USING} ${MY_DATA} (?:for|in) ${THE}%`,
    `${NOT} ${USE} ${MY_DATA} (?:for|in) ${THE}%${ANY_MORE}`,
    `you (?:may not|can't|cannot|can not|must not) use ${MY_DATA} for ${THE}%${ANY_MORE}`,
    `i (?:don't|do not) want you to ${USE} ${MY_DATA} for ${THE}%${ANY_MORE}`,
    `i (?:don't|do not) want ${MY_DATA} (?:to be )?used for ${THE}%${ANY_MORE}`,
    `${MY_DATA} (?:may not|must not|should not|shouldn't|can't|cannot) be used for ${THE}%${ANY_MORE}`,
    `no (?:more )?%${ANY_MORE}(?: for me)?`,
    `i (?:don't|do not) (?:want|like|need|wish for) (?:to (?:get|receive|see|be sent) )?${THE}%${ANY_MORE}`,
    `(?:stop|quit)(?: (?:all|the|your|sending|showing)(?: me)?)? ${THE}%`,
    `${NOT} (?:send|show|mail|email) me ${THE}%${ANY_MORE}`,
    `(?:i )?(?:object to|refuse|decline|opt(?: me)? out of|unsubscribe(?: me)? from) (?:the use of ${MY_DATA} for |being sent )?${THE}%`,
    `i (?:don't|do not|no longer) (?:consent|agree) to ${THE}%`,
    `(?:i )?(?:withdraw|revoke|take back) my consent (?:to|for) ${THE}%`,
    `(?:turn|switch) off ${THE}%`,
    `(?:turn|switch) ${THE}% off`,
  ],
  de: [
    `${NUTZE} ${MEINE_DATEN} ${NICHT} ${FUER} %`,
    `${NUTZE} ${MEINE_DATEN} ${FUER} % ${NICHT}`,
    `(?:hoer|hoere|hoeren sie) auf ${MEINE_DATEN} ${FUER} % zu ${NUTZEN}`,
    `${MEINE_DATEN} ${NICHT} ${FUER} % ${NUTZEN}`,
    `(?:ich (?:will|moechte) )?nicht dass (?:du|sie|ihr) ${MEINE_DATEN} (?:weiter )?${FUER} % ${NUTZEN}`,
    `${MEINE_DATEN} duerfen ${NICHT} ${FUER} % (?:genutzt|verwendet|benutzt)(?: werden)?`,
    `(?:ich (?:will|moechte|wuensche|brauche) )?(?:keine?|keinen) (?:weitere )?%(?: mehr)?(?: bekommen| erhalten| haben| sehen)?`,
    `(?:schicke?|schicken sie|schickt|sende?|senden sie|zeige?|zeigen sie) mir (?:keine?|keinen) %(?: mehr)?(?: zu)?`,
    `ich widerspreche (?:der |dem |den )?(?:(?:nutzung|verwendung|verarbeitung) (?:meiner daten )?${FUER} )?%`,
    `ich widerrufe meine (?:einwilligung|zustimmung) (?:${FUER}|in)(?: die)? %`,
    `(?:stoppe?|stoppen sie|beende|beenden sie|schalte|schalten sie) (?:die |das |den )?%(?: aus| ab)?`,
    "(?:bestelle |bestellen sie )?(?:den |die )?% (?:ab|abbestellen)",
  ],
};

const GRANTS: Readonly<Record<Language, readonly string[]>> = {
  en: [`(?:yes )?(?:you (?:can|may) )?(?:use|using) ${MY_DATA} for ${THE}%(?: again)?`],
  de: [
    `(?:ja )?${NUTZE} ${MEINE_DATEN} (?:wieder )?${FUER} %`,
    `(?:ja )?(?:du darfst|sie duerfen) ${MEINE_DATEN} (?:wieder )?${FUER} % ${NUTZEN}`,
  ],
};

const LANGUAGES = ["en", "de"] as const;

const PATTERNS = LANGUAGES.flatMap((language) => {
  const one = `(?:${ASKED.map((purpose) => WORDS[purpose][language]).join("|")})`;
  const several = `(?<purposes>${one}(?:(?: and| or| nor| und| oder)? (?:for |fuer |no |keine )?${one})*)`;
  const compiled = (sources: readonly string[], granted: boolean) =>
    sources.map((source) => ({
      pattern: new RegExp(`^(?:${source.replace("%", several)})$`),
      granted,
      language,
    }));
  return [...compiled(REFUSALS[language], false), ...compiled(GRANTS[language], true)];
});

/**
 * A refusal of named purposes, or consent to them, if the whole sentence is one: "don't use my data for marketing".
 * @param sentence lower case, without umlauts, punctuation and politeness
 */
export function parsePurposes(sentence: string): (DataRequest & { readonly language: Language }) | undefined {
  for (const { pattern, granted, language } of PATTERNS) {
    const named = pattern.exec(sentence)?.groups?.purposes;
    if (named === undefined) continue;
    const purposes = ASKED.filter((purpose) =>
      new RegExp(`(?:^| )(?:${WORDS[purpose][language]})(?: |$)`).test(named),
    );
    return { kind: granted ? "start" : "stop", purposes, language };
  }
  return undefined;
}
