import { type PreferenceRule, rulesOf } from "./preference-rule.js";

const ICH = "(?:ich|wir)";
const START =
  "^(?:(?:deshalb|daher|darum|deswegen|bitte|und|auch|also|dann|oder|danke|hi|hallo|fuer mich|wenn moeglich|am besten|sorry|korrektur|kurze info|info|nur zur info|uebrigens|eigentlich|ach|nein|ja|ok|leider|mein \\w+ ist \\w+|,) )*";
const END =
  "(?: (?:bitte|danke|fuer mich|wenn (?:es )?(?:geht|moeglich)|nur|dann|mehr|auch|gern|gerne|sein|haben|nehmen|,|vielen dank|ab jetzt|hier))*$";
/** Forms of verbs by which one has or gets a thing. */
/** Those that sound the same of a third person need their subject, or the beginning of a sentence without one. */
const MAG =
  "(?:(?<=(?:^|\\b(?:ich|wir)\\b.*))(?:mag|moegen|will|wollen|moechte|moechten|haette|haetten|wuerde|wuerden)(?: (?:ich|wir))?|(?:mag|will|moechte|haette|wuerde) ich|(?:moegen|wollen|moechten|haetten|wuerden) wir)";
const HAVE = `(?:${MAG}|(?:trage|kaufe|nehme|benutze|nutze|ziehe|verwende|brauche)(?: ich)?|(?:tragen|kaufen|nehmen) wir|(?<=wir )(?:tragen|kaufen|nehmen))`;
const NONE = "(?:keine?[nrms]?|nicht|nichts|nie)";
/** Without a wish for once: "ich hätte gern". */
const GERN = "(?<!\\b(?:haette|haetten|moechte|moechten|wuerde|wuerden)\\b.*)(?:gern|gerne)";
const UNDENIED = "(?<!\\b(?:nicht|keine?[nrm]?|nie)\\b.*)";
const OFFER =
  "(?:empfehlt|empfiehl|empfehlen|zeigt|zeig|zeige|zeigen|schlagt|schlag|schlagen|schickt|schicken|vorschlagen|anbieten|anzeigen)";

const UGLY = "(?:furchtbar|schrecklich|grauenhaft|scheusslich|haesslich|ekelhaft|grausig|doof|bloed|schlimm)";
const FINE = "(?:besser|gut|am besten|super|toll|schoen|klasse)";

const hard = (...sources: readonly string[]) => rulesOf("de", "avoids", "hard", sources);
const avoids = (...sources: readonly string[]) => rulesOf("de", "avoids", "normal", sources);
const hates = (...sources: readonly string[]) => rulesOf("de", "avoids", "strong", sources);
const likes = (...sources: readonly string[]) => rulesOf("de", "likes", "normal", sources);
const loves = (...sources: readonly string[]) => rulesOf("de", "likes", "strong", sources);

const SPEAK = "(?:sprich|sprecht|sprechen sie|rede|redet|reden sie|schreib|schreibt|schreiben sie)";

/** Asking for answers in a language. */
export const GERMAN_LANGUAGE_REQUESTS: readonly PreferenceRule[] = likes(
  `${UNDENIED}(?:antworten|antworte|antwortet|sprich|sprecht|rede|redet|schreiben|schreib|schreibt|weitermachen|fortfahren|reden|sprechen|wechseln)(?: \\w+){0,4} (?:auf|in|zu) (?<o>%l:\\S+)`,
  `${UNDENIED}(?:auf|in|zu) (?<o>%l:\\S+)(?: \\w+){0,2} (?:antworten|antwortet|schreiben|schreibt|bekommen|haben|weitermachen|fortfahren|reden|sprechen|wechseln|weiterschreiben|unterhalten)`,
  `^(?:${START.slice(1)})${SPEAK}(?: bitte| doch| ab jetzt){0,2} (?<o>%l:\\S+) (?:mit|zu) (?:mir|uns)`,
  `^(?:${START.slice(1)})${SPEAK}(?: bitte| doch){0,2} (?:mit|zu) (?:mir|uns)(?: bitte)? (?<o>%l:\\S+)`,
);

/** How German speakers say what they like and avoid, in the order in which they are tried. */
export const GERMAN_RULES: readonly PreferenceRule[] = [
  // Allergies
  ...hard(
    `(?:${ICH} (?:\\w+ ){0,3}|^(?:${START.slice(1)})|bin {A}(?:stark |hoch )?|weil ich )(?:bin |reagiere |sind )?{A}(?:stark |hoch |schwer )?allergisch (?:gegen|auf) {F}{O}`,
    `(?:${ICH} |bin |reagiere )(?:bin |reagiere )?{A}(?:stark |leider )?(?:gegen|auf) {F}{O} (?:\\w+ )?allergisch`,
    `(?:${ICH} (?:\\w+ ){0,2}habe?n?|habe ich|hab ich|${ICH}) (?:\\w+ )?(?:eine )?(?:\\w+ )?(?:allergie|unvertraeglichkeit) (?:gegen|auf|gegenueber) {F}{O}`,
    `(?:habe|hab|dass ich|leide unter) (?:\\w+ )?(?:eine[rn]? )?(?:\\w+ )?{O} (?:allergie|unvertraeglichkeit)`,
    `^(?:${START.slice(1)})(?:eine )?{O} (?:allergie|unvertraeglichkeit|allergiker(?:in)?)`,
    `${ICH} bin (?:\\w+ )?{O} allergiker(?:in)?`,
    `{O} (?:\\w+ )?vertrage (?:ich )?(?:\\w+ ){0,2}nicht`,
    `vertrage (?:ich )?(?:\\w+ )?(?:keine?[nrm]?|nicht) {F}{O}`,
    `von {F}{O} (?:bekomme|kriege|krieg|bekommen) (?:ich |wir )?(?:\\w+ ){0,2}(?:ausschlag|quaddeln|pusteln|juckreiz|ekzeme?|blasen|pickel)`,
    `(?:bekomme|kriege) (?:ich )?von {F}{O} (?:\\w+ ){0,2}(?:ausschlag|quaddeln|pusteln|juckreiz|ekzeme?|blasen)`,
    `{O} (?:loest|loesen|macht|verursacht) (?:bei )?mir (?:\\w+ ){0,3}(?:neurodermitis|ausschlag|ekzeme?|allergie|quaddeln|asthma)`,
  ),
  // Never
  ...hard(
    `${HAVE} {A}(?:nie|niemals)(?: wieder| mehr)? {F}{O}`,
    `{O} ${HAVE} {A}(?:nie|niemals)(?: wieder| mehr)?`,
    `${ICH} werde {A}(?:nie|niemals)(?: wieder| mehr)? {F}{O}`,
    `${OFFER} (?:mir |uns |sie mir )?{A}(?:nie|niemals)(?: wieder| mehr)? {F}{O}`,
    `(?:auf (?:gar )?keinen fall|unter keinen umstaenden|niemals|nie wieder|nie mehr)(?: \\w+){0,2} {O}`,
    `{O} (?:\\w+ )?(?:auf (?:gar )?keinen fall|unter keinen umstaenden|niemals|nie wieder)`,
  ),
  // Not to be contacted
  ...hard(
    `{V} (?:\\w+ )?(?:nicht|nie|niemals)`,
    `(?:nicht|nie|niemals|nicht mehr|auf keinen fall|keinesfalls|unter keinen umstaenden)(?: (?:mehr|bitte|wieder)){0,2} {V}`,
    `(?:absehen|abstand|sehen sie|seht|verzichten sie|verzichtet)(?: \\w+)? (?:von|auf) (?<o>%[cv]:\\S+)`,
    `(?:hasse es|mag es nicht|moechte nicht|will nicht)(?: ,)? {V}`,
    `(?:nicht|nie|niemals|keinesfalls)(?: (?:mehr|bitte|wieder)){0,2} (?:per |ueber |via )?(?<o>%c:\\S+) (?:\\w+ )?(?:kontaktieren|melden|anschreiben|erreichen|kontaktiert)`,
    `(?:kontaktier\\w*|meldet?|melden|schreibt?|schreiben)(?: (?:sie|euch|sich|dich|mich|uns|mir|bei|bitte)){0,5} (?:nicht|nie|niemals)(?: (?:mehr|bitte|wieder)){0,2} (?:per |ueber |via )?(?<o>%c:\\S+)`,
    `(?:aufhoeren|hoert auf|hoeren sie auf|hoer auf)(?: bitte)?(?: ,)?(?: mich)? {V}`,
    `(?:keine?[nr]?)(?: (?:weiteren|mehr))? (?<o>%c:\\w+(?: und keine %c:\\w+| oder %c:\\w+)?)`,
    `kein(?:en)? kontakt (?:per|ueber|via|mit) {F}(?<o>%c:\\S+)`,
    `(?<o>%c:\\S+) nehme ich (?:\\w+ )?(?:nicht|nie)`,
  ),
  // Languages
  ...avoids(
    `(?:verstehe|spreche|kann|verstehen|sprechen) (?:ich |wir )?(?:\\w+ )?(?:kein|nicht) (?<o>%l:\\S+)`,
  ),
  ...loves(`(?:spreche|verstehe|kann) (?:ich )?(?:leider )?nur (?<o>%l:\\S+)`),
  ...GERMAN_LANGUAGE_REQUESTS,
  ...likes(
    `^(?:${START.slice(1)})(?:auf )?(?<o>%l:\\S+)${END}`,
    `^(?:${START.slice(1)})(?:sprich|sprecht|rede|redet) (?:\\w+ )?(?<o>%l:\\S+)${END}`,
    `^(?:${START.slice(1)})(?:(?:lass|lasst|lassen sie) uns )?(?:mit (?:mir|uns) )?(?:bitte )?(?<o>%l:\\S+) (?:mit (?:mir|uns) )?(?:sprechen|reden)${END}`,
    `^(?:${START.slice(1)})lieber auf (?<o>%l:\\S+)${END}`,
    `(?<o>%l:\\S+) (?:waere|ist|faellt) (?:es )?(?:\\w+ ){0,2}(?:lieber|einfacher|leichter|besser|angenehmer|super|toll|gut|schoen|perfekt|prima|recht)`,
    `mit (?<o>%l:\\S+) (?:\\w+ ){1,3}(?:leichter|besser|wohler|einfacher)`,
  ),
  // Avoided
  ...avoids(
    `${HAVE} {A}(?:${NONE}) {F}{O}`,
    `{O} ${HAVE} (?:{A}|ueberhaupt |gar )(?:${NONE})`,
    `${ICH} {F}{O} (?:{A}|ueberhaupt |gar )nicht mag`,
    `${MAG} (?:lieber |bitte |gern ){0,2}${NONE} {F}{O}`,
    `${MAG} {F}{O} (?:\\w+ ){0,2}nicht(?! nur)`,
    `weder {O}`,
    `${ICH} (?<o>%p:\\S+) nicht`,
    `(?:von|ein) {F}{O} (?:\\w+ ){0,2}kein(?:e)? (?:\\w+ )?fan`,
    `kein(?:e)? (?:\\w+ )?fan von {F}{O}`,
    `(?:verzichte|verzichten) (?:ich |wir )?{A}auf {F}{O}`,
    `auf {F}{O} verzichte`,
    `versuche (?:, )?keine?[nrms]? {F}{O}`,
    `(?:meide|vermeide|umgehe) (?:ich |wir )?{F}{O}`,
    `{O} (?:meide|vermeide) (?:ich|wir)`,
    `(?:lasst|lass|lassen sie) (?:bitte )?{F}{O} (?:\\w+ )?(?:weg|aus|raus)`,
    `{O} (?:\\w+ ){0,3}(?:vermeiden|weglassen|auslassen|ausschliessen|aussparen)`,
    `{O} (?:ist|sind) (?:\\w+ ){0,3}(?:nichts fuer (?:mich|uns)|nicht (?:\\w+ )?(?:mein (?:ding|fall|geschmack|stil)|meins|meine (?:sache|farbe))|ein (?:\\w+ )?nogo|keine option|tabu)`,
    `{O} (?:ist|sind) fuer mich (?:\\w+ )?(?:nogo|tabu|nichts)`,
    `{O} (?:interessiert|interessieren|reizt) (?:mich|uns) (?:\\w+ )?nicht`,
    `{O} (?:\\w+ )?(?:interessiert|interessieren) (?:mich|uns) (?:ueberhaupt |gar |absolut )?nicht`,
    `{O} (?:steht|stehen|liegt|gefaellt|gefallen|passt|taugt) (?:mir|uns) (?:\\w+ )?nicht`,
    `{O} und ich (?:\\w+ )?(?:passen|vertragen|werden) (?:\\w+ ){0,3}nicht`,
    `{O} (?:geht|gehen) (?:bei|fuer) (?:mir|mich|uns) (?:\\w+ )?nicht`,
    `{O} kommt (?:mir )?(?:\\w+ ){0,2}(?:nicht|nie)`,
    `mit {F}{O} (?:bin|komme|kann|werde) ich (?:\\w+ )?nicht`,
    `aufhoeren (?:, )?(?:mir )?{F}{O}`,
    `${OFFER} (?:mir |uns |sie mir )?(?:bitte )?(?:${NONE}|nicht mehr) {F}{O}`,
    `^(?:${START.slice(1)})nichts (?:mit |aus |von |in )?{F}{O}`,
    `^(?:${START.slice(1)})(?:auf jeden fall |bloss |nur )?(?:keine?[nrms]?|nicht|ohne)(?: (?:wieder|mehr|schon))? {F}{O}${END}`,
    `(?:auf jeden fall|bloss|bitte) (?:keine?[nrms]?|ohne|nichts mit|nichts aus) {F}{O}`,
    `(?:alles|egal was) (?:ausser|nur (?:kein|nicht)|bis auf) {F}{O}`,
    `(?:nur|lieber) keine?[nrms]? {F}{O}`,
  ),
  ...hates(
    `(?:hasse|verabscheue|verachte) (?:ich |wir )?{F}{O}`,
    `{O} (?:hasse|verabscheue) (?:ich|wir)`,
    `{O} (?:\\w+ ){0,3}nicht (?:ausstehen|leiden|riechen|ertragen)`,
    `weigere mich (?:, )?{F}{O}`,
    `finde (?:ich )?{F}{O} (?:\\w+ )?${UGLY}`,
    `{O} finde ich (?:\\w+ )?${UGLY}`,
    `(?<!\\b(?:die|der|das|meine?|ihre?|eure?) )(?<o>%p:\\S+) (?:geht|gehen) (?:\\w+ ){0,3}(?:gar|ueberhaupt) nicht(?! (?:auf|an|aus|zu|mehr|kaputt)\\b)`,
    `{O} (?:ist|sind) (?:\\w+ ){0,3}(?:das letzte|furchtbar|schrecklich|scheusslich|haesslich|ein graus)`,
  ),
  // Preferred to something else
  ...likes(
    `${HAVE} (?:\\w+ )?{F}{O} (?:\\w+ )?lieber als {F}{X}`,
    `lieber {F}{O} (?:\\w+ )?(?:als|statt|anstatt) {F}{X}`,
    `lieber (?:mehr )?fuer {F}{O} (?:, )?(?:als|statt|anstatt) (?:\\w+ )?{F}{X}`,
    `(?:zahle|bezahle|gebe) (?:ich )?{A}lieber (?:\\w+ ){0,2}fuer {F}{O}`,
    `(?:wuerde(?: ich)? )?{F}{O} (?:\\w+ )?{F}{X} vorziehen`,
    `(?:ziehe(?: ich)? ){F}{O} {F}{X} vor`,
    `{O} (?:\\w+ )?(?:statt|anstatt|anstelle von) {F}{X}`,
    `{O} ist mir lieber als {F}{X}`,
  ),
  // Loved
  ...loves(
    `(?:liebe|lieben|vergoettere) (?:ich |wir )?{F}{O}`,
    `{O} liebe ich`,
    `fuer mein leben gern (?:auf )?{O}`,
    `(?:lebe|bin|lebe ich|ernaehre mich) (?:ich )?(?<o>%p:vegan)`,
    `(?:grosser|riesiger|absoluter|grosse|riesige) (?:\\w+ )?fan (?:von|der|des|vom) {F}{O}`,
    `(?:kaufe|kaufen|trage|tragen|nehme) (?:ich |wir )?(?:nur|ausschliesslich|immer nur) {F}{O}`,
    `(?:will|moechte) (?:ich )?immer {F}{O}`,
    `${MAG} (?:nur|ausschliesslich) {F}{O}`,
    `{O} ist (?:fuer mich )?(?:\\w+ ){0,2}(?:das beste|unschlagbar|mein absoluter)`,
    `{O} (?:ist|sind) mir (?:sehr|extrem|besonders|wahnsinnig) wichtig`,
    `^(?:${START.slice(1)})nur (?:per|ueber|via) {O}`,
    `(?:nur|ausschliesslich) (?:per|ueber|via|mit) {O}`,
  ),
  // Liked
  ...likes(
    `(?:bevorzuge|bevorzugen|praeferiere|favorisiere) (?:ich |wir )?{A}{F}{O}`,
    `{O} (?:bevorzuge|praeferiere|favorisiere)(?:n)? (?:ich|wir)`,
    `^(?:${START.slice(1)})(?:bevorzugt|am liebsten|vorzugsweise|lieber|idealerweise|moeglichst|ausschliesslich) {F}{O}`,
    `${ICH} {F}{O} (?:\\w+ )?(?:bevorzuge|lieber mag|mag|moegen|liebe)`,
    `${HAVE} {A}(?:lieber |am liebsten )+{F}{O}`,
    `(?:mag|trage|kaufe|nehme|benutze) (?:ich )?{A}gern {F}{O}`,
    `(?=mag|moegen)${MAG} {A}{F}{O}`,
    `{O} (?:mag|moegen|nehme|trage|kaufe|haette) (?:ich|wir) (?:\\w+ ){0,2}(?:lieber|am liebsten|gern|gerne|sehr|besonders)`,
    `{O} (?:mag|moegen) (?:ich|wir)$`,
    `{O} (?:ist|sind|waere|waeren) (?:mir|uns) (?:\\w+ )?(?:lieber|am liebsten|wichtig|recht)`,
    `(?:ist|sind|waere|waeren) (?:mir|uns) {F}{O} (?:\\w+ ){0,3}(?:lieber|wichtig)`,
    `(?:mir|uns) (?:ist|sind|waere|waeren) {F}{O} (?:\\w+ ){0,3}(?:lieber|wichtig)`,
    `{O} (?:gefaellt|gefallen|passt|passen|taugt|liegt) (?:mir|uns) (?:\\w+ )?(?:am besten|besser|gut|sehr)`,
    `(?:mir|uns) (?:gefaellt|gefallen) {F}{O} (?:\\w+ )?(?:am besten|besser|gut|sehr)`,
    `${ICH} (?:stehe|schwoere|lege wert|achte|setze|vertraue) {A}(?:auf )?{F}{O}`,
    `auf {F}{O} (?:schwoere|stehe|setze|achte)`,
    `(?:lege wert|achte|setze|stehe|schwoere) (?:ich )?{A}auf {F}{O}`,
    `(?:kaufe|trage|nehme|nehmen|kaufen|gehe|gehen|benutze) (?:ich |wir )?{A}(?:immer|meistens|gern|gerne|nur|am liebsten) {F}{O}`,
    `${ICH} (?:\\w+ ){0,6}(?:gehe|gehen)? ?(?:${GERN}|viel lieber|lieber|am liebsten) {F}{O}`,
    `${ICH} {O} (?:\\w+ )?(?:${GERN}|lieber|am liebsten)`,
    `dann bitte {F}{O}${END}`,
    `meine? (?:\\w+ )?(?:lieblings\\w+|favorit(?:en)?|bevorzugte[rs]? \\w+)(?: \\w+)? (?:ist|sind) {F}{O}`,
    `{O} (?:ist|sind) (?:\\w+ )?meine? (?:\\w+ )?(?:lieblings\\w+|favorit|favoritin|erste wahl)`,
    `(?:bin|sind) (?:ich |wir )?{A}(?:eher )?(?:der|die|ein|eine)? ?{O} (?:typ|mensch|fan)`,
    `(?:bin|bin ich) (?:ein |eine )?fan (?:von|der|des) {F}{O}`,
    `mit {F}{O} (?:bin|sind|war) (?:ich|wir) (?:\\w+ ){0,2}(?:zufrieden|gluecklich|happy)`,
    `(?:habe|hab) (?:ich )?eine (?:\\w+ )?(?:schwaeche|vorliebe) fuer {F}{O}`,
    `meine (?:\\w+ )?vorliebe (?:ist|sind|gilt) {F}{O}`,
    `{O} (?:ist|waere|passt) fuer (?:mich|uns) (?:\\w+ )?(?:einfacher|besser|am besten|immer|ideal|perfekt|super)`,
    `${ICH} wuerde (?:immer|meistens|normalerweise) {F}{O} (?:nehmen|kaufen|waehlen|tragen)`,
    `(?:tendiere|neige) (?:ich )?{A}(?:eher )?zu {F}{O}`,
    `finde (?:ich )?{F}{O} (?:\\w+ ){0,3}${FINE}`,
    `{O} finde ich (?:\\w+ ){0,3}${FINE}`,
    `(?:in|mit) {F}{O} (?:fuehle|komme|schlafe) ich (?:mich )?(?:am wohlsten|am besten|wohl|gut|super)`,
    `(?:mit|in) {O} (?:\\w+ ){0,3}am besten`,
    `{O} (?:ist|sind) (?:\\w+ )?(?:super|perfekt|ideal|am besten|besser) fuer (?:mich|uns)`,
    `{O} (?:passt|passen) (?:mir|uns) (?:am besten|besser)`,
    `am besten (?:erreichen|erreicht|kontaktieren)(?: sie| ihr)? (?:mich )?{F}{O}`,
    `(?:per|ueber|via) {O} (?:\\w+ ){0,2}(?:melden|kontaktieren|erreichen|schreiben|antworten|bescheid)`,
    `(?:schreiben sie|schreibt|schreib|schicken sie|schickt|schick) (?:mir )?(?:bitte )?(?:stattdessen |lieber )?{F}(?<o>%c:(?:email|sms))`,
    `${ICH} (?:\\w+ ){0,2}(?:lieber|gern|gerne|am liebsten) {V}`,
    `${ICH} {V} (?:\\w+ ){0,2}(?:lieber|gern|gerne)`,
    `(?:bekomme|kriege|lese) (?:ich )?(?:gern|gerne|lieber|am liebsten) {F}{O}`,
    `^(?:${START.slice(1)}){F}{O} (?:bitte|fuer mich)(?: auch)?${END}`,
    `^(?:${START.slice(1)})(?:bitte )?(?:was|etwas|nur|ausschliesslich|fuer mich|bei|eher) {F}{O}${END}`,
    `(?:bei|an) {O} bleiben`,
    `(?:per|via|ueber|auf) (?<o>%[cl]:\\S+) bitte$`,
    `(?<o>%p:\\S+)(?: \\w+)? (?:bitte|bitte auch)$`,
    `versuche (?:, )?{A}(?:moeglichst |nur )*{F}{O} zu (?:kaufen|tragen|nehmen)`,
    `(?:bin|sind) (?:ich |wir )?eine? {O} (?:familie|paar|haushalt|leute)`,
    `{O} (?:ist|sind) mir (?:\\w+ )?am wichtigsten`,
    `am besten (?:per|ueber|via|mit) {O}`,
    `in (?<o>%l:\\S+) (?:\\w+ ){0,4}(?:zu hause|zuhause|wohler|fit)`,
    `(?:zeigen sie|zeigt|zeig) (?:mir )?(?:\\w+ ){0,3}zuerst {F}{O}`,
    `brauche (?:ich )?immer {F}{O}`,
    `interessier(?:en|t) mich (?:\\w+ ){0,3}{O}`,
  ),
];
