import type { Sender } from "../conversations/inbound-message.js";
import type { ProfileId } from "../profiles/profile.js";
import type { SegmentStanding, Tier } from "../replies/receipt.js";
import type { SegmentMembers } from "./segment-members.js";
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

/** What rules would do to the people of the newest build. */
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

/** Customers in groups: found, named, ruled, and looked at. */
export interface Segments {
  status(): Promise<SegmentStatus>;
  /** Reads all people whom analytics may read, and groups them anew. */
  build(request: BuildRequest, onProgress: (progress: BuildProgress) => void): Promise<SegmentRun>;
  /** The newest first. */
  runs(limit: number): Promise<readonly SegmentRun[]>;
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
  /** Takes a shift back: the person stays where they were for 30 days. */
  undo(shiftId: string, actor: string): Promise<"undone" | "undone before" | "unknown">;
}
