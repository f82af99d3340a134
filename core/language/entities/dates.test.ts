import { describe, expect, test } from "vitest";
import { utcOffsetMinutes } from "./calendar-day.js";
import { type DateReading, findDates } from "./dates.js";

/** Wednesday, 15 April 2026, 23:30 in UTC. */
const nowMs = Date.UTC(2026, 3, 15, 23, 30);

const day = (text: string, reading: Partial<DateReading> = {}) =>
  findDates(text, { language: "en", nowMs, ...reading }).map(({ value }) => value);

describe("a day", () => {
  test("is that of the reader's time zone", () => {
    expect(day("today")).toEqual(["2026-04-15"]);
    expect(day("today", { timeZone: "Europe/Berlin" })).toEqual(["2026-04-16"]);
    expect(day("today", { timeZone: "America/Los_Angeles" })).toEqual(["2026-04-15"]);
    expect(day("today", { timeZone: "Nowhere/Land" })).toEqual(["2026-04-15"]);
  });

  test("comes first except in the United States", () => {
    expect(day("03/05/2026")).toEqual(["2026-05-03"]);
    expect(day("03/05/2026", { region: "US" })).toEqual(["2026-03-05"]);
  });

  test("of the week lies where it is expected, else where the tense tells, else nearest", () => {
    expect(day("Friday", { expectedDates: "past" })).toEqual(["2026-04-10"]);
    expect(day("Friday", { expectedDates: "future" })).toEqual(["2026-04-17"]);
    expect(day("it came on Friday")).toEqual(["2026-04-10"]);
    expect(day("can you come on Tuesday")).toEqual(["2026-04-21"]);
    expect(day("Tuesday")).toEqual(["2026-04-14"]);
    expect(day("last Friday", { expectedDates: "future" })).toEqual(["2026-04-10"]);
  });

  test("that no calendar has, or that is ages away, is none", () => {
    expect(day("on 31.02.2026")).toEqual([]);
    expect(day("99999999 years ago")).toEqual([]);
    expect(day("am 45.13.", { language: "de" })).toEqual([]);
    expect(day("am 31.2.", { language: "de" })).toEqual([]);
  });
});

test("offsets of zones are whole minutes, in summer and winter", () => {
  expect(utcOffsetMinutes("Europe/Berlin", Date.UTC(2026, 0, 1))).toBe(60);
  expect(utcOffsetMinutes("Europe/Berlin", nowMs)).toBe(120);
  expect(utcOffsetMinutes("Asia/Kathmandu", nowMs)).toBe(345);
  expect(utcOffsetMinutes("America/St_Johns", nowMs)).toBe(-150);
  expect(utcOffsetMinutes("UTC", nowMs)).toBe(0);
});
