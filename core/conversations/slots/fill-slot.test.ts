import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogueIndex } from "../../language/entities/catalogue-index.js";
import { type EntityReading, findEntities } from "../../language/entities/find-entities.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { correctedSlots } from "./corrected-slots.js";
import { isEllipsis } from "./ellipsis.js";
import { fillSlot, type OfferedValue } from "./fill-slot.js";
import { type SlotDeclaration, slotDeclarationSchema } from "./slot-declaration.js";
import type { FilledSlots, SlotValue } from "./slot-value.js";

const catalogue = catalogueIndex([
  { sku: "JKT-001", name: "Squall Shell", category: "Jackets" },
  { sku: "JKT-002", name: "Ridgeline Pro", category: "Jackets" },
]);

/** Wednesday, 15 April 2026. */
const entityReading: Omit<EntityReading, "language"> = {
  nowMs: Date.UTC(2026, 3, 15, 10),
  catalogue,
  patterns: [],
  ownOrders: ["A-1001", "A-1002", "A-1003"],
};

const TODAY = "2026-04-15";

const declare = (slot: object): SlotDeclaration => slotDeclarationSchema.parse({ name: "slot", ...slot });

const ORDER = declare({ name: "order", type: "order" });
const ANY_ORDER = declare({ type: "order", validate: { ownOrder: false } });
const COUNT = declare({ name: "count", type: "quantity", validate: { min: 1, max: 10 } });
const NUMBER = declare({ type: "number" });
const PAST = declare({ type: "date", validate: { when: "past" } });
const DAY = declare({ name: "day", type: "date", validate: { when: "future" } });
const DAYS = declare({ type: "date_range" });
const MONEY = declare({ type: "money", validate: { max: 100 } });
const COUNTRY = declare({ name: "country", type: "country" });
const PRODUCT = declare({ name: "product", type: "product" });
const YES_NO = declare({ name: "sure", type: "yes_no" });
const TEXT = declare({ type: "text", validate: { min: 5 } });
const COLOUR = declare({
  name: "colour",
  type: "choice",
  choices: [
    { value: "blue", names: { en: ["blue"], de: ["blau"] } },
    { value: "dark_blue", names: { en: ["dark blue", "navy"], de: ["dunkelblau"] } },
    { value: "red", names: { en: ["red"], de: ["rot"] } },
  ],
});

const orders = (...numbers: string[]): OfferedValue[] => numbers.map((value) => ({ value, names: [value] }));

function fill(
  declaration: SlotDeclaration,
  text: string,
  language = "en",
  offered?: readonly OfferedValue[],
) {
  const entities = findEntities(text, { ...entityReading, language });
  const filling = fillSlot(declaration, text, entities, { language, offered, today: TODAY });
  if (filling.status === "filled") return filling.value;
  return filling.status === "invalid" ? `invalid: ${filling.reason}` : undefined;
}

describe("a slot is filled", () => {
  test.each([
    [ORDER, "it's a 1001", "A-1001"],
    [ORDER, "A-9999", "invalid: not_own_order"],
    [ANY_ORDER, "A-9999", "A-9999"],
    [ORDER, "A-1001 or A-1002", "invalid: not_one"],
    [ORDER, "I don't know", undefined],
    [COUNT, "two pairs please", 2],
    [COUNT, "2", 2],
    [COUNT, "just one", 1],
    [COUNT, "seven", 7],
    [COUNT, "11", "invalid: too_large"],
    [COUNT, "0", "invalid: too_small"],
    [NUMBER, "-3", -3],
    [NUMBER, "1,250.5", 1250.5],
    [NUMBER, "2 or 3", "invalid: not_one"],
    [PAST, "last Tuesday", "2026-04-14"],
    [PAST, "tomorrow", "invalid: not_past"],
    [PAST, "today", "2026-04-15"],
    [DAY, "tomorrow at 3pm", "2026-04-16T15:00"],
    [DAY, "yesterday", "invalid: not_future"],
    [DAYS, "3 to 5 May", { from: "2026-05-03", to: "2026-05-05" }],
    [DAYS, "5 May", { from: "2026-05-05", to: "2026-05-05" }],
    [MONEY, "€12.50", { amount: 12.5, currency: "EUR" }],
    [MONEY, "200 EUR", "invalid: too_large"],
    [COUNTRY, "to Norway please", "NO"],
    [PRODUCT, "the Squall Shell", "JKT-001"],
    [COLOUR, "blue please", "blue"],
    [COLOUR, "in dark blue", "dark_blue"],
    [COLOUR, "navy", "dark_blue"],
    [COLOUR, "the second one", "dark_blue"],
    [COLOUR, "die zweite", "dark_blue"],
    [COLOUR, "last one", "red"],
    [COLOUR, "3", "red"],
    [COLOUR, "number 3 please", "red"],
    [COLOUR, "4", undefined],
    [COLOUR, "blue or red", "invalid: not_one"],
    [COLOUR, "both", "invalid: not_one"],
    [COLOUR, "green", undefined],
    [COLOUR, "the second parcel still has not arrived here today", undefined],
    [TEXT, "  the zip \n broke ", "the zip broke"],
    [TEXT, "no", "invalid: too_small"],
  ] as const)("%#: %s", (declaration, text, value) => {
    expect(fill(declaration, text)).toEqual(value);
  });

  test.each([
    [ORDER, "die A-1001", "A-1001"],
    [COUNT, "zwei Stück", 2],
    [COUNT, "drei", 3],
    [COUNT, "eins", 1],
    [PAST, "gestern", "2026-04-14"],
    [COUNTRY, "in die Schweiz", "CH"],
    [COLOUR, "ich nehme die blaue", "blue"],
    [COLOUR, "in rot bitte", "red"],
    [COLOUR, "das dritte", "red"],
    [COLOUR, "die letzte bitte", "red"],
    [COLOUR, "Nummer 2", "dark_blue"],
    [COLOUR, "keine Ahnung", undefined],
  ] as const)("in German %#: %s", (declaration, text, value) => {
    expect(fill(declaration, text, "de")).toEqual(value);
  });

  test("from what was offered, by place and by name", () => {
    const offered = orders("A-1003", "A-1001");
    expect(fill(ORDER, "the second one", "en", offered)).toBe("A-1001");
    expect(fill(ORDER, "the second order please", "en", offered)).toBe("A-1001");
    expect(fill(ORDER, "die erste", "de", offered)).toBe("A-1003");
    expect(fill(ORDER, "the last one", "en", offered)).toBe("A-1001");
    expect(fill(ORDER, "the latter", "en", offered)).toBe("A-1001");
    expect(fill(ORDER, "the third", "en", offered)).toBeUndefined();
    expect(fill(ORDER, "both", "en", offered)).toBe("invalid: not_one");
    expect(fill(ORDER, "both", "en", [])).toBeUndefined();
  });
});

describe("yes and no", () => {
  test.each(
    "yes;Yep!;yeah sure;ok;jo;ja, gerne;klar;genau;passt;jawohl;why not?;of course;no problem;oh yes;that's right;doch;hm, ja;warum nicht".split(
      ";",
    ),
  )("%s is yes", (text) => {
    expect(fill(YES_NO, text)).toBe(true);
  });

  test.each(
    "no;Nope;no thanks;nein danke;nö;nee;lieber nicht;auf keinen Fall;not really;of course not;no, the other order;das stimmt nicht;ok, no;never;yes but not now;ja, aber nicht jetzt;ok, later".split(
      ";",
    ),
  )("%s is no", (text) => {
    expect(fill(YES_NO, text)).toBe(false);
  });

  test.each(
    "not sure;no idea;keine Ahnung;weiß nicht;I don't know;where is my order?;Wo ist mein Paket?;42;no longer needed;".split(
      ";",
    ),
  )("%s is neither", (text) => {
    expect(fill(YES_NO, text)).toBeUndefined();
  });
});

describe("a correction", () => {
  const filledAt = (turn: number, value: SlotValue) => ({ value, turn, filledAtMs: entityReading.nowMs });
  const filled: FilledSlots = {
    order: filledAt(1, "A-1001"),
    count: filledAt(2, 3),
    colour: filledAt(3, "red"),
    country: filledAt(4, "DE"),
    day: filledAt(5, "2026-04-20"),
  };
  const declarations = [ORDER, COUNT, COLOUR, COUNTRY, DAY, PRODUCT, YES_NO];

  function corrected(text: string, language = "en", offered?: readonly OfferedValue[]) {
    const entities = findEntities(text, { ...entityReading, language });
    const reading = { language, offered, today: TODAY };
    return correctedSlots(text, entities, filled, declarations, reading).map(({ name, filling }) => [
      name,
      filling.status === "filled" ? filling.value : filling.status,
    ]);
  }

  test.each([
    ["I meant blue", [["colour", "blue"]]],
    ["sorry, 2 not 3", [["count", 2]]],
    ["not A-1001 but A-1002", [["order", "A-1002"]]],
    ["no, A-1002", [["order", "A-1002"]]],
    ["A-1001, sorry, A-1002", [["order", "A-1002"]]],
    ["not A-1001", [["order", "absent"]]],
    ["actually to Austria", [["country", "AT"]]],
    [
      "make it dark blue and to Norway instead",
      [
        ["colour", "dark_blue"],
        ["country", "NO"],
      ],
    ],
    ["rather tomorrow", [["day", "2026-04-16"]]],
    ["no, A-9999", [["order", "invalid"]]],
    ["no, red is right", []],
    ["A-1002", []],
    ["I want blue", []],
    ["not happy with this", []],
    ["I have not received A-1001", []],
    ["A-1002 has not arrived", []],
    ["I do not want red", [["colour", "absent"]]],
    ["instead of Germany to Norway", [["country", "NO"]]],
    ["that's wrong", []],
  ])("English: %s", (text, corrections) => {
    expect(corrected(text)).toEqual(corrections);
  });

  test.each([
    ["nicht A-1001, sondern A-1002", [["order", "A-1002"]]],
    ["ich meinte blau", [["colour", "blue"]]],
    ["nein, lieber dunkelblau", [["colour", "dark_blue"]]],
    ["Entschuldigung, 2 nicht 3", [["count", 2]]],
    ["doch in die Schweiz", [["country", "CH"]]],
    ["statt 3 lieber 5", [["count", 5]]],
    ["eigentlich am 5. Mai", [["day", "2026-05-05"]]],
  ])("German: %s", (text, corrections) => {
    expect(corrected(text, "de")).toEqual(corrections);
  });

  test("to the other of two orders; of three it must be asked", () => {
    expect(corrected("no, the other order", "en", orders("A-1001", "A-1002"))).toEqual([["order", "A-1002"]]);
    expect(corrected("nein, die andere Bestellung", "de", orders("A-1002", "A-1001"))).toEqual([
      ["order", "A-1002"],
    ]);
    expect(corrected("no, the other order", "en", orders("A-1001", "A-1002", "A-1003"))).toEqual([
      ["order", "absent"],
    ]);
    expect(corrected("the other order")).toEqual([["order", "absent"]]);
  });
});

describe("an ellipsis", () => {
  test.each([
    ["en", "and to Germany?"],
    ["en", "what about A-1002?"],
    ["en", "And the Squall Shell?"],
    ["en", "A-1002"],
    ["de", "und nach Österreich?"],
    ["de", "und bis Freitag?"],
    ["de", "und mit der Ridgeline Pro?"],
  ])("%s: %s", (language, text) => {
    expect(isEllipsis(text, findEntities(text, { ...entityReading, language }))).toBe(true);
  });

  test.each([
    ["en", "where is A-1002?"],
    ["en", "and then?"],
    ["en", "cancel A-1002"],
    ["de", "wann kommt A-1002?"],
    ["de", "ich wohne in Österreich"],
  ])("none in %s: %s", (language, text) => {
    expect(isEllipsis(text, findEntities(text, { ...entityReading, language }))).toBe(false);
  });
});

test("any text fills a slot or not, and never throws", () => {
  const declarations = [ORDER, COUNT, DAYS, MONEY, COLOUR, YES_NO, TEXT];
  const words = fc.constantFrom(
    "not",
    "nicht",
    "A-1001",
    "2",
    "sorry,",
    "the other order",
    "blue",
    "€",
    "May",
    "–",
    "\u0000",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(words).map((list) => list.join(" ")),
      ),
      (text) => {
        const entities = findEntities(text, { ...entityReading, language: "en" });
        const reading = { language: "en", offered: orders("A-1001", "A-1002"), today: TODAY };
        for (const declaration of declarations) fillSlot(declaration, text, entities, reading);
        const filled = { order: { value: "A-1001", turn: 1, filledAtMs: 0 } };
        for (const { name } of correctedSlots(text, entities, filled, declarations, reading))
          expect(name).toBe("order");
      },
    ),
    { numRuns: PROPERTY_RUNS },
  );
});
