import type { AuditStore } from "../privacy/audit-store.js";
import type { DropStore } from "../privacy/drop-store.js";
import type { TombstoneStore } from "../privacy/tombstone-store.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { People } from "../profiles/people.js";
import type { ProfileId } from "../profiles/profile.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import type { Segmentation } from "../segments/segmentation.js";
import type { StandingStore } from "../segments/standing-store.js";
import type { InboxStore } from "./inbox-store.js";

/** The stores of one transaction: either all that is written through them is kept, or nothing. */
export interface ProjectionStores {
  readonly inbox: Pick<InboxStore, "add" | "pending" | "markApplied">;
  readonly people: People;
  readonly tombstones: Pick<TombstoneStore, "any">;
  readonly drops: Pick<DropStore, "add">;
  readonly audit: Pick<AuditStore, "append">;
  readonly standings: Pick<StandingStore, "of" | "put">;
  /** How people are put into segments now. */
  segmentation(): Promise<Segmentation>;
  /**
   * Erases a person.
   * @param profileId `undefined`: nobody is recorded by these; only the tombstones are set
   * @param named what the request named them by; what is somebody else's has no effect
   * @returns the keyed hashes of all identifiers that they had
   */
  erase(
    profileId: ProfileId | undefined,
    named: readonly Identifier[],
    request: { readonly actor: string; readonly cause: string; readonly nowMs: number },
  ): Promise<readonly string[]>;
}

/** What a tenant's settings say about applying events. */
export type ProjectionSetup = ReaderSetup;
