import type { Embedded } from "./fit-text-model.js";
import type { TextEncoder } from "./text-encoder.js";

const TEXTS_AT_ONCE = 32;

/** The items, each with what the encoder makes of its text; without an encoder as they are. */
export async function embedTexts<T extends { readonly text: string }>(
  items: readonly T[],
  encoder: TextEncoder | undefined,
): Promise<readonly Embedded<T>[]> {
  if (encoder === undefined) return items;
  const embedded: Embedded<T>[] = [];
  for (let start = 0; start < items.length; start += TEXTS_AT_ONCE) {
    const batch = items.slice(start, start + TEXTS_AT_ONCE);
    const embeddings = await encoder.encode(batch.map(({ text }) => text));
    embedded.push(...batch.map((item, index) => ({ ...item, embedding: embeddings[index] })));
  }
  return embedded;
}
