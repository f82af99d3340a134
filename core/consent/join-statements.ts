import type { ConsentStatement } from "./consent-statement.js";
import { compareStatements } from "./decide-consent.js";

const DAY_MS = 86_400_000;

/** So many statements of a person are kept; of more, the oldest that newer ones replaced go first. */
const MAX_STATEMENTS = 200;

/**
 * All statements of both, each once: commutative, associative, and joining twice changes nothing. Equal ones of
 * one day become one, from the first to the last of them.
 * @returns in the order of time
 */
export function joinStatements(
  a: readonly ConsentStatement[],
  b: readonly ConsentStatement[],
): readonly ConsentStatement[] {
  if (b.length === 0) return a;
  const byKey = new Map<string, ConsentStatement>();
  for (const statement of [...a, ...b]) {
    const key = sameDayKey(statement);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? statement : joined(known, statement));
  }
  const all = [...byKey.values()].sort(compareStatements);
  return all.length <= MAX_STATEMENTS ? all : withoutOldest(all);
}

function joined(a: ConsentStatement, b: ConsentStatement): ConsentStatement {
  return {
    ...a,
    firstAtMs: Math.min(a.firstAtMs, b.firstAtMs),
    lastAtMs: Math.max(a.lastAtMs, b.lastAtMs),
  };
}

function sameDayKey({ firstAtMs: _first, lastAtMs, covers, ...said }: ConsentStatement): string {
  const content = Object.entries(said).sort(([x], [y]) => (x < y ? -1 : 1));
  return JSON.stringify([Math.floor(lastAtMs / DAY_MS), covers, content]);
}

/** What is still in force, and the newest of what is not. */
function withoutOldest(all: readonly ConsentStatement[]): readonly ConsentStatement[] {
  const inForce = new Set(
    all.filter(
      (statement) =>
        !all.some(
          (other) =>
            other.purpose === statement.purpose &&
            other.lastAtMs > statement.lastAtMs &&
            other.covers.some((key) => statement.covers.includes(key)),
        ),
    ),
  );
  const history = all.filter((statement) => !inForce.has(statement));
  const kept = new Set([...inForce, ...history.slice(-Math.max(0, MAX_STATEMENTS - inForce.size))]);
  return all.filter((statement) => kept.has(statement));
}
