import { expect, it } from "vitest";
import { asksForHuman } from "./asks-for-human.js";

it.each([
  "I want to talk to a human",
  "Can I speak with someone from your team?",
  "please connect me to an agent",
  "put me through to a real person!",
  "I need a real person",
  "human please",
  "Agent!",
  "Ich möchte mit einem Menschen sprechen",
  "Kann ich bitte mit jemandem aus dem Team reden?",
  "Bitte verbinden Sie mich mit einer Mitarbeiterin",
  "Ich brauche einen Mitarbeiter",
  "Mitarbeiter bitte",
])("%j asks for a person", (text) => expect(asksForHuman(text)).toBe(true));

it.each([
  "Where is my order?",
  "I don't want to talk to a human",
  "Does the tent fit one person?",
  "I need a two-person tent",
  "Ich will nicht mit einem Mitarbeiter sprechen",
  "Passt das Zelt für eine Person?",
  "My travel agent booked it",
  "",
])("%j does not", (text) => expect(asksForHuman(text)).toBe(false));
