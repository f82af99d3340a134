/**
 * Words that carry no fact: a rewritten sentence may begin with them though the library's text does not hold them.
 * English and German, in lower case.
 */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  [
    "a an the this that these those it its it's we we're we'll we've our you you're you'll your they their there here",
    "i i'm i'll i've what when where which who how why if as once until after before while since then so and or but",
    "also just simply please thanks thank sorry hello hi dear good great sure yes no not don't do does can could would",
    "should may might must will have has had be is are was were for from in on at to by with without about of up out",
    "all any each every both either one once unfortunately happily usually normally still now soon again let let's feel",
    "should there's that's here's in case otherwise instead meanwhile however because whenever wherever keep take make",
    "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen es wir unser unsere unseren",
    "unserem sie ihr ihre ihren ihrem ihres ihnen du dein deine deinen deinem dich dir euch euer eure man hier dort da",
    "ich was wann wo welche welcher welches wer wie warum wenn als sobald bis nach vor während seit dann so und oder",
    "aber auch nur einfach bitte danke entschuldigung entschuldigen hallo guten tag gern gerne ja nein nicht kein keine",
    "können könnten würden sollten dürfen müssen werden haben hat sein ist sind war waren für aus in im an am auf zu",
    "zum zur bei beim mit ohne über von vom um alle alles jede jeder jedes beide leider normalerweise meist noch jetzt",
    "nun bald wieder sonst stattdessen falls weil damit deshalb dabei dafür danach davor möchten melden schreiben",
  ].flatMap((line) => line.split(" ")),
);

/** Forms of address that German writes in capitals wherever they stand, and the English I. */
export const CAPITAL_PRONOUNS: ReadonlySet<string> = new Set(
  "Sie Ihr Ihre Ihren Ihrem Ihres Ihrer Ihnen I I'm I'll I've I'd".split(" "),
);

/** Numbers in words, English and German, in lower case. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  [
    "zero two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand dozen half",
    "double twice triple thrice second third",
    "null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig fünfzig hundert tausend dutzend",
    "halb halbe halben doppelt zweimal dreimal dreifach zweite zweiten dritte dritten",
  ].flatMap((line) => line.split(" ")),
);

/** Words that say the contrary, English and German, in lower case; `n't` ends others. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  [
    "not no never none nobody nothing neither nor without cannot unless",
    "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines weder ohne",
  ].flatMap((line) => line.split(" ")),
);
