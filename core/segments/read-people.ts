import type { Inventory } from "../privacy/data-inventory.js";
import type { ReadPerson } from "../profiles/profile-reader.js";
import { FEATURES } from "./features/declared-features.js";
import { givingWay } from "./give-way.js";
import type { Matrix } from "./matrix.js";
import { evaluateRules } from "./rules/evaluate-rules.js";
import { ruleValues } from "./rules/rule-values.js";
import type { SegmentRule } from "./rules/segment-rule.js";
import type { Steps } from "./steps.js";

/** Whom a build reads, and by which rules it sorts them. */
export interface PeopleToRead {
  readonly pages: AsyncIterable<{
    readonly people: readonly ReadPerson<"personalization" | "analytics">[];
    readonly done: number;
    readonly total: number;
  }>;
  readonly inventory: Inventory;
  readonly rules: readonly SegmentRule[];
}

/** All whom analytics may read, one place each in all lists. */
export interface PeopleRead {
  readonly profileIds: readonly string[];
  /** People × `FEATURES`; NaN for what is unknown. */
  readonly raw: Matrix;
  /** Key of the rule that takes each; `undefined`: none does. */
  readonly ruled: readonly (string | undefined)[];
  /** Rows of those whom no rule takes. */
  readonly free: readonly number[];
  /** By protected attribute, each one's group; `undefined`: not known. */
  readonly groups: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** How many analytics may not read. */
  readonly withheld: number;
}

/** People that one step writes into the matrix. */
const STEP_PEOPLE = 1_024;

export async function readPeople(
  { pages, inventory, rules }: PeopleToRead,
  onProgress: (done: number, total: number) => void,
): Promise<PeopleRead> {
  const attributes = inventory.attributes
    .filter((declared) => declared.protected === true && declared.purposes.includes("analytics"))
    .map(({ attribute }) => attribute);
  const everybody: OnePerson[] = [];
  let withheld = 0;
  for await (const { people, done, total } of pages) {
    for (const { profileId, views, features } of people) {
      const reading = features();
      if (reading.status === "withheld") {
        withheld++;
        continue;
      }
      const { vector } = reading;
      const { fields, consent } = views.personalization;
      const match = consent.allowed ? evaluateRules(rules, ruleValues(fields, FEATURES, vector)) : undefined;
      const groups = attributes.map((attribute) => groupOf(views.analytics.fields[attribute]));
      everybody.push({ id: profileId, vector, rule: match?.rule.key, groups });
    }
    onProgress(done, total);
  }
  return givingWay(inOneOrder(everybody, attributes, withheld));
}

interface OnePerson {
  readonly id: string;
  readonly vector: Float64Array;
  readonly rule: string | undefined;
  readonly groups: readonly (string | undefined)[];
}

/** In an order of their own, so that equal people give equal builds. */
function* inOneOrder(
  everybody: OnePerson[],
  attributes: readonly string[],
  withheld: number,
): Steps<PeopleRead> {
  everybody.sort((a, b) => (a.id < b.id ? -1 : 1));
  yield;
  const values = new Float64Array(everybody.length * FEATURES.length);
  for (const [row, { vector }] of everybody.entries()) {
    values.set(vector, row * FEATURES.length);
    if (row % STEP_PEOPLE === 0) yield;
  }
  return {
    profileIds: everybody.map(({ id }) => id),
    raw: { rows: everybody.length, columns: FEATURES.length, values },
    ruled: everybody.map(({ rule }) => rule),
    free: everybody.flatMap(({ rule }, row) => (rule === undefined ? [row] : [])),
    groups: new Map(
      attributes.map((attribute, at) => [attribute, everybody.map(({ groups }) => groups[at])]),
    ),
    withheld,
  };
}

/** Years of birth by decade: `1980s`. */
function groupOf(value: string | number | boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "number" ? `${Math.floor(value / 10) * 10}s` : String(value);
}
