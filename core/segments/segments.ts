import type { Sender } from "../conversations/inbound-message.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { ProfileId } from "../profiles/profile.js";
import type { SegmentStanding, Tier } from "../replies/receipt.js";
import type { SegmentMembers } from "./segment-members.js";
import type { SegmentReport } from "./segment-report.js";
import type { SegmentRun } from "./segment-run-store.js";
import type { Shift } from "./standing-store.js";

/** How a build is to be done; what is left out is chosen by the data. */
export interface BuildRequest {
  readonly method?: "k-means" | "dbscan" | "ward" | undefined;
  /** Number of clusters, 2 to 20. */
  readonly k?: number | undefined;
  readonly seed?: number | undefined;
}

export interface BuildProgress {
  readonly stage: "reading" | "clustering" | "learning" | "describing";
  readonly done: number;
  readonly total: number;
}

/** How far the ladder is climbed. */
export interface SegmentStatus {
  readonly tier: Tier;
  /** Sentences: what is missing for the next tier. */
  readonly missing: readonly string[];
  readonly builtAt: string | undefined;
  readonly people: number;
  readonly rules: number;
  readonly writeTags: boolean;
}

/** A shift as an agent or admin sees it. */
export interface ShownShift extends Omit<Shift, "profileId"> {
  readonly fromName: string;
  readonly toName: string;
}

/** Where one person stands, and how they came there. */
export interface PersonStanding {
  readonly profileId: ProfileId | undefined;
  readonly standing: SegmentStanding;
  /** Until when an agent pinned them. */
  readonly pinnedUntilMs: number | undefined;
  /** The newest first. */
  readonly shifts: readonly ShownShift[];
}

/** Somebody whose segment a help desk does not know yet. */
export interface UntaggedPerson {
  readonly profileId: ProfileId;
  readonly segment: string;
  /** Values of the identifiers that were asked for. */
  readonly named: readonly string[];
}

/** What rules would do to the people whom personalization may read. */
export interface RulesPreview {
  /** In order of precedence. */
  readonly rules: readonly {
    readonly key: string;
    readonly name: string;
    /** For how many it holds. */
    readonly holds: number;
    /** How many of those it gets: whom no earlier rule takes. */
    readonly takes: number;
  }[];
  /** Whom no rule takes. */
  readonly rest: number;
  /** Sentences. */
  readonly warnings: readonly string[];
}

/** Rules that can't be read: all problems, each with its place. */
export interface RulesProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What became of people from one build to another. */
export interface RunComparison {
  readonly from: Pick<SegmentRun, "runId" | "builtAtMs">;
  readonly to: Pick<SegmentRun, "runId" | "builtAtMs">;
  readonly moves: SegmentReport["moves"];
  /** Sentences. */
  readonly changes: readonly string[];
}

/** Customers in groups: found, named, ruled, and looked at. */
export interface Segments {
  status(): Promise<SegmentStatus>;
  /** Reads all people whom analytics may read, and groups them anew. */
  build(request: BuildRequest, onProgress: (progress: BuildProgress) => void): Promise<SegmentRun>;
  /** The newest first. */
  runs(limit: number): Promise<readonly SegmentRun[]>;
  /** From another run (by default the one before) to the newest; `undefined`: there are no two of which it is known. */
  compare(runId?: string): Promise<RunComparison | undefined>;
  /** Of the newest run, or of one of the runs before it. */
  members(runId?: string): Promise<SegmentMembers | undefined>;
  /** Assigns everybody anew, as time passes and rules change. */
  assign(
    onProgress: (done: number, total: number) => void,
  ): Promise<{ readonly people: number; readonly moved: number }>;
  /** @returns false if no such segment was found */
  rename(key: string, name: string, actor: string): Promise<boolean>;
  /** The admin's rules in YAML, or those that come with the product. */
  rules(): Promise<string>;
  preview(yaml: string): Promise<RulesPreview | { readonly problems: readonly RulesProblem[] }>;
  /** @returns the problems; none: they are in force from the next turn on */
  saveRules(yaml: string, actor: string): Promise<readonly RulesProblem[]>;
  /** Whether segments are written to Zendesk as tags of the user. */
  writeTags(on: boolean, actor: string): Promise<void>;
  /** Of whoever is known by this; `limit` shifts at most. */
  standingOf(sender: Sender, limit: number): Promise<PersonStanding>;
  /** `undefined`: there is no such person, or nothing may be read of them. */
  standingOfProfile(profileId: string, limit: number): Promise<PersonStanding | undefined>;
  /**
   * Whose segment a help desk is to be told, while the admin wants that: of one type of identifiers, at most `limit`.
   * Whoever has none, or may not be told of, is passed over.
   */
  untagged(type: Identifier["type"], limit: number): Promise<readonly UntaggedPerson[]>;
  /** Notes that it was told. */
  tagged(person: UntaggedPerson): Promise<void>;
  /**
   * Waits until somebody's segment is another one than `segment`, no longer than `withinMs`.
   * @returns whether it is
   */
  watch(sender: Sender, segment: string, withinMs: number): Promise<boolean>;
  /** Takes a shift back: the person stays where they were for 30 days. */
  undo(shiftId: string, actor: string): Promise<"undone" | "undone before" | "unknown">;
}
