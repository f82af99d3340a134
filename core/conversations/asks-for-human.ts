const REQUESTS = [
  /\b(talk|speak|chat|connect me|transfer me|put me through)\b.{0,20}\b(to|with)\b.{0,20}\b(human|person|someone|somebody|agent|representative|advisor|colleague)\b/i,
  /\b(want|need|get|like|prefer|give me)\b.{0,20}\b(human|real person|live person|(live|human|real|support) agent|representative)\b/i,
  /\b(human|real person|live agent)[\s,]+(now|please|instead)\b/i,
  /^(an? |the )?(human|agent|person|(real|live) person|(live|human) agent|representative)( please)?[\s!.?]*$/i,
  /\bmit\b.{0,25}\b(menschen?|person|jemand(em|en)?|mitarbeiter(in|n)?|berater(in)?|kolleg(e|en|in))\b.{0,20}\b(sprechen|reden|chatten|verbinden|verbunden)\b/i,
  /\b(sprechen|reden|chatten|verbinden?)\b.{0,25}\bmit\b.{0,25}\b(menschen?|person|jemand(em|en)|mitarbeiter(in|n)?|berater(in)?|kolleg(e|en|in))\b/i,
  /\b(brauche|möchte|will)\b.{0,20}\b(menschen|mitarbeiter(in)?|berater(in)?)\b/i,
  /^(bitte )?((einen?|den) )?(echten? |menschlichen )?(mensch(en)?|mitarbeiter(in)?|berater(in)?)( bitte)?[\s!.?]*$/i,
];

const REFUSED = /\b(not|don't|do not|no need to|nicht|keine?n?)\b/i;

/**
 * True for a message in which, among other things, a person is asked for instead of the bot, in English or German;
 * false where it says not to. A message that says nothing else has more forms: see `universalRequest`.
 */
export function asksForHuman(text: string): boolean {
  return !REFUSED.test(text) && REQUESTS.some((request) => request.test(text.trim()));
}
