import { shelves } from "./catalogue/catalogue.js";
import type { CustomerLife, DemoOrder } from "./customer-lives.js";
import type { SeededRandom } from "./seeded-random.js";

const openings = {
  en: [
    "Hi,",
    "Hello,",
    "hey",
    "Hi there!",
    "Good morning,",
    "Hello Larkfell team,",
    "Dear support,",
    "hiya,",
    "Quick question:",
    "Sorry to bother you.",
    "Long-time customer here.",
    "Me again.",
  ],
  de: ["Hallo,", "Servus,", "Guten Tag,", "Hallo zusammen,", "Grüß euch,", "Kurze Frage:", "Moin,"],
};

const asides = {
  en: [
    "I ordered it for a trip to {city} with friends.",
    "Order number is {order} if you need it.",
    "We're off on {weekday}, so it's a bit urgent.",
    "I've shopped with you before and it was always fine.",
    "My partner bought the {product} at the same time.",
    "I looked through the FAQ but couldn't find anything.",
    "It was {amount} euro after all.",
    "I tried the chat on {weekday} already.",
    "The weather here in {city} is awful by the way.",
    "It's the {product}, if that matters.",
    "I paid with PayPal.",
    "Not angry, just wondering.",
    "I'd rather not send it back if there's another way.",
    "The delivery itself was quick, that's not the point.",
    "My account is under this e-mail address.",
    "I don't mind waiting a few days.",
  ],
  de: [
    "Bestellnummer ist {order}.",
    "Wir fahren am {weekday} los, es eilt also etwas.",
    "Es geht um {product}.",
    "In den FAQ habe ich nichts gefunden.",
    "Bisher hat immer alles gut geklappt.",
    "Bezahlt habe ich mit PayPal.",
  ],
};

const closings = {
  en: [
    "Thanks!",
    "Thank you",
    "thx",
    "Best, {name}",
    "Cheers",
    "Kind regards, {name}",
    "Please get back to me.",
    "Looking forward to your answer.",
    "{name}",
    "Many thanks in advance :)",
  ],
  de: [
    "Danke!",
    "Viele Grüße, {name}",
    "LG {name}",
    "Besten Dank im Voraus",
    "Bitte um kurze Rückmeldung.",
    "{name}",
  ],
};

const weekdays = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  de: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
};

const destinations = [
  "Bergen",
  "Zermatt",
  "Inverness",
  "Innsbruck",
  "Chamonix",
  "Tromsø",
  "Bolzano",
  "Bled",
  "Munich",
  "Madeira",
];

/** Who writes, about which order, in which language. */
export interface Writer {
  readonly life: CustomerLife;
  readonly order: DemoOrder | undefined;
  readonly language: "en" | "de";
}

/** Chooses one of each `{a|b}`, from left to right, and fills the slots. */
function fill(random: SeededRandom, pattern: string, writer: Writer): string {
  const { life, order, language } = writer;
  const line = order === undefined ? undefined : random.pick(order.lines);
  const shelf =
    shelves.find((candidate) => candidate.category === line?.product.category) ?? random.pick(shelves);
  const product = line?.product.name ?? random.pick(shelf.rows)[0];
  return pattern.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
    if (inner.includes("|")) return random.pick(inner.split("|"));
    switch (inner) {
      case "order":
        return order?.id ?? (language === "de" ? "meine Bestellung" : "my order");
      case "product":
        return product;
      case "item":
        return language === "de" ? product : random.pick(shelf.noun);
      case "city":
        return random.pick(destinations);
      case "days":
        return String(random.int(3, 14));
      case "amount":
        return String(Math.round(order?.total ?? random.int(30, 240)));
      case "weekday":
        return random.pick(weekdays[language]);
      default:
        return life.firstName;
    }
  });
}

/** Swaps, drops or doubles one letter of one of the longer words. */
function misspell(random: SeededRandom, text: string): string {
  const words = text.split(" ");
  const long = words.flatMap((word, index) => (/^[a-zäöü]{5,}$/.test(word) ? [index] : []));
  if (long.length === 0) return text;
  const index = random.pick(long);
  const word = words[index] ?? "";
  const at = random.int(1, word.length - 2);
  words[index] = random.pick([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at) + word.slice(at),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ]);
  return words.join(" ");
}

/**
 * Writes a customer's first message around one pattern of a topic.
 *
 * @param second a pattern of another topic, for messages that ask two things
 */
export function phrase(random: SeededRandom, pattern: string, writer: Writer, second?: string): string {
  const { language } = writer;
  const parts: string[] = [];
  if (random.chance(0.38)) parts.push(random.pick(openings[language]));
  const asideFirst = random.chance(0.3);
  const aside = random.chance(0.34) ? fill(random, random.pick(asides[language]), writer) : undefined;
  if (aside !== undefined && asideFirst) parts.push(aside);
  parts.push(fill(random, pattern, writer));
  if (aside !== undefined && !asideFirst) parts.push(aside);
  if (second !== undefined)
    parts.push(language === "de" ? "Und noch etwas:" : "Also,", fill(random, second, writer));
  if (random.chance(0.32)) parts.push(fill(random, random.pick(closings[language]), writer));
  let text = parts.join(" ");
  if (random.chance(0.16)) text = misspell(random, text);
  if (random.chance(0.1)) text = text.toLowerCase();
  if (random.chance(0.06)) text = text.replace(/[.!?]+(\s|$)/g, "$1");
  return text;
}
