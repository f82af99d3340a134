import { createHash } from "node:crypto";
import { type ForestModel, serializeForest } from "./forest-file.js";

/** The model with its version: the first 12 hex digits of the SHA-256 of its bytes without one. */
export function withForestVersion(model: Omit<ForestModel, "version">): ForestModel {
  const bytes = serializeForest({ ...model, version: "" });
  return { ...model, version: createHash("sha256").update(bytes).digest("hex").slice(0, 12) };
}
