import { expect, test } from "vitest";
import { consentLabel } from "./consent-label.js";

test.each([
  ["granted", "granted", "green"],
  ["denied", "denied", "red"],
  ["withdrawn", "withdrawn", "red"],
  ["expired", "expired", "yellow"],
  ["not_asked", "not asked yet", "grey"],
  ["constructor", "constructor", "grey"],
])("%s reads as %s, %s", (status, text, hue) => {
  expect(consentLabel(status)).toEqual({ text, hue });
});
