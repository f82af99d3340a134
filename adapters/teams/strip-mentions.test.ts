import { expect, it } from "vitest";
import { stripMentions } from "./strip-mentions.js";

const BOT = { id: "28:bot", text: "<at>Rapport</at>" };
const BEN = { id: "29:ben", text: "<at>Ben</at>" };

it.each([
  ["plain text", "where is it?", [], "where is it?"],
  ["the bot first", "<at>Rapport</at> hi", [BOT], "hi"],
  ["the bot last, with a hard space", "hi&nbsp;<at>Rapport</at>", [BOT], "hi"],
  ["an unlisted mention", "<at>Rapport</at> hi", [], "hi"],
  ["with attributes", '<at id="0">Rapport</at> hi', [], "hi"],
  ["somebody else", "<at>Rapport</at> ask <at>Ben</at>", [BOT, BEN], "ask Ben"],
  ["line breaks stay", "<at>Rapport</at> one\ntwo", [BOT], "one\ntwo"],
  ["an open tag is text", "a <at>b", [], "a <at>b"],
])("%s", (_name, text, mentions, expected) => {
  expect(stripMentions(text, mentions, "28:bot")).toBe(expected);
});
