import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import {
  type Interaction,
  type InteractionMatrix,
  interactionMatrix,
} from "../recommend/collaborative/interactions.js";
import type { ItemDescription } from "../recommend/collaborative/item-text.js";

const interactionRows = z
  .array(
    z.object({
      user: z.string().min(1),
      item: z.string().min(1),
      timestamp: z.coerce.number().optional(),
      weight: z.coerce.number().positive().optional(),
    }),
  )
  .min(1);

const itemRows = z
  .array(z.looseObject({ item: z.string().min(1), price: z.coerce.number().optional() }))
  .min(1);

/** Who has fewer items can't be split, and what fewer have can't be learnt: both are left out, users last. */
const LEAST = 5;

/**
 * Rows of a CSV file with the columns `user` and `item`, perhaps `timestamp` (seconds since 1970) and `weight`.
 * @throws Error if there are none
 */
export function readInteractions(path: string): InteractionMatrix {
  const parsed = interactionRows.safeParse(parse(readFileSync(path), { columns: true, bom: true }));
  if (!parsed.success) throw new Error(`${path} needs rows with the columns user and item`);
  const rows = parsed.data.map(
    ({ user, item, timestamp, weight = 1 }): Interaction => ({
      user,
      item,
      weight,
      ...(timestamp === undefined ? {} : { timestampMs: timestamp * 1_000 }),
    }),
  );
  const matrix = interactionMatrix(enough(enough(rows, "item", "user"), "user", "item"));
  if (matrix.users.length === 0)
    throw new Error(`${path} has no user with ${LEAST} items that ${LEAST} have`);
  return matrix;
}

/**
 * What a CSV file says of the items: its column `price`, and all others together as text.
 * @param items in whose order the descriptions are returned; one without any is empty
 */
export function readDescriptions(path: string, items: readonly string[]): readonly ItemDescription[] {
  const parsed = itemRows.safeParse(parse(readFileSync(path), { columns: true, bom: true }));
  if (!parsed.success) throw new Error(`${path} needs rows with the column item`);
  const described = new Map(
    parsed.data.map(({ item, price, ...others }): [string, ItemDescription] => [
      item,
      { text: Object.values(others).join(" "), ...(price === undefined ? {} : { price }) },
    ]),
  );
  return items.map((item) => described.get(item) ?? { text: "" });
}

/** The rows of those of `key` that go with `LEAST` different ones of `other`. */
function enough(
  rows: readonly Interaction[],
  key: "user" | "item",
  other: "user" | "item",
): readonly Interaction[] {
  const partners = new Map<string, Set<string>>();
  for (const row of rows) {
    const own = partners.get(row[key]) ?? new Set();
    partners.set(row[key], own.add(row[other]));
  }
  return rows.filter((row) => (partners.get(row[key])?.size ?? 0) >= LEAST);
}
