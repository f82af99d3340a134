import type { DecisionInputs } from "../replies/decision-inputs.js";

/** What a decision rests on that weighed nothing. */
export const TEST_INPUTS: DecisionInputs = {
  version: 1,
  inputId: "input",
  candidates: [],
  weights: [],
  mass: 1,
  exploration: 0,
  textModelVersion: "none",
  rankingVersion: "none",
  rankingTier: "rules",
  segment: { key: "vip", name: "VIP", confidence: 1, because: "plan is summit", tier: "rules" },
  segmentFields: [],
  withheld: [],
  consent: { purpose: "personalization", status: "granted", basis: "consent" },
  language: "en",
  tenantName: "Own",
  limit: 3,
  fields: {},
};
