import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { RapportError } from "./error.js";
import type { TextEncoder } from "./language/text-encoder.js";

/** With its runtime it weighs 475 MB, so only who uses an encoder installs it. */
const PACKAGE = "@huggingface/transformers";
const INSTALL = `npm install --ignore-scripts ${PACKAGE}@4.3.2`;

/** What is used of the package. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(
    task: "feature-extraction",
    model: string,
    options: { readonly local_files_only: true; readonly dtype: "fp32" },
  ): Promise<
    (
      texts: readonly string[],
      options: { readonly pooling: "mean"; readonly normalize: true },
    ) => Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }>
  >;
}

/**
 * Opens a sentence-embedding model as `@huggingface/transformers` reads it from a local folder: `config.json`,
 * `tokenizer.json`, `tokenizer_config.json` and `onnx/model.onnx`. Nothing is downloaded. Embeddings are the mean
 * over the tokens, of norm 1. Its id is the folder's name and a digest of the model and the tokenizer.
 * @param specifier where the package is, if it is not installed beside this one
 * @throws RapportError `config_invalid` if the package is not installed or the folder holds no such model
 */
export async function openTextEncoder(folder: string, specifier = PACKAGE): Promise<TextEncoder> {
  const id = `${basename(resolve(folder))}@${digestOf(folder)}`;
  let transformers: Transformers;
  try {
    transformers = (await import(specifier)) as Transformers;
  } catch (cause) {
    const message = `RAPPORT_ENCODER_DIR is set, and needs a package that is not installed: ${INSTALL}`;
    throw new RapportError("config_invalid", message, { cause });
  }
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(resolve(folder));
  try {
    const extract = await transformers.pipeline("feature-extraction", basename(resolve(folder)), {
      local_files_only: true,
      dtype: "fp32",
    });
    const encode = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
      if (texts.length === 0) return [];
      const { data, dims } = await extract(texts, { pooling: "mean", normalize: true });
      const width = dims[1] ?? 0;
      return texts.map((_, row) => data.slice(row * width, (row + 1) * width));
    };
    const [probe] = await encode(["a"]);
    return { id, dimensions: probe?.length ?? 0, encode };
  } catch (cause) {
    throw noModel(folder, cause);
  }
}

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  try {
    for (const file of ["onnx/model.onnx", "tokenizer.json"]) hash.update(readFileSync(join(folder, file)));
  } catch (cause) {
    throw noModel(folder, cause);
  }
  return hash.digest("hex").slice(0, 12);
}

function noModel(folder: string, cause: unknown): RapportError {
  return new RapportError(
    "config_invalid",
    `RAPPORT_ENCODER_DIR (${folder}) holds no ONNX model of sentence embeddings that can be read`,
    { cause },
  );
}
