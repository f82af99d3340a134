import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SparseVector } from "../../language/text-model.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { indexTickets, similarTickets } from "./similar-tickets.js";

const ROWS = 6;
const vectorOf = (rows: readonly number[]): SparseVector => ({
  rows: Int32Array.from(rows),
  values: Float32Array.from(rows, () => 1 / Math.sqrt(rows.length || 1)),
  knownWords: rows.length,
});
const words = fc.uniqueArray(fc.nat(ROWS - 1), { maxLength: ROWS });

describe("similar tickets", () => {
  it("vote as a plain comparison with each of them says", () => {
    const ticket = fc.record({ rows: words, label: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 20 }), words, (tickets, asked) => {
        const index = indexTickets(
          tickets.map(({ rows, label }) => ({ label, vector: vectorOf(rows) })),
          ROWS,
        );
        const votes = new Map<string, number>();
        for (const { rows, label } of tickets) {
          const common = rows.filter((row) => asked.includes(row)).length;
          const cosine = common / Math.sqrt(rows.length * asked.length || 1);
          if (cosine > 0) votes.set(label, (votes.get(label) ?? 0) + cosine ** 4);
        }
        const sum = [...votes.values()].reduce((all, vote) => all + vote, 0.05);
        const found = similarTickets(index, vectorOf(asked), undefined);
        expect(found.length).toBe(votes.size);
        for (const { key, share } of found) expect(share).toBeCloseTo((votes.get(key) ?? 0) / sum, 5);
        expect(found.map(({ share }) => share)).toEqual(
          found.map(({ share }) => share).sort((a, b) => b - a),
        );
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("are silent about themselves, and after another reply", () => {
    const index = indexTickets(
      [
        { label: "a", vector: vectorOf([0]) },
        { label: "b", after: "x", vector: vectorOf([0]) },
      ],
      ROWS,
    );
    const keys = (after: string | undefined, except?: number) =>
      similarTickets(index, vectorOf([0]), after, except).map(({ key }) => key);
    expect(keys("x")).toEqual(["a", "b"]);
    expect(keys("y")).toEqual(["a"]);
    expect(keys(undefined)).toEqual(["a"]);
    expect(keys("x", 0)).toEqual(["b"]);
  });

  it("of no known word are none", () => {
    expect(similarTickets(indexTickets([], ROWS), vectorOf([1]), undefined)).toEqual([]);
    expect(
      similarTickets(indexTickets([{ label: "a", vector: vectorOf([1]) }], ROWS), vectorOf([]), undefined),
    ).toEqual([]);
  });
});
