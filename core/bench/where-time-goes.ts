import Libsql from "libsql";
import type { BlindIndex, DataKey, Vault } from "../privacy/vault.js";

/** What time is spent on, as far as it can be told apart. */
const PARTS = [
  "SQL: reads",
  "SQL: writes",
  "SQL: commit, synced to disk",
  "decryption, unwrapping keys",
  "encryption",
  "keyed hashes",
  "JSON",
] as const;

type Part = (typeof PARTS)[number];

export interface TimeShare {
  readonly part: Part | "the rest: our own code, Kysely, garbage collection";
  /** In [0,1], of the whole. */
  readonly share: number;
  readonly microseconds: number;
}

/** Adds up where time goes. What it measures takes longer for it, so it is no run to time. */
export interface TimeAccount {
  vault(vault: Vault): Vault;
  index(index: BlindIndex): BlindIndex;
  /** Runs `work` while JSON and all `libsql` statements are watched that were prepared within `open`. */
  during(work: () => Promise<void>): Promise<void>;
  /** @param each into how many the whole is divided: microseconds are of one */
  shares(each: number): readonly TimeShare[];
  /** Undoes what opening it did. */
  close(): void;
}

type Timed = <A extends unknown[], R>(part: Part, work: (...args: A) => R) => (...args: A) => R;

/** From here until it is closed, every database that is opened is watched: measure nothing else meanwhile. */
export function openTimeAccount(): TimeAccount {
  const spent = new Map<Part, number>(PARTS.map((part) => [part, 0]));
  let total = 0;
  let isOn = false;
  const timed: Timed =
    (part, work) =>
    (...args) => {
      if (!isOn) return work(...args);
      const from = performance.now();
      try {
        return work(...args);
      } finally {
        spent.set(part, (spent.get(part) ?? 0) + performance.now() - from);
      }
    };
  const restorePrepare = watchStatements(timed);
  const json = { parse: JSON.parse, stringify: JSON.stringify };

  return {
    vault: (vault) => ({
      ...vault,
      newDataKey: timed("encryption", vault.newDataKey),
      dataKey(wrappedKey, owner): DataKey {
        const key = vault.dataKey(wrappedKey, owner);
        return {
          seal: timed("encryption", key.seal),
          open: timed("decryption, unwrapping keys", key.open),
        };
      },
      seal: timed("encryption", vault.seal),
      open: timed("decryption, unwrapping keys", vault.open),
    }),
    index: (index) => ({ ...index, hash: timed("keyed hashes", index.hash) }),
    async during(work) {
      JSON.parse = timed("JSON", json.parse);
      JSON.stringify = timed("JSON", json.stringify as (value: unknown) => string);
      isOn = true;
      const from = performance.now();
      try {
        await work();
      } finally {
        total += performance.now() - from;
        isOn = false;
        Object.assign(JSON, json);
      }
    },
    shares(each) {
      const known = PARTS.map((part) => ({ part, ms: spent.get(part) ?? 0 }));
      const rest = total - known.reduce((all, { ms }) => all + ms, 0);
      return [
        ...known,
        { part: "the rest: our own code, Kysely, garbage collection" as const, ms: rest },
      ].map(({ part, ms }) => ({
        part,
        share: Math.round((1_000 * ms) / total) / 1_000,
        microseconds: Math.round((10_000 * ms) / each) / 10,
      }));
    },
    close: restorePrepare,
  };
}

/** Every statement that is prepared from now on is watched. */
function watchStatements(timed: Timed): () => void {
  const { prepare } = Libsql.prototype;
  Libsql.prototype.prepare = function watched(this: Libsql.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const writes: Part = sql === "commit" ? "SQL: commit, synced to disk" : "SQL: writes";
    statement.all = timed("SQL: reads", statement.all.bind(statement));
    statement.run = timed(writes, statement.run.bind(statement));
    return statement;
  } as typeof prepare;
  return () => {
    Libsql.prototype.prepare = prepare;
  };
}

/** A table for a reader. */
export function sharesInWords(shares: readonly TimeShare[]): string {
  const width = Math.max(...shares.map(({ part }) => part.length));
  return shares
    .map(
      ({ part, share, microseconds }) =>
        `  ${part.padEnd(width)}  ${(100 * share).toFixed(0).padStart(3)} %  ${microseconds.toFixed(1).padStart(6)} µs`,
    )
    .join("\n");
}
