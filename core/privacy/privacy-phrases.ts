import { PURPOSES, type Purpose, SALE_OR_SHARING } from "../consent/purpose.js";

/** What somebody may ask about their own data in one sentence. */
export type DataRequest =
  | { readonly kind: "view" | "download" | "forget" | "forget_confirm" | "keep" }
  /** Refusal of these purposes. */
  | { readonly kind: "stop"; readonly purposes: readonly Purpose[] }
  /** Consent to these purposes, by default to those that the company asks for. */
  | { readonly kind: "start"; readonly purposes?: readonly Purpose[] };

/** A request, and the sentences that make it: lower case, without umlauts, punctuation and politeness. */
interface RequestPhrases {
  readonly request: DataRequest;
  readonly en: readonly string[];
  readonly de: readonly string[];
}

/** All that can be refused. */
export const REFUSABLE: readonly Purpose[] = PURPOSES.filter((purpose) => purpose !== "service");

const DATA = "(?:data|information|info|personal data|personal information)";
const YOU_HAVE = "(?:that )?you (?:have|hold|store|keep|collected)";
/** `my data`, `all of the data you have on me`. */
const MY_DATA =
  `(?:all )?(?:of )?(?:my (?:own )?${DATA}|(?:the )?${DATA} ${YOU_HAVE} (?:about|on|of) me)` +
  `(?: ${YOU_HAVE}(?: (?:about|on|of) me)?)?`;
const MEINE_DATEN = "(?:alle )?meine (?:persoenlichen |personenbezogenen )?daten";
const PERSONALIZ = "personali[sz]";
const MY_ANSWERS = "(?: (?:my|the|your) (?:answers|replies|experience)| anything| me| this)?";

/** Sources of regular expressions over the whole sentence. */
export const PRIVACY_PHRASES: readonly RequestPhrases[] = [
  {
    request: { kind: "view" },
    en: [
      "(?:tell me |show me )?what (?:all )?do you (?:actually |already |really )?(?:know|have|store|keep)(?: stored| saved)? (?:about|on) me",
      "(?:tell me |show me )?what(?: all)? you (?:know|have|store|keep)(?: stored| saved)? (?:about|on) me",
      `(?:what|which) (?:kind of )?${DATA} (?:of mine )?(?:do you|have you|are you) (?:have|hold|store|keep|got|collected|collect|storing|keeping|stored)(?: (?:about|on|of|from) me)?`,
      "what have you (?:stored|saved|collected|got) (?:about|on) me",
      `do you (?:have|hold|store|keep) (?:any )?${DATA} (?:about|on|of) me`,
      `(?:show|show me|view|see|access|display) ${MY_DATA}`,
      "(?:show|view) (?:me )?my privacy(?: settings)?",
    ],
    de: [
      "(?:sag mir |zeig mir )?was (?:weisst du|wissen sie|wisst ihr|du weisst|sie wissen)(?: alles| eigentlich| denn)* ueber mich(?: weisst| wissen)?",
      "(?:sag mir |zeig mir )?was du(?: alles)? ueber mich weisst",
      "was (?:hast du|haben sie|habt ihr|ist)(?: alles)? (?:ueber|von) (?:mich|mir) gespeichert",
      "welche (?:persoenlichen )?daten (?:hast du|haben sie|habt ihr|speicherst du|speichern sie|speichert ihr|sind)(?: alles)? (?:ueber|von|zu) (?:mich|mir)(?: gespeichert)?",
      `(?:zeige? mir|zeige?|zeigen sie mir) ${MEINE_DATEN}`,
      `${MEINE_DATEN} (?:sehen|ansehen|einsehen|anzeigen)`,
    ],
  },
  {
    request: { kind: "download" },
    en: [
      `(?:download|export|get|receive|give me|send me|have) (?:a copy of )?${MY_DATA}(?: as (?:a )?(?:json|file))?`,
      `(?:i (?:want|need) )?a copy of ${MY_DATA}`,
      `i (?:want|need) ${MY_DATA}`,
    ],
    de: [
      `(?:exportiere|exportieren sie|lade|laden sie) ${MEINE_DATEN}(?: herunter)?`,
      `${MEINE_DATEN} (?:herunterladen|exportieren|haben|bekommen)`,
      `(?:schicke?|schicken sie|sende?|senden sie|gib|geben sie) mir (?:eine kopie (?:von )?(?:meiner|meinen) daten|${MEINE_DATEN})(?: zu)?`,
      "(?:ich (?:moechte|will|brauche) )?eine kopie (?:von )?(?:meiner|meinen) daten(?: haben| bekommen)?",
    ],
  },
  {
    request: { kind: "stop", purposes: ["marketing"] },
    en: [
      "(?:stop|quit) (?:sending|mailing|emailing) me (?:any )?(?:more )?(?:marketing |promotional |advertising |your )?(?:e-?mails?|mails?|newsletters?|ads|advertising|advertisements?|offers|promotions|marketing|spam)",
      "(?:don't|do not) (?:send|mail|email) me (?:any )?(?:more )?(?:marketing|promotional|advertising) ?(?:e-?mails?|mails?|messages?)?(?: any ?more)?",
      "(?:i )?opt(?: me)? out of (?:all )?(?:the )?(?:marketing|advertising|newsletters?)(?: e-?mails?)?",
    ],
    de: [
      "(?:schicke?|schicken sie|sende?|senden sie) mir keine (?:werbung|e-?mails?|mails?|werbe-?e?-?mails?|newsletter)(?: mehr)?(?: zu)?",
      "keine werbung(?: mehr)?",
    ],
  },
  {
    request: { kind: "stop", purposes: ["analytics"] },
    en: ["(?:i )?opt(?: me)? out of (?:all )?(?:the )?(?:analytics|tracking)"],
    de: [],
  },
  {
    request: { kind: "stop", purposes: SALE_OR_SHARING },
    en: [
      `(?:(?:don't|do not|never|stop) )(?:sell|selling)(?: (?:or|and) (?:share|sharing))? ${MY_DATA}`,
      `(?:(?:don't|do not|never|stop) )(?:share|sharing)(?: (?:or|and) (?:sell|selling))? ${MY_DATA}`,
      `(?:i )?opt(?: me)? out of (?:the )?(?:sale|selling|sharing)(?: (?:or|and) sharing)?(?: of my ${DATA})?`,
    ],
    de: [`(?:verkaufe|verkaufen sie|teile|teilen sie) ${MEINE_DATEN} nicht`],
  },
  {
    request: { kind: "stop", purposes: ["model_training"] },
    en: [`(?:(?:don't|do not) train|stop training)(?: your)?(?: models?| ai)? (?:on|with) ${MY_DATA}`],
    de: [],
  },
  {
    request: { kind: "stop", purposes: ["personalization"] },
    en: [
      `(?:don't|do not|never) ${PERSONALIZ}e${MY_ANSWERS}(?: any ?more| for me)?`,
      `stop ${PERSONALIZ}ing${MY_ANSWERS}(?: for me)?`,
      `(?:turn|switch) off (?:the )?${PERSONALIZ}ation`,
      `(?:turn|switch) (?:the )?${PERSONALIZ}ation off`,
      `no (?:more )?${PERSONALIZ}ation`,
      `(?:i )?opt(?: me)? out of ${PERSONALIZ}ation`,
    ],
    de: [
      "(?:personalisiere|personalisieren sie)(?: meine antworten| mich)? nicht(?: mehr)?",
      "keine personalisierung(?: mehr)?",
      "(?:schalte|schalten sie) (?:die )?personalisierung (?:aus|ab)",
    ],
  },
  {
    request: { kind: "stop", purposes: REFUSABLE },
    en: [
      `stop (?:using|processing|collecting) ${MY_DATA}`,
      `(?:don't|do not|never) (?:use|process|collect) ${MY_DATA}(?: any ?more| any longer| again)?`,
      `you (?:may not|can't|cannot|can not|must not) use ${MY_DATA}(?: any ?more| any longer)?`,
      `i (?:don't|do not) want you to (?:use|process|collect) ${MY_DATA}(?: any ?more| any longer)?`,
      "(?:stop|don't|do not) (?:track|tracking|profile|profiling) me(?: any ?more)?",
      `(?:i )?opt(?: me)? out(?: of everything| of (?:the )?use of my ${DATA})?`,
      "(?:i )?(?:withdraw|revoke|take back) my consent",
      "i (?:don't|do not) consent",
    ],
    de: [
      `(?:nutze?|nutzen sie|verwende|verwenden sie|benutze?|benutzen sie) ${MEINE_DATEN} nicht(?: mehr| laenger| weiter)?`,
      `(?:hoer|hoere|hoeren sie) auf ${MEINE_DATEN} zu (?:nutzen|verwenden|benutzen)`,
      `${MEINE_DATEN} nicht (?:mehr )?(?:nutzen|verwenden|benutzen)`,
      "ich widerrufe meine (?:einwilligung|zustimmung)",
      "ich widerspreche(?: der (?:nutzung|verarbeitung|verwendung) meiner daten)?",
      "meine (?:einwilligung|zustimmung) widerrufen",
    ],
  },
  {
    request: { kind: "start" },
    en: [
      `(?:yes )?(?:you (?:can|may) )?(?:start )?(?:use|using) ${MY_DATA}(?: again)?`,
      "(?:i )?opt(?: me)?(?: back)? in",
      "(?:i consent|i give (?:you )?(?:my )?consent)(?: to the use of my data)?",
    ],
    de: [
      `(?:ja )?(?:nutze?|nutzen sie|verwende|verwenden sie|benutze?|benutzen sie) ${MEINE_DATEN}(?: wieder)?`,
      `(?:ja )?(?:du darfst|sie duerfen) ${MEINE_DATEN} (?:wieder )?(?:nutzen|verwenden|benutzen)`,
      "ich willige ein",
      "ich stimme der (?:nutzung|verwendung|verarbeitung) meiner daten zu",
    ],
  },
  {
    request: { kind: "start", purposes: ["personalization"] },
    en: [
      `(?:start )?${PERSONALIZ}(?:e|ing) (?:my|the|your) (?:answers|replies|experience)(?: again)?`,
      `(?:turn|switch) on (?:the )?${PERSONALIZ}ation`,
      `(?:turn|switch) (?:the )?${PERSONALIZ}ation on`,
    ],
    de: [
      "(?:personalisiere|personalisieren sie) meine antworten",
      "(?:schalte|schalten sie) (?:die )?personalisierung (?:ein|an)",
    ],
  },
  {
    request: { kind: "forget_confirm" },
    en: [
      "(?:yes|confirm|i confirm) (?:forget me|delete me|erase me|forget everything about me)",
      `(?:yes|confirm|i confirm) (?:delete|erase|remove|wipe) ${MY_DATA}`,
    ],
    de: [
      `(?:ja|bestaetigt|ich bestaetige) (?:vergiss mich|vergessen sie mich|(?:loesche?|loeschen sie) ${MEINE_DATEN})`,
    ],
  },
  {
    request: { kind: "forget" },
    en: [
      "(?:forget|erase|delete) (?:about )?me(?: completely| entirely| forever)?",
      "(?:forget|delete|erase|remove|wipe) (?:all|everything|all that|whatever|what)(?: (?:that )?you (?:know|have|store|stored|hold|keep))?(?: stored| saved)? (?:about|on) me",
      `(?:delete|erase|remove|wipe|destroy|forget) ${MY_DATA}(?: completely| forever)?`,
      `have ${MY_DATA} (?:deleted|erased|removed)`,
      "(?:i want to |i'd like to )?be forgotten",
      "(?:i )?(?:exercise|use|invoke) my right to (?:be forgotten|erasure)",
    ],
    de: [
      "(?:vergiss|vergessen sie) mich(?: ganz| komplett)?",
      "(?:vergiss|vergessen sie|loesche?|loeschen sie) alles(?: was)?(?: du| sie)? ueber mich(?: weisst| wissen| gespeichert hast| gespeichert haben)?",
      `(?:loesche?|loeschen sie|entferne|entfernen sie) ${MEINE_DATEN}`,
      `${MEINE_DATEN} (?:loeschen|entfernen)(?: lassen)?`,
      `dass (?:du|sie) ${MEINE_DATEN} (?:loeschst|loeschen)`,
      `dass ${MEINE_DATEN} geloescht werden`,
      "(?:ich will |ich moechte )?vergessen werden",
    ],
  },
  {
    request: { kind: "keep" },
    en: ["keep my data"],
    de: ["(?:behalte|behalten sie) meine daten"],
  },
];
