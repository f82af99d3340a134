import { type PreferenceRule, rulesOf } from "./preference-rule.js";

const I = "(?:i|we|me and my \\w+|my \\w+ and i)";
/** What may open a sentence that has no subject. */
const START =
  "^(?:(?:therefore|hence|that is why|please|and|also|so|then|well|or|thanks|thank you|hi|hello|for me|if possible|ideally|maybe|sorry|my \\w+ is \\w+|correction|quick note|just|kindly|by the way|actually|no|oh|yes|ok|ugh|,) )*";
const END =
  "(?: (?:ones?|things?|stuff|fits?|cuts?|models?|versions?|sizes?|colou?rs?|products?|options?|please|thanks|thank you|thx|for me|if possible|only|then|at all|either|again|anymore|any more|ever|to me|in it|whatsoever|here|for us|,|ever again|from now on))*$";
const UNDENIED = "(?<!\\b(?:not|no|never|without)\\b.*)";
const BUY = "(?:like|love|want|wear|buy|use|take|choose|eat|need|trust|own|enjoy|get|have|care for|do)";
const OFFER = "(?:show|recommend|suggest|send|offer|give|propose|sell)(?:ing)?(?: (?:me|us|to me))?";

/** Ways of contact: one or two. */
const BY = "(?<o>%c:\\S+(?: (?:or|and) %c:\\S+)?)";

const hard = (...sources: readonly string[]) => rulesOf("en", "avoids", "hard", sources);
const avoids = (...sources: readonly string[]) => rulesOf("en", "avoids", "normal", sources);
const hates = (...sources: readonly string[]) => rulesOf("en", "avoids", "strong", sources);
const likes = (...sources: readonly string[]) => rulesOf("en", "likes", "normal", sources);
const loves = (...sources: readonly string[]) => rulesOf("en", "likes", "strong", sources);

/** Asking for answers in a language. */
export const ENGLISH_LANGUAGE_REQUESTS: readonly PreferenceRule[] = likes(
  `${UNDENIED}(?:answer|repl(?:y|ies)|replying|writ(?:e|ing)|continu(?:e|ing)|respon(?:d|se)|speak(?:ing)?|talk(?:ing)?|switch|go on|carry on|chat|communicate|message|have (?:this|it|that))(?:ed|ing)?(?: (?:to|with|me|us|back|please|over|the rest|this|that)){0,3} (?:in|to) (?<o>%l:\\S+)`,
  `(?:^(?:${START.slice(1)})|\\b(?:please|to) )(?:speak|talk|write|use) (?:\\w+ )?(?<o>%l:\\S+) (?:with|to) (?:me|us)`,
);

/** How English speakers say what they like and avoid, in the order in which they are tried. */
export const ENGLISH_RULES: readonly PreferenceRule[] = [
  // Allergies
  ...hard(
    `(?:${I} (?:am|are) {A}(?:not (?:only|just) )?(?:badly |severely |highly )?|^{A}(?:highly |severely )?|^(?:${START.slice(1)}))allergic (?:to|against|of) {F}{O}`,
    `(?:${I} {A}(?:have|got|developed|suffer from) {A}|^|i have developed |that i have )(?:an? )?(?:\\w+ )?(?:allergy|intolerance|sensitivity) (?:to|against|for|of) {F}{O}`,
    `(?:${I} {A}(?:have|got|developed|suffer from) {A}(?:an? )?(?:\\w+ )?|^(?:${START.slice(1)}))(?:an? )?{O} (?:allergy|intolerance)`,
    `(?<!\\bnot ){O} (?:that |which )?${I} (?:am|are) {A}allergic (?:to|against|of)`,
    `${I} {A}(?:react|respond) (?:\\w+ ){0,2}(?:to|badly to) {F}{O}`,
    `${I} {A}can not {A}(?:tolerate|bear on my skin) {F}{O}`,
    `${I} (?:\\w+ )?(?:get|got|come out in|break out in) (?:an? |bad |the )*(?:rash|rashes|hives|eczema|blisters|itchy skin) (?:\\w+ )?(?:from|with|of) {F}{O}`,
    `{O} (?:\\w+ )?(?:gives? me|makes? (?:me|my skin)|brings? me out in|causes? me|triggers? my) (?:\\w+ ){0,4}(?:rash|rashes|hives|eczema|blisters|asthma|allergy|swell|allergic)`,
  ),
  // Never
  ...hard(
    `${I} (?:will |would )?{A}never {A}(?:${BUY}|go for|touch) {F}{O}`,
    `(?:never|do not ever) {A}(?:again )?${OFFER} {F}{O}`,
    `(?:under no circumstances|on no account|not under any circumstances)(?: \\w+){0,5} {O}`,
    `${I} {A}(?:have )?{A}(?:sworn|vowed|promised|decided|resolved)(?: myself)? (?:never|not ever) {A}(?:again )?to (?:\\w+ )?{F}{O}`,
    `^(?:${START.slice(1)})never(?: ever)?(?: again)? {O}`,
    `{O} never(?: ever)?(?: again)?$`,
  ),
  // Not to be contacted
  ...hard(
    `(?:never|do not|not|stop|no one should|nobody should|quit|without)(?: (?:please|ever|again|under any circumstances|try to|just|keep)){0,2} {V}`,
    `under no circumstances (?:\\w+ ){0,3}{V}`,
    `(?:refrain from|hate|dislike|avoid|can not stand|no need for|do without) {V}`,
    `${I} (?:{A}do not|would rather not|never) {A}(?:want|wish|like|need|answer|take|have)?(?: to)? ?{V}`,
    `${I} {A}(?:do not|can not|never|hate) {A}(?:want|take|answer|like|accept|get|wish)?(?: to (?:get|have|receive))? ?(?:any |more |your )?(?<o>%c:(?:phone|sms))`,
    `^(?:${START.slice(1)})no (?:more )?(?:\\w+ )?(?<o>%c:\\w+(?: and no %c:\\w+| or %c:\\w+)?)`,
  ),
  ...hard(
    `(?:never|do not|not|stop|refrain from)(?: (?:please|ever|again|under any circumstances|try to|just|keep)){0,2} (?:contact|contacting|reach|reaching|reach out|write|message|messaging|get in touch|reply)(?: (?:to|with|me|us|again|anymore)){0,3} (?:by|via|per|over|on|through) {F}${BY}`,
    `(?:never|not) (?:\\w+ ){0,3}be (?:contacted|reached|approached) (?:by|via|per|over|on|through) {F}${BY}`,
    `^(?:${START.slice(1)})no contact (?:by|via|per|over) {F}${BY}`,
  ),
  // Languages
  ...avoids(`${I} {A}do not {A}(?:understand|speak|read|know) {F}{O}`),
  ...loves(`${I} {A}(?:only|just) {A}(?:speak|understand|read|know) (?<o>%l:\\S+)`),
  ...ENGLISH_LANGUAGE_REQUESTS,
  ...likes(
    `^(?:${START.slice(1)})(?:in )?(?<o>%l:\\S+)${END}`,
    `^(?:${START.slice(1)})(?:let (?:us|is) )?(?:speak|talk|use|write) (?:in )?(?<o>%l:\\S+)${END}`,
    `(?<o>%l:\\S+) (?:would|is|will) (?:be )?(?:\\w+ )?(?:easier|better|best|nicer|great|good|perfect|nice|fine|lovely|more comfortable|preferable|preferred)`,
    `${I} (?:would |am |are )?(?:\\w+ )?(?:more|most|much more) (?:comfortable|at home|fluent) (?:in|with) (?<o>%l:\\S+)`,
    `(?:in|to) (?<o>%l:\\S+) please`,
  ),
  // Avoided
  ...avoids(
    `${I} {A}(?:do not|would not|will not|can not(?= wear)) {A}${BUY}(?: to (?:see|get|buy|wear|have|own))? {F}{O}`,
    `${I} {A}(?:am|are) not {A}(?:(?:an? )?(?:\\w+ )?fan of|into|keen on|fond of|interested in|a \\w+ person for) {F}{O}`,
    `${I} {A}(?:am|are) {A}(?:trying to )?(?:done with|sick of|tired of|stay(?:ing)? away from|avoid(?:ing)?|against|over with) {F}{O}`,
    `${I} {A}(?:would )?(?:like to |want to |try to |prefer to |need to |have to )?(?:avoid|steer clear of|stay away from|keep away from|stay clear of|skip|do without|give up) {F}{O}`,
    `${I} (?:would )?{A}(?:rather|prefer|prefer to|sooner) not {A}(?:have|get|buy|wear|to have)? ?{F}{O}`,
    `${I} (?:\\w+ )?have no (?:interest|use|desire) (?:\\w+ )?(?:in|for) {F}{O}`,
    `${I} (?:do|did|can) not (?:\\w+ )?(?:get (?:on|along)|go well|get on well) with {F}{O}`,
    `(?:do not|stop|please no longer|no longer) (?:please |ever )?${OFFER} {F}{O}`,
    `^(?:${START.slice(1)})(?:leave|keep|filter|take) (?:out )?{F}{O}(?: \\w+)? (?:out|off|away)`,
    `(?:leave|keep|filter) out {F}{O}`,
    `${I} {A}(?:am|are) {A}not (?:after|looking for|here for) {F}{O}`,
    `^(?:${START.slice(1)})(?:skip|avoid|exclude|drop) {F}{O}${END}`,
    `(?:anything|everything|all) (?:\\w+ )?(?:but|except|apart from|other than|besides) {F}{O}`,
    `(?:neither|not) {O} nor`,
    `neither {O}`,
    `${I} {A}do not (?<o>%p:\\S+)`,
    `(?:nothing|not anything|anything without|something without|things without) (?!against|wrong)(?:\\w+ )?(?:with|in|of|from|made of|made from|out of)? ?{F}{O}`,
    `^(?:${START.slice(1)})(?:without|no|not|minus) (?:again )?{F}{O}${END}`,
    `(?:definite?a?ly|absolutely|certainly) (?:no|not|without) {F}{O}`,
    `{O} (?:is|are) (?:\\w+ )?(?:not|never) (?:\\w+ ){0,3}(?:my (?:thing|style|favou?rite|cup of tea|taste|colou?r)|for (?:me|us)|mine|what i)`,
    `{O} (?:is|are) (?:an? )?(?:\\w+ ){0,2}nogo`,
    `{O} (?:is|are) (?:\\w+ ){0,2}(?:out of the question|off limits|not an option|out for me)`,
    `{O} (?:do|does) not (?:\\w+ )?(?:suit|work|fit|do it)(?: (?:me|us)| for me)`,
    `{O} and (?:me|i) (?:\\w+ )?do not`,
    `{O} (?:never )?(?:makes? me itch|itches|scratches me)`,
  ),
  ...hates(
    `${I} {A}(?:hate|detest|loathe|despise|dislike|can not (?:stand|bear|abide)|refuse to (?:buy|wear|use|own)|am disgusted by) {F}{O}`,
    `(?<!my )(?<o>%p:\\S+) (?:is|are|looks?|feels?) (?:\\w+ )?(?:awful|terrible|horrible|disgusting|the worst|ugly|hideous|dreadful)`,
  ),
  // Preferred to something else
  ...likes(
    `${I} {A}(?:would )?{A}(?:prefer|favou?r|like|choose|take|pick|want|have|love|get) {F}{O} (?:\\w+ ){0,2}?(?:over|to|rather than|instead of|more than|better than|than|before) {F}{X}`,
    `${I} (?:would )?{A}(?:rather|sooner) {A}(?:have|get|buy|wear|take|receive|choose|go for|pay (?:\\w+ )?for|spend (?:\\w+ )?on)? ?{F}{O} (?:than|instead of|over) {F}{X}`,
    `(?:rather|sooner|better) {F}{O} (?:than|instead of) {F}{X}`,
    `{O} (?:\\w+ ){0,2}(?:rather than|instead of|over) {F}{X}`,
    `(?<o>%v:\\S+) (?:rather than|instead of|not) {F}{X}`,
    `^(?:rather than|instead of) {X} ,(?: \\w+){0,2} {V}`,
  ),
  // Loved
  ...loves(
    `${I} (?:would )?{A}(?:love|adore|am obsessed with|am crazy about|live for) {F}{O}`,
    `${I} (?:am|are) (?:\\w+ )?(?:so |really |totally |completely |very )?(?:into|addicted to|mad about) {F}{O}`,
    `${I} (?:am|are) (?:an? )(?:big|huge|great|massive|total) (?:fan|lover) of {F}{O}`,
    `${I} (?:am|are|live|went) (?:a )?(?<o>%p:vegan)`,
    `${I} (?:\\w+ )?(?:only|exclusively) (?:ever )?(?:\\w+ )?(?:buy|wear|use|want|get|have|choose|go for) {F}{O}`,
    `${I} (?:\\w+ )?always (?:\\w+ )?want {F}{O}`,
    `{O} (?:is|are) (?:\\w+ )?my (?:absolute |all time )?favou?rites? by far`,
    `(?:nothing beats|nothing better than|you can not beat) {F}{O}`,
    `^(?:${START.slice(1)})(?<o>%c:\\S+) only`,
    `only contact me {F}{O}`,
    `{O} (?:matters?|means?) (?:an? lot|so much|everything)`,
  ),
  // Liked
  ...likes(
    `${I} {A}(?:would )?{A}(?:prefer|favou?r) {F}{O}`,
    `${I} {A}would {A}(?:always|usually|mostly|generally|normally) {A}(?:go for|buy|choose|take|pick|go with|wear) {F}{O}`,
    `${I} {A}(?:am|are) (?:an? )?(?:\\w+ )?(?:believer|lover|supporter) (?:in|of) {F}{O}`,
    `${I} {A}(?:am|are) {A}(?:happy|happiest|content|pleased|satisfied|in love|at ease|big) (?:with|in|on) {F}{O}`,
    `${I} {A}have a (?:\\w+ )?(?:weakness|preference|thing|soft spot) for {F}{O}`,
    `{O} (?:is|are|would be) (?:\\w+ )?an? (?:good|great|safe|nice|perfect|the best) (?:choice|pick|option|bet) for (?:me|us)`,
    `${I} {A}(?:like|enjoy|value|appreciate|swear (?:by|on)|stick (?:to|with)|opt for|go for|go with|lean towards?|care (?:\\w+ ){0,2}?(?:about|for)|feel best in|feel most comfortable in|look best in) {F}{O}`,
    `${I} {A}(?:am|are) {A}(?:keen on|fond of|partial to|a fan of|(?:more of )?an? {A}lover of|drawn to) {F}{O}`,
    `${I} {A}(?:am|are) {A}(?:more of )?an? (?:\\w+ )?{O} (?:person|fan|lover|guy|girl|type|man|woman|addict)`,
    `${I} {A}(?:always|usually|only|mostly|exclusively|generally|normally|typically) {A}(?:buy|wear|choose|pick|take|use|get|go for|go with|order) {F}{O}`,
    `${I} (?:would )?{A}(?:rather|sooner|much sooner|much rather) {A}(?:have|get|buy|wear|take|receive|choose|go for|pay (?:\\w+ )?for|spend (?:\\w+ )?on)? ?{F}{O}`,
    `${I} {A}(?:would )?(?:choose|pick) {F}{O}`,
    `my (?:\\w+ )?(?:favou?rite|preferred|preference|go to|first choice)(?: \\w+){0,3}? (?:is|are|would be) {F}{O}`,
    `{O} (?:is|are) (?:\\w+ )?(?:my|our) (?:\\w+ )?(?:favou?rite|preference|first choice|go to|preferred)`,
    `{O} (?:is|are) (?:\\w+ )?(?:important|essential|crucial|key|a must|everything) ?(?:to|for)? ?(?:me|us)?`,
    `{O} (?:\\w+ )?(?:is|are) what (?:i|we) (?:\\w+ ){0,3}(?:like|prefer|love|feel|want|swear|look)`,
    `{O} (?:\\w+ )?(?:works?|suits?|fits?) (?:\\w+ )?(?:best|better|well|great)(?: for (?:me|us))?`,
    `{O} (?:is|are|would be) (?:\\w+ )?(?:best|better|great|perfect|ideal|nicer|easier) for (?:me|us)`,
    `best (?:way )?(?:to )?(?:reach|contact|get|catch) me (?:is )?{F}{O}`,
    `(?:contact|reach|write|message|answer|reply|get in touch|respond|get back to me)(?: (?:to|me|us|with me|only)){0,2} (?:by|via|per|through|over) (?<o>%c:\\S+)`,
    `${I} (?:\\w+ )?(?:like|prefer|love|enjoy) (?:to |the )?{V}`,
    `(?<o>%v:(?:email|sms)) (?:instead|please|only)`,
    `(?:only|just|exclusively|preferably|ideally|keep to|stick to) {F}{O}${END}`,
    `^(?:${START.slice(1)})(?:only|just|exclusively|preferably|ideally|rather|something) {F}{O}`,
    `^(?:${START.slice(1)})(?:\\w+ for me it is |for me it is |it is ){F}{O}`,
    `^(?:${START.slice(1)}){F}{O} (?:only|please|for me|all the way|all day|if possible|preferred|too)${END}`,
    `make (?:it|that|them|mine) {F}{O}`,
    `^(?:${START.slice(1)}){F}{O} (?:\\w+ )?only${END}`,
    `(?:show me|start with|send me) {F}{O} (?:\\w+ )?first`,
    `${UNDENIED}(?:(?:by|via|per|in) (?<o>%[cl]:\\S+)) please$`,
    `(?<o>%p:\\S+)(?: \\w+)? (?:please|for me|too please)$`,
    `{O} (?:\\w+ )?interests? me`,
    `${I} {A}(?:try|aim|want) to {A}(?:buy|wear|get|choose|go for) {F}{O}`,
    `(?:am|are) an? {O} (?:family|household|couple|crowd)`,
    `best (?:to |just )?{V}`,
  ),
];
