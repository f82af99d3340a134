import { expect, it } from "vitest";
import { isThanks } from "./thanks.js";

it.each([
  "thanks",
  "Thank you so much!",
  "ok",
  "ok thanks",
  "great, thank you",
  "danke",
  "Dankeschön!",
  "vielen Dank für Ihre Hilfe",
  "super danke",
  "alles klar",
])("%s is thanks", (text) => {
  expect(isThanks(text)).toBe(true);
});

it.each([
  "thanks, and where is my order?",
  "no thanks to you my parcel is lost",
  "thank God",
  "ok so where is it",
  "",
  "danke, aber wo ist es",
])("%s is not", (text) => {
  expect(isThanks(text)).toBe(false);
});
