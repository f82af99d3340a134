const DAYS =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?";

/** Words that say when, where or how often: "before 9", "am Wochenende", "at work", "so often". */
const TIMES = new RegExp(
  `\\b(?:before|after(?! all| this| that)|until|till|between|during|while|(?:on|at|over) (?:the )?(?:weekends?|${DAYS})|${DAYS}|at (?:work|home|night|noon|lunch|the office|this hour|\\d+)|` +
    "(?:in the |this |these |early |late )(?:mornings?|afternoons?|evenings?|nights?|hours?|week|month)|(?:for the )?next (?:few )?(?:days?|weeks?|months?)|" +
    "today|tonight|tomorrow|(?:right |just )now|at the moment|(?:so|too) (?:early|late|often)|(?:twice|more than|every (?:day|week|hour))|" +
    "(?<!nach wie )vor(?= (?:\\d|\\w+ uhr|dem|der|den|acht|neun|zehn|mittag))|nach(?= (?:\\d|\\w+ uhr|dem|der|feierabend|acht|sechs|sieben))|bis(?! auf)|zwischen|waehrend|(?<!\\b(?:ab|von) )(?:heute|morgen)|" +
    "morgens|abends|nachts|mittags|vormittags|nachmittags|tagsueber|(?:am|diesen|jeden) (?:wochenende|abend|vormittag|nachmittag|morgen|tag)|diese woche|" +
    "(?:so|zu) (?:frueh|spaet|oft)|im (?:moment|buero)|(?:auf|bei|in) der arbeit|(?:gerade|jetzt) nicht(?! mehr))\\b",
);

/** Whether a masked clause speaks of a time, place or measure, so that what it forbids it forbids then only. */
export function saysWhen(text: string): boolean {
  return TIMES.test(text);
}
