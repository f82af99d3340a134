/** How much data a decision rests on. */
export type Tier = "rules" | "clusters" | "model";

/** Why a field was not read: what would have to change for it to be read. */
export interface Withheld {
  readonly field: string;
  readonly reason: string;
}

/** What one method says of a reply. */
export interface MethodScore {
  /** One of `RANKING_FEATURES`. */
  readonly method: string;
  /** A term of the reply's log-odds before it is weighted. */
  readonly score: number;
  readonly weight: number;
}

/** The line under a suggestion: what it rests on. Names of fields only, never their values. */
export interface Receipt {
  /** Profile fields that were read to make this decision and text, as `module.attribute`. */
  readonly fields: readonly string[];
  readonly withheld: readonly Withheld[];
  readonly segment: SegmentStanding;
  readonly tier: Tier;
  /** Version of the text model (its content digest, 12 hex digits), or `none` before the first training. */
  readonly modelVersion: string;
  /** Of a ranked reply, version of what ranked it, and how much data that rests on. */
  readonly rankingVersion?: string | undefined;
  readonly rankingTier?: Tier | undefined;
  /** Of a ranked reply: what spoke for it, and against. */
  readonly scores?: readonly MethodScore[] | undefined;
  /** Of a ranked reply: where it stood, from 1, and with what probability it was put there. */
  readonly place?: number | undefined;
  readonly propensity?: number | undefined;
  /** Of the experiment that the turn is a part of, as `NAME: ARM`. */
  readonly arm?: string | undefined;
  /** What the text came from: a reply by its key, a flow by its name, a product by its SKU; and the variant: `vip/de`. */
  readonly source: {
    readonly kind: "reply" | "flow" | "product";
    readonly key: string;
    readonly variant: string;
  };
  readonly consent: {
    readonly purpose: "personalization";
    readonly status: ConsentStatus;
    readonly basis: string;
  };
  /** One short sentence each, in English, most important first. */
  readonly reasons: readonly string[];
}

export type ConsentStatus = "granted" | "denied" | "withdrawn" | "expired" | "not_asked";

/** A profile's place in a segment at the moment of a decision. */
export interface SegmentStanding {
  readonly key: string;
  readonly name: string;
  /** [0,1] */
  readonly confidence: number;
  /** What put the profile there, e.g. `plan is summit`. */
  readonly because: string;
  /** What it rests on. */
  readonly tier: Tier;
  /** The wider segment, whose texts and flows are theirs where there are none for this one. */
  readonly base?: string | undefined;
}
