import type { SegmentRunStore } from "../segments/segment-run-store.js";
import type { SegmentationStores } from "../segments/segmentation.js";
import type { StandingStore } from "../segments/standing-store.js";
import type { AuditStore } from "./audit-store.js";
import type { DropStore } from "./drop-store.js";
import type { ErasureStores } from "./erase-profile.js";
import type { KeyRotationStore } from "./key-rotation-store.js";
import type { SweepStores } from "./sweep-stores.js";

/** The stores of one transaction that rights and retention reach. */
export interface PrivacyStores extends ErasureStores, SweepStores, SegmentationStores {
  readonly segmentRuns: SegmentRunStore;
  readonly standings: StandingStore;
  readonly drops: DropStore;
  readonly keys: KeyRotationStore;
  readonly audit: AuditStore;
}
