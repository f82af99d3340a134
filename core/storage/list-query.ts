import type { CompiledQuery, DialectAdapter } from "kysely";
import type { Database } from "./database.js";

/** Statements stay below SQLite's 32,766 variables, and Postgres' 65,535. */
const ROWS_PER_STATEMENT = 1_000;

const COMPILED = new WeakMap<DialectAdapter, Map<string, CompiledQuery>>();

interface Compilable<R> {
  compile(): CompiledQuery<R>;
}

/**
 * A statement that is put together once for all transactions of a database: that costs more than running it.
 * Whoever runs it gives the parameters in the order in which `build` names them.
 * @param shape names the statement, and how many values it takes; of few different ones
 */
export function compiledOnce<R>(db: Database, shape: string, build: () => Compilable<R>): CompiledQuery<R> {
  const { adapter } = db.getExecutor();
  const known = COMPILED.get(adapter) ?? new Map<string, CompiledQuery>();
  COMPILED.set(adapter, known);
  const query = known.get(shape) ?? build().compile();
  known.set(shape, query);
  return query as CompiledQuery<R>;
}

/**
 * Runs a query that many transactions run, with another list of values each.
 * @param name of the query, a different one for each
 * @param parameters in the order in which the query names them
 */
export async function listQuery<R>(
  db: Database,
  name: string,
  values: readonly string[],
  build: (values: readonly string[]) => Compilable<R>,
  parameters: (values: readonly string[]) => readonly string[],
): Promise<readonly R[]> {
  return inChunks(values, async (chunk) => {
    const list = padded(chunk);
    const query = compiledOnce(db, `${name} ${list.length}`, () => build(list));
    const { rows } = await db.executeQuery<R>({ ...query, parameters: parameters(list) });
    return rows;
  });
}

/**
 * As many values as the next power of two, the last one again and again: lists of all lengths take few different
 * statements, and those are prepared already.
 */
function padded(values: readonly string[]): readonly string[] {
  const last = values.at(-1) ?? "";
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array.from<string>({ length: length - values.length }).fill(last)];
}

export async function inChunks<T, R>(
  all: readonly T[],
  work: (chunk: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  if (all.length <= ROWS_PER_STATEMENT) return all.length === 0 ? [] : work(all);
  const results: R[] = [];
  for (let start = 0; start < all.length; start += ROWS_PER_STATEMENT) {
    results.push(...(await work(all.slice(start, start + ROWS_PER_STATEMENT))));
  }
  return results;
}
