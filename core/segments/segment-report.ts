import type { Tier } from "../replies/receipt.js";

/** An estimate with its 95 % confidence interval; `n` people or tickets stand behind it. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** One feature by which a segment differs from everybody. */
export interface SegmentDriver {
  /** Of `FEATURES`, e.g. `spend_12m`. */
  readonly feature: string;
  /** In plain words: `spend a lot`. */
  readonly words: string;
  /** Difference of the means in standard deviations; its sign says which way; in [−10,10]. */
  readonly effect: number;
  /** In the feature's own unit. */
  readonly mean: number;
  readonly meanOfAll: number;
}

/** One segment as a build found it or a rule makes it. */
export interface ReportedSegment {
  readonly key: string;
  /** As the admin calls it, or else as the build does. */
  readonly name: string;
  readonly description: string;
  readonly kind: "rule" | "found";
  /** How many people are in it; of all whom analytics may read. */
  readonly size: number;
  /** In [0,1]. */
  readonly share: number;
  /** Mean confidence of its members, in [0,1]. */
  readonly confidence: number;
  /** Strongest first. */
  readonly drivers: readonly SegmentDriver[];
  /** What the segment is worth, where enough is known. */
  readonly business: {
    /** Share of good ratings, in [0,1]. */
    readonly satisfaction?: Estimate | undefined;
    /** Tickets a person and year. */
    readonly tickets?: Estimate | undefined;
    /** How often a person's solved tickets are opened again a year. */
    readonly reopened?: Estimate | undefined;
    /** Spend a person and year. */
    readonly spend?: Estimate | undefined;
  };
  /** `carried over`, `new`; why it has the name that it has. */
  readonly since: string;
}

/** How a demographic group is spread over the segments. */
export interface FairnessFinding {
  /** The protected attribute: `demographics.country`. */
  readonly attribute: string;
  /** Cramér's V between attribute and segment, in [0,1]. */
  readonly association: number;
  readonly groups: readonly {
    /** A value of the attribute; groups below the anonymity limit are left out. */
    readonly group: string;
    readonly people: number;
    /** Mean confidence, in [0,1]. */
    readonly confidence: number;
    /** Share of the group that is in each segment, by its key; in [0,1]. */
    readonly shares: Readonly<Record<string, number>>;
  }[];
  /** Segments that separate by the attribute, each with a sentence that says how. */
  readonly flagged: readonly { readonly segment: string; readonly because: string }[];
}

/** What came of filling up rare segments with made people, for what the forest learns from. */
export interface Oversampling {
  /** Keys of the rare ones. */
  readonly segments: readonly string[];
  /** By cross-validation, each on real people only. */
  readonly macroF1Without: number;
  readonly macroF1With: number;
  /** It won clearly: the forest is learnt so, and its figures are those with it. */
  readonly kept: boolean;
}

/** What a build came to: about groups, never about a person. */
export interface SegmentReport {
  readonly tier: Tier;
  /** What is missing for the next tier, in sentences; none at the highest. */
  readonly missing: readonly string[];
  /** How many people are in it, and of how many nothing may be read for analytics. */
  readonly people: number;
  readonly withheld: number;
  readonly method: "k-means" | "dbscan" | "ward" | "none";
  readonly k: number;
  readonly seed: number;
  readonly silhouette: { readonly value: number; readonly standardError: number } | undefined;
  /** For each k that was tried: silhouette, and sum of squared distances. */
  readonly curves: readonly { readonly k: number; readonly silhouette: number; readonly inertia: number }[];
  /** Adjusted Rand index between this build and builds of resamples, in [−1,1]. */
  readonly stability: { readonly mean: number; readonly deviation: number } | undefined;
  /** By cross-validation. */
  readonly forest:
    | {
        readonly trees: number;
        readonly accuracy: number;
        readonly macroF1: number;
        readonly logLoss: number;
        readonly bytes: number;
        /** Left out where no segment was rare, and by releases that did not try. */
        readonly oversampling?: Oversampling | undefined;
      }
    | undefined;
  readonly segments: readonly ReportedSegment[];
  /** Since the build before: how many went from where to where; `from` and `to` may be the same. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly people: number }[];
  /** What changed since the build before, in sentences: what is new, gone, renamed, and why people moved. */
  readonly changes: readonly string[];
  readonly fairness: readonly FairnessFinding[];
  readonly seconds: number;
}
