import type { Purpose } from "../../consent/purpose.js";
import type { RuleExpression } from "./rule-expression.js";

/** A segment that an admin described: who is in it. Of several whose conditions hold the first of the file counts. */
export interface SegmentRule {
  /** Names it everywhere, once and for all. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  readonly expression: RuleExpression;
  /** Purposes that must be allowed for all of its condition to be read; without one of them, parts are unknown. */
  readonly needs: readonly Purpose[];
}
