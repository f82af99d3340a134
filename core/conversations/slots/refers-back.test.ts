import { expect, it } from "vitest";
import { refersBack } from "./refers-back.js";

it.each([
  "and send it back",
  "I want to return this one",
  "the same one",
  "Ich will sie zurückschicken",
  "Es ist kaputt",
])("%s speaks of what was named before", (text) => {
  expect(refersBack(text)).toBe(true);
});

it.each(["I want to send something back", "Können Sie mir helfen?", "Ich möchte etwas zurückschicken", ""])(
  "%s does not",
  (text) => {
    expect(refersBack(text)).toBe(false);
  },
);
