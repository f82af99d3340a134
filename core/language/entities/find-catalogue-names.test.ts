import { expect, test } from "vitest";
import { catalogueIndex } from "./catalogue-index.js";
import { findCatalogueNames } from "./find-catalogue-names.js";
import { textTokens } from "./text-token.js";

const product = (sku: string, name: string, category: string) => ({ sku, name, category });

const german = catalogueIndex([
  product("J-1", "Sturmböe Pro", "Jacken"),
  product("S-1", "Nachtfalke", "Schlafsäcke"),
  product("T-100", "Seeblick 3", "Zelte & Planen"),
  product("E-1", "All in One", "Socken"),
]);

const named = (text: string) => findCatalogueNames(text, textTokens(text), german).map(({ value }) => value);

test.each([
  ["Regenjacken", ["Jacken"]],
  ["eine Daunenjacke", ["Jacken"]],
  ["mein Schlafsack", ["Schlafsäcke"]],
  ["Schlafsäcken", ["Schlafsäcke"]],
  ["Schlafsak", ["Schlafsäcke"]],
  ["Familienzelt", ["Zelte & Planen"]],
  ["eine Plane", ["Zelte & Planen"]],
  ["sturmboe pro", ["J-1"]],
  ["die Sturmböe Pro", ["J-1"]],
  ["die STURMBOE", ["J-1"]],
  ["Nachtfalk", ["S-1"]],
  ["t100 oder T-100", ["T-100", "T-100"]],
  ["all in one", ["E-1"]],
  ["in der Stadt", []],
  ["sicher", []],
])("%s", (text, values) => {
  expect(named(text)).toEqual(values);
});

test("aliases stand for their category, and an empty catalogue names nothing", () => {
  const aliased = catalogueIndex([product("J-1", "Squall", "Jackets")], { Jackets: ["Jacke", "anorak"] });
  const text = "ein Anorak, eine Jacke";
  expect(findCatalogueNames(text, textTokens(text), aliased).map(({ value }) => value)).toEqual([
    "Jackets",
    "Jackets",
  ]);
  expect(findCatalogueNames(text, textTokens(text), catalogueIndex([]))).toEqual([]);
});
