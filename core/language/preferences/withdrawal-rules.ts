import type { Polarity } from "./preference-mention.js";
import { type PreferenceRule, rulesOf } from "./preference-rule.js";

const I = "(?:i|we)";
const START =
  "^(?:(?:please|and|also|so|then|well|hi|hello|sorry|actually|no|oh|yes|ok|just|now|you can|you may|bitte|und|also|dann|danke|hallo|ach|nein|ja|doch|jetzt|,) )*";
const ALLERGY = "(?:allergy|intolerance|sensitivity)";
const ALLERGIE = "(?:allergie|unvertraeglichkeit)";
const FORGET = `${START}(?:forget|ignore|disregard|remove|delete|erase|drop|scratch|cancel|take back|i take back|never mind)`;
const VERGISS = `${START}(?:vergiss|vergesst|vergessen sie|ignorier\\w*(?: sie)?|loesch\\w*(?: sie)?|streich\\w*(?: sie)?|entfern\\w*(?: sie)?|nimm|nehmt|nehmen sie)(?!.*\\bnicht\\b)`;
const OFFER = "(?:show|recommend|suggest|offer|send)";
/** After "not": an allergy all the same. */
const SOMEWHAT =
  "(?:only|just|as|that|so|very|too|severely|highly|extremely|terribly|badly|seriously|particularly|probably)\\b";
const IS_OVER =
  "(?:is|has|was|turned out) (?:(?!not|never)\\w+ ){0,4}(?:gone|over|healed|cured|better|disappeared|vanished|past|alarm|mistake|error|misdiagnosed|misdiagnosis|wrong)";
const IST_VORBEI =
  "(?:(?:stimmt|stimmte) (?:\\w+ ){0,2}nicht|(?:ist|hat|war) (?:(?!nicht|nie)\\w+ ){0,4}(?:weg|vorbei|verschwunden|ausgeheilt|geheilt|erledigt|geschichte|fehlalarm|irrtum|fehler|quatsch|falsch|fehldiagnose|ausgewachsen|verwachsen|gelegt))";
const CONTACT = "(?<o>%[cv]:\\S+)";
/** What ends an avoidance by being said of a thing: "again", "after all". */
const AGAIN = "(?:again|after all|anymore|once more)";
const WIEDER = "(?:wieder|doch|inzwischen|mittlerweile)";
const UNDENIED = "^(?!.*\\b(?:not|no|never|nicht|keine?[nrms]?|nie|niemals)\\b).*";

const english = (polarity: Polarity, ...sources: readonly string[]) =>
  rulesOf("en", polarity, "withdrawn", sources);
const german = (polarity: Polarity, ...sources: readonly string[]) =>
  rulesOf("de", polarity, "withdrawn", sources);

/** How English and German speakers take back that they avoid or like something. */
export const WITHDRAWAL_RULES: readonly PreferenceRule[] = [
  // An allergy that is none, or no more
  ...english(
    "avoids",
    `(?:${I} {A}(?:am|are|was|were|have been) {A}|^(?:${START.slice(1)}))(?:not|no longer|never) (?:(?!${SOMEWHAT})\\w+ ){0,2}(?:allergic|intolerant|sensitive)(?: anymore)? (?:to|against|of) {F}{O}`,
    `${I} {A}(?:do not|did not|no longer|have no|have never|used to|never) {A}(?:have|had|suffer from)? ?(?:an? |any |the |my |bad )*{O} ${ALLERGY}`,
    `${I} {A}(?:do not|did not|no longer|have no|have never|used to|never) {A}(?:have|had|suffer from)? ?(?:an? |any |the |my |bad )*${ALLERGY} (?:to|against) {F}{O}`,
    `${I} {A}used to be (?:\\w+ ){0,2}(?:allergic|intolerant) to {F}{O}`,
    `^(?:${START.slice(1)})no (?:more |longer )?(?:an? )?{O} ${ALLERGY}`,
    `^(?:${START.slice(1)})no (?:more )?${ALLERGY} (?:to|against) {F}{O}`,
    `not {O} (?:that |which )?${I} (?:am|are|was|were) {A}allergic (?:to|against|of)`,
    `${I} {A}(?:was|were|am|are) (?:wrong|mistaken) about (?:the |my |that )?{O} ${ALLERGY}`,
    `${I} {A}(?:am|are|was|were) {A}cured (?:of|from) (?:the |my |that )?{O} ${ALLERGY}`,
    `(?:have|got|listed|saved) (?:me|us) (?:down )?as allergic to {O} (?:, )?that is (?:wrong|not true|incorrect|not right)`,
    `(?:my|the|that|this) {O} ${ALLERGY} ${IS_OVER}`,
    `(?:my|the|that|this) ${ALLERGY} (?:to|against) {F}{O} ${IS_OVER}`,
    `${I} {A}(?:have )?{A}(?:got over|gotten over|outgrew|outgrown|grown out of|grew out of|am over) (?:my |the |that )?{O} ${ALLERGY}`,
    `not true that ${I} (?:am|have) (?:\\w+ ){0,3}(?:allergic|allergy) to {F}{O}`,
    `{O} (?:no longer|does not|do not) (?:bothers?|hurts?|irritates?) (?:me|my skin)`,
    `{O} (?:no longer|does not|do not) (?:makes?|gives?|causes?|triggers?|brings?) (?:\\w+ ){1,5}(?:itch|itchy|rash|rashes|hives|eczema|sneeze|sick|asthma|allergy)`,
  ),
  ...german(
    "avoids",
    `(?:\\b(?:ich|wir)\\b|^).*nicht (?:mehr |wirklich |laenger )?allergisch (?:gegen|auf) {F}{O}`,
    `(?:gegen|auf) {F}{O} (?:\\w+ ){0,4}nicht (?:mehr |wirklich )?allergisch`,
    `nicht (?:mehr )?(?:gegen|auf) {F}{O} allergisch`,
    `allergisch (?:gegen|auf) {F}{O} (?:bin|sind) (?:ich|wir) (?:\\w+ ){0,3}nicht`,
    `(?:\\b(?:ich|wir|habe|hab)\\b.*|^(?:${START.slice(1)}))keine?n? {O} (?:${ALLERGIE}|allergiker(?:in)?)`,
    `(?:\\b(?:ich|wir|habe|hab)\\b.*|^(?:${START.slice(1)}))keine ${ALLERGIE} (?:mehr )?(?:gegen|auf) {F}{O}`,
    `(?:hatte|hatten)(?: (?:ich|wir|frueher|mal|einmal|eine?|schwere|starke)){1,5} {O} ${ALLERGIE}(?<=\\b(?:mal|einmal|frueher)\\b.*)`,
    `(?:hatte|hatten)(?: (?:ich|wir|frueher|mal|einmal|eine?|schwere|starke)){1,5} ${ALLERGIE} (?:gegen|auf) {F}{O}(?<=\\b(?:mal|einmal|frueher)\\b.*)`,
    `war(?: (?:ich|frueher|mal|einmal|stark)){1,4} allergisch (?:gegen|auf) {F}{O}(?<=\\b(?:mal|einmal|frueher)\\b.*)`,
    `war(?: (?:ich|frueher|mal|einmal|stark)){0,4} (?:gegen|auf) {F}{O} (?:\\w+ )?allergisch(?<=\\b(?:mal|einmal|frueher)\\b.*)`,
    `nicht (?:gegen|auf) {F}{O} (?:bin|sind) (?:ich|wir) (?:\\w+ )?allergisch`,
    `{O} ${ALLERGIE} (?:habe|hab) ich (?:\\w+ ){0,3}(?:nicht|keine)`,
    `(?:hatte|habe|hab) (?:ich )?nie eine {O} ${ALLERGIE}`,
    `(?:meine?|die|der) {O} ${ALLERGIE} ${IST_VORBEI}`,
    `(?:meine?|die|der) ${ALLERGIE} (?:gegen|auf) {F}{O} ${IST_VORBEI}`,
    `(?:meine?|die) {O} ${ALLERGIE} (?:\\w+ )?(?:ueberwunden|los|losgeworden)`,
    `(?:das|sache) mit (?:der|meiner) {O} ${ALLERGIE} ${IST_VORBEI}`,
    `${UNDENIED}(?:${WIEDER}|jetzt) {O} (?:\\w+ )?(?:vertrage|vertragen)`,
    `${UNDENIED}vertrage (?:ich )?(?:\\w+ ){0,2}(?:${WIEDER}|jetzt) (?:\\w+ )?{F}{O}`,
    `${UNDENIED}vertrage (?:ich )?{F}{O} (?:\\w+ ){0,2}(?:${WIEDER}|jetzt)`,
    `${UNDENIED}{O} vertrage ich (?:\\w+ ){0,2}(?:${WIEDER}|jetzt)`,
  ),
  // To be forgotten
  ...english(
    "avoids",
    `${FORGET} (?:\\w+ ){0,6}${I} (?:\\w+ ){0,4}(?:allergic|intolerant|allergy|intolerance|avoid|hate|dislike|not like|not want|not wear) (?:to |against )?{F}{O}`,
    `${FORGET} (?:\\w+ ){0,6}(?:have|had) (?:\\w+ ){0,2}{O} ${ALLERGY}`,
    `${FORGET} (?:(?:about|the|my|that|this|all) ){0,3}{O} (?:${ALLERGY}|thing)`,
    `${FORGET} (?:about )?(?:the |my |that |any )?(?:${ALLERGY}|thing|bit|part) (?:to|against|about|with) {F}{O}`,
    `${FORGET} (?:what|everything|anything|all) (?:that )?${I} (?:\\w+ ){1,4}about {F}{O}`,
    `${FORGET} (?=.*\\b(?:not|never|stop|no|about)\\b)(?:what |everything |anything |all |that ){0,2}(?:you|${I}) (?:\\w+ ){0,5}${CONTACT}`,
  ),
  ...german(
    "avoids",
    `${VERGISS} (?:[\\w,]+ ){0,6}(?:ich|wir) (?:\\w+ ){0,3}allergisch (?:gegen|auf) {F}{O}`,
    `${VERGISS} (?:[\\w,]+ ){0,6}(?:ich|wir) (?:\\w+ ){0,3}(?:gegen|auf) {F}{O} (?:\\w+ )?allergisch`,
    `${VERGISS} (?:\\w+ ){0,2}mit {F}{O}$`,
    `${VERGISS} (?:[\\w,]+ ){0,6}{O} (?:${ALLERGIE}|sache)`,
    `${VERGISS} (?:[\\w,]+ ){0,6}${ALLERGIE} (?:gegen|auf) {F}{O}`,
    `${VERGISS} (?:[\\w,]+ ){0,2}was (?:ich|wir) (?:\\w+ ){0,4}(?:ueber|zu|gegen) {F}{O}`,
  ),
  ...english(
    "likes",
    `${FORGET} (?:\\w+ ){0,4}${I} (?:\\w+ )?(?:like|liked|love|loved|prefer|preferred) {F}(?<o>%p:\\S+)`,
    `${FORGET} (?:what|everything|anything|all) (?:that )?${I} (?:\\w+ ){1,4}about {F}(?<o>%p:\\S+)`,
    `${I} {A}(?:am|are) {A}(?:not|no longer) (?:an? )?(?<o>%p:vegan)`,
  ),
  ...german(
    "likes",
    `${VERGISS} (?:[\\w,]+ ){0,3}(?:ich|wir) {F}(?<o>%p:\\S+) (?:\\w+ )?(?:mag|moegen|liebe|bevorzuge)`,
    `${VERGISS} (?:[\\w,]+ ){0,2}was (?:ich|wir) (?:\\w+ ){0,4}(?:ueber|zu) {F}(?<o>%p:\\S+)`,
    `(?:bin|sind) (?:ich |wir )?(?:nicht mehr|kein|keine) (?<o>%p:vegan)`,
  ),
  // Not avoided any more
  ...english(
    "avoids",
    `${I} {A}(?:no longer|stopped) (?:\\w+ )?(?:minding|mind|avoiding|avoid|hating|hate|dislike|disliking|having a problem with|have a problem with) {F}{O}`,
    `${I} {A}do not {A}(?:mind|avoid|hate|dislike|have (?:a problem|anything against)|have a problem with) (?:with )?{F}{O} ${AGAIN}`,
    `${I} {A}used to {A}(?:avoid|hate|dislike|not like) {F}{O}`,
    `${UNDENIED}${I} {A}can (?:\\w+ )?(?:wear|tolerate|use|handle|take) {F}{O} (?:again|after all|now)`,
    `${UNDENIED}{O} (?:is|are) (?:\\w+ )?(?:ok|okay|fine|alright|all right|welcome)(?: for me)? (?:again|after all|now)`,
    `{O} (?:is|are) (?:no longer|not) (?:\\w+ )?(?:a |any )?problem (?:again|after all|now|anymore)`,
    `{O} (?:is|are) no longer (?:\\w+ )?a problem`,
    `${UNDENIED}${I} {A}(?:am|are) (?:\\w+ )?(?:fine|ok|okay|alright|all right) with {F}{O} (?:again|now|after all)`,
    `(?:no need to|need not|do not (?:have|need) to) (?:avoid|exclude|leave out|skip|filter out|hide) {F}{O}`,
    `${UNDENIED}you (?:can|may|could) (?:\\w+ )?${OFFER} (?:me |us )?{F}{O} again`,
  ),
  ...german(
    "avoids",
    `${UNDENIED}{O} (?:ist|sind) (?:\\w+ ){0,3}(?:${WIEDER}|jetzt) (?:\\w+ )?(?:ok|okay|ordnung|gut|in ordnung)`,
    `${UNDENIED}{O} (?:geht|gehen) (?:\\w+ ){0,2}(?:wieder|doch)`,
    `${UNDENIED}kann (?:ich )?(?:\\w+ ){0,3}${WIEDER} {F}{O} (?:\\w+ )?(?:tragen|anziehen|vertragen|nehmen)`,
    `{O} (?:ist|sind) (?:\\w+ ){0,3}kein problem mehr`,
    `{O} (?:macht|machen) mir (?:\\w+ )?nichts mehr`,
    `(?:habe|hab) (?:ich )?nichts mehr gegen {F}{O}`,
    `gegen {F}{O} (?:habe|hab) ich nichts mehr`,
    `mit {F}{O} (?:habe|hab) ich (?:\\w+ ){0,2}kein problem mehr`,
    `${UNDENIED}(?:koennt|duerft|koennen sie|duerfen sie|kannst|darfst) (?:\\w+ ){0,3}wieder {F}{O} (?:\\w+ )?(?:zeigen|empfehlen|vorschlagen|anbieten|schicken)`,
  ),
  // To be contacted again
  ...english(
    "avoids",
    `${UNDENIED}you (?:can|may|could|are (?:\\w+ )?(?:allowed|free|welcome) to) (?:\\w+ ){0,2}${CONTACT} (?:\\w+ )?(?:again|after all)`,
    `${UNDENIED}you (?:can|may|are (?:\\w+ )?(?:allowed|free|welcome) to) (?:\\w+ ){0,2}${CONTACT}(?: any time| anytime| whenever you (?:like|want))?$`,
    `${UNDENIED}(?:feel free to|go ahead and|it is (?:\\w+ )?(?:ok|okay|fine|alright|all right)(?: again)?(?: to| if you| for you to)?) ${CONTACT}(?: again| after all)?$`,
    `${UNDENIED}${CONTACT} (?:is|are) (?:\\w+ )?(?:fine|ok|okay|allowed|welcome|alright|all right|possible) (?:again|after all)`,
    `${I} {A}(?:do not|no longer) {A}mind (?:\\w+ ){0,2}${CONTACT}`,
  ),
  ...german(
    "avoids",
    `${UNDENIED}(?:duerft|duerfen|darfst|koennt|koennen|kannst) (?:\\w+ ){0,4}(?:wieder|doch|ruhig) (?:\\w+ ){0,2}${CONTACT}`,
    `${UNDENIED}${CONTACT} (?:geht|gehen) (?:\\w+ )?wieder`,
    `${UNDENIED}${CONTACT} (?:\\w+ )?(?:ruhig|gern|gerne) wieder`,
    `${UNDENIED}${CONTACT} (?:ist|sind|waere|waeren) (?:\\w+ ){0,2}(?:wieder|doch) (?:\\w+ )?(?:ok|okay|ordnung|erlaubt|erwuenscht|moeglich)`,
  ),
];
