import { demoCompany } from "../../service/demo/demo-company.js";
import { readFeatures } from "../consent/read-features.js";
import { createInventory } from "../privacy/data-inventory.js";
import { applyEvent } from "../profiles/apply-event.js";
import { emptyProfile, type Profile } from "../profiles/profile.js";
import { FEATURES } from "../segments/features/declared-features.js";
import { fitScaler } from "../segments/features/fit-scaler.js";
import { namedFeatures } from "../segments/features/named-features.js";
import type { Matrix } from "../segments/matrix.js";
import { scaleRows } from "../segments/scale-rows.js";

const SEED = 7;
const END_MS = Date.UTC(2026, 10, 28);

/** The demo company's customers who allow analytics, by the columns that people are grouped by. */
export function demoPeople(): Matrix {
  const inventory = createInventory();
  const profiles = new Map<string, Profile>();
  for (const event of demoCompany({ seed: SEED, endMs: END_MS }).events()) {
    const id = event.userId ?? "";
    const before = profiles.get(id) ?? emptyProfile(Date.parse(event.timestamp));
    profiles.set(id, applyEvent(before, event, "import", inventory));
  }
  const rules = { regime: "gdpr", textVersion: "1", inventory, restricted: false, nowMs: END_MS } as const;
  const vectors = [...profiles.values()].flatMap((profile) => {
    const reading = readFeatures(profile, rules);
    return reading.status === "read" ? [reading.vector] : [];
  });
  const raw = {
    rows: vectors.length,
    columns: FEATURES.length,
    values: Float64Array.from(vectors.flatMap((vector) => [...vector])),
  };
  const scaler = fitScaler(raw, FEATURES);
  return namedFeatures(scaler, scaleRows(scaler, raw)).matrix;
}
