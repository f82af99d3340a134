import { describe, expect, it } from "vitest";
import { checkPackage } from "./package-rule.js";
import { TEAMS_RULES } from "./teams-rules.js";
import { changed, GOOD_TEAMS, halfClearPng, packageOf } from "./testing.js";

type Files = Readonly<Record<string, Buffer | string | object>>;

const good = GOOD_TEAMS["manifest.json"];
const [bot] = good.bots;
const withFile = (path: string, content: Buffer | string | object): Files => ({
  ...GOOD_TEAMS,
  [path]: content,
});
const manifestWith = (path: string, value: unknown): Files =>
  withFile("manifest.json", changed(good, path, value));
const command = { title: "help", description: "What I can do" };
const lists = (count: number, length: number) =>
  Array.from({ length: count }, () => ({ scopes: ["personal"], commands: Array(length).fill(command) }));

/** Each changed copy of the good package, with the rule that it breaks. */
const BROKEN: readonly (readonly [ruleId: string, what: string, files: Files])[] = [
  ["schema", "no manifest", {}],
  ["schema", "a version without a schema", manifestWith("manifestVersion", "9.9")],
  ["schema", "a version that is a path", manifestWith("manifestVersion", "1.19/..")],
  ["schema", "a key that Teams does not know", manifestWith("bot", {})],
  ["schema", "a colour that is none", manifestWith("accentColor", "green")],
  ["schema", "a schema address that is none", manifestWith("$schema", "not an address")],
  ["required-keys", "no full name", manifestWith("name.full", undefined)],
  ["required-keys", "no terms of use", manifestWith("developer.termsOfUseUrl", undefined)],
  ["required-keys", "no accent colour", manifestWith("accentColor", undefined)],
  ["text-lengths", "a short name of 31 characters", manifestWith("name.short", "n".repeat(31))],
  ["text-lengths", "a full name of 101 characters", manifestWith("name.full", "n".repeat(101))],
  ["text-lengths", "a short description of 81 characters", manifestWith("description.short", "n".repeat(81))],
  [
    "text-lengths",
    "a full description of 4001 characters",
    manifestWith("description.full", "n".repeat(4001)),
  ],
  ["version", "a version of two numbers", manifestWith("version", "1.0")],
  ["app-id", "an id that is a name", manifestWith("id", "rapport")],
  [
    "developer-addresses",
    "a privacy page over http",
    manifestWith("developer.privacyUrl", "http://YOUR-HOST.example"),
  ],
  ["one-bot", "no bot", manifestWith("bots", undefined)],
  ["one-bot", "two bots", manifestWith("bots", [bot, bot])],
  ["bot-scopes", "no scope", manifestWith("bots.0.scopes", [])],
  ["bot-scopes", "an unknown scope", manifestWith("bots.0.scopes", ["meeting"])],
  ["command-lists", "four lists", manifestWith("bots.0.commandLists", lists(4, 1))],
  ["command-lists", "thirteen commands", manifestWith("bots.0.commandLists", lists(1, 13))],
  ["valid-domains", "a wildcard", manifestWith("validDomains", ["*.example.com"])],
  ["valid-domains", "an address", manifestWith("validDomains", ["https://example.com"])],
  ["valid-domains", "this machine", manifestWith("validDomains", ["localhost"])],
  ["valid-domains", "a number address", manifestWith("validDomains", ["127.0.0.1"])],
  ["valid-domains", "a tunnel", manifestWith("validDomains", ["abc.ngrok-free.app"])],
  ["colour-icon", "no colour icon", manifestWith("icons.color", "none.png")],
  ["colour-icon", "a colour icon of another size", withFile("color.png", halfClearPng(96, 96))],
  ["outline-icon", "an outline icon that is no PNG", withFile("outline.png", "GIF89a")],
  ["outline-icon", "an outline icon of another size", withFile("outline.png", halfClearPng(64, 64))],
  ["outline-icon", "an outline icon in black", withFile("outline.png", halfClearPng(32, 32, [0, 0, 0, 255]))],
  [
    "outline-icon",
    "an outline icon of which nothing is seen",
    withFile("outline.png", halfClearPng(32, 32, [0, 0, 0, 0])),
  ],
  ["no-extra-files", "another file", withFile("notes.txt", "")],
];

describe("Teams' rules", () => {
  it("take the good package", () => {
    expect(checkPackage(TEAMS_RULES, packageOf(GOOD_TEAMS))).toEqual([]);
  });

  it("take the longest command lists of its schema", () => {
    const files = manifestWith("bots.0.commandLists", lists(3, 10));
    expect(checkPackage(TEAMS_RULES, packageOf(files))).toEqual([]);
  });

  it.each(BROKEN)("%s: refuses %s", (ruleId, _, files) => {
    const found = checkPackage(TEAMS_RULES, packageOf(files)).map((problem) => problem.ruleId);
    expect(found).toContain(ruleId);
  });

  it("no-symlinks: refuses a symbolic link", () => {
    const found = checkPackage(TEAMS_RULES, { ...packageOf(GOOD_TEAMS), symlinks: ["a.png"] });
    expect(found.map((problem) => problem.ruleId)).toEqual(["no-symlinks"]);
  });

  it("have a broken copy each, and one name each", () => {
    const ids = TEAMS_RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...new Set([...BROKEN.map(([id]) => id), "no-symlinks"])].sort());
  });
});
