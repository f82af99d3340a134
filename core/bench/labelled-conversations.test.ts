import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConversations, readDomains } from "./labelled-conversations.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-conversations-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...rows: readonly string[]): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, ["conversationId\tturnNumber\tutterance\tintent", ...rows, ""].join("\n"));
  return path;
}

it("puts turns in order, parts intents and reads quoted tabs as spaces", () => {
  const path = file(
    "one.tsv",
    "a\t10\tbye\tclose",
    "b\t1\thi\tgreet",
    'a\t2\t"two\tthree"\torder<div>ask',
    "b\t2\tx\t",
  );
  expect(readConversations(path)).toEqual([
    [
      { text: "two three", intents: ["order", "ask"] },
      { text: "bye", intents: ["close"] },
    ],
    [{ text: "hi", intents: ["greet"] }],
  ]);
});

it("refuses a file without its columns", () => {
  const path = join(folder, "other.tsv");
  writeFileSync(path, "text\tlabel\nhi\tgreet\n");
  expect(() => readConversations(path)).toThrow(/conversationId/);
});

it("takes one domain's files, or folders of domains", () => {
  const train = file("shops/train.tsv", "a\t1\thi\tgreet");
  const test = file("shops/test.tsv", "b\t1\thello\tgreet");
  file("half/train.tsv", "a\t1\thi\tgreet");
  expect(readDomains(train, test)).toEqual([
    { name: "shops", train: readConversations(train), test: readConversations(test) },
  ]);
  expect(readDomains(folder, folder).map(({ name }) => name)).toEqual(["shops"]);
  expect(() => readDomains(join(folder, "half"), folder)).toThrow(/no folder/);
  expect(() => readDomains(join(folder, "nowhere"), folder)).toThrow(/ENOENT/);
});
