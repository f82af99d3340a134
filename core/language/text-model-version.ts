import { createHash } from "node:crypto";
import type { TextModel } from "./text-model.js";
import { serializeTextModel } from "./text-model-file.js";

/** The model with its version: the first 12 hex digits of the SHA-256 of its bytes without one. */
export function withVersion(model: Omit<TextModel, "version">): TextModel {
  const bytes = serializeTextModel({ ...model, version: "" });
  return { ...model, version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) };
}
