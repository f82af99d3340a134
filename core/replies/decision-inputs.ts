import type { ProfileFields } from "../profiles/profile-fields.js";
import type { AcceptanceCounts } from "../recommend/exploration/acceptance-counts.js";
import type { ArticleLink, ProductCard } from "./cards.js";
import type { WritingSetting } from "./choose-variant.js";
import type { Candidate } from "./ranking/find-candidates.js";
import type { Receipt, SegmentStanding, Tier, Withheld } from "./receipt.js";

/** A candidate as it was when the decision was made. */
export interface InputCandidate extends Candidate {
  /** Of the reply's record then; left out where the library has none of this key. */
  readonly digest?: string | undefined;
  /** Of the acceptance, what exploring looks at; left out where nobody saw the reply. */
  readonly acceptance?: AcceptanceCounts | undefined;
}

/**
 * All that a decision rests on: the same inputs and the same replies give the same suggestions, to the letter. No text
 * of the customer's: of their message what the methods made of it, of their profile the values that stand in the texts.
 */
export interface DecisionInputs {
  readonly version: 1;
  /** Names the turn. What is left to chance follows from it. */
  readonly inputId: string;
  /** The likeliest, at most `MAX_CANDIDATES`. */
  readonly candidates: readonly InputCandidate[];
  /** By `RANKING_FEATURES`. */
  readonly weights: readonly number[];
  /** How probable it is that one of the candidates is right at all, in [0,1]. */
  readonly mass: number;
  /** Share of the turns in which something else than the best is tried, in [0, 0.5]. */
  readonly exploration: number;
  readonly textModelVersion: string;
  readonly rankingVersion: string;
  readonly rankingTier: Tier;
  /** Version of the priors of another company that ranking rests on; left out where it rests on none. */
  readonly prior?: string | undefined;
  /** Of the experiment that the turn is a part of, as `NAME: ARM`. */
  readonly arm?: string | undefined;
  readonly segment: SegmentStanding;
  readonly segmentFields: readonly string[];
  readonly withheld: readonly Withheld[];
  readonly consent: Receipt["consent"];
  readonly language: string;
  /** Where the text is read, in what tone, and what else it may name. */
  readonly writing?: WritingSetting | undefined;
  /** The reply that the customer chose by a button: it is the answer. */
  readonly choice?: string | undefined;
  readonly tenantName: string;
  /** So many suggestions at most. */
  readonly limit: number;
  /** Values that texts may hold; of stored inputs those that they do hold. */
  readonly fields: ProfileFields;
  /** By reply what its readers may read further; left out before it was looked for. */
  readonly articles?: Readonly<Record<string, readonly ArticleLink[]>> | undefined;
  /** By reply the products below its text; left out before they were looked for. */
  readonly products?: Readonly<Record<string, readonly ProductCard[]>> | undefined;
}

export const MAX_CANDIDATES = 20;
