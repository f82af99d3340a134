import { RapportError } from "../error.js";
import type { Embedded } from "./fit-text-model.js";
import type { TextEncoder } from "./text-encoder.js";
import type { TextModel } from "./text-model.js";

/**
 * The embedding that `classifyText` wants for a text, or `undefined` if the model was trained without an encoder.
 * @throws RapportError `config_invalid` if the model was trained with another encoder than this one
 */
export async function embedText(
  { encoder: needed }: Pick<TextModel, "encoder">,
  encoder: TextEncoder | undefined,
  text: string,
): Promise<Float32Array | undefined> {
  if (needed === undefined) return undefined;
  if (encoder?.id !== needed.id) {
    throw new RapportError(
      "config_invalid",
      `the text model was trained with the encoder ${needed.id}, and RAPPORT_ENCODER_DIR gives ${encoder?.id ?? "none"}: train it again`,
    );
  }
  const [embedding] = await encoder.encode([text]);
  return embedding;
}

const TEXTS_AT_ONCE = 32;

/** Texts with their embeddings; as they are without an encoder. */
export async function embedAll<T extends { readonly text: string }>(
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
