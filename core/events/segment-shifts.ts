import type { FeatureReading } from "../consent/read-features.js";
import type { ProfileView } from "../consent/read-profile.js";
import type { Inventory } from "../privacy/data-inventory.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { Profile, ProfileId } from "../profiles/profile.js";
import type { SegmentStanding } from "../replies/receipt.js";
import { assignSegment } from "../segments/assign-segment.js";
import { type FeatureState, featureState } from "../segments/features/feature-state.js";
import { stepFeatures } from "../segments/features/step-features.js";
import { movePerson, NOWHERE } from "../segments/move-person.js";
import type { Segmentation } from "../segments/segmentation.js";
import { eventCause, eventName } from "../segments/shift-cause.js";
import type { Standing, StandingStore } from "../segments/standing-store.js";
import type { IncomingEvent } from "./inbox-row.js";
import type { ProfileEvent } from "./profile-event.js";

/** A change of place: who was moved from which segment to which, and by what. */
export interface SegmentShift {
  readonly profileId: ProfileId;
  readonly from: string;
  readonly to: string;
  /** Name of the event that moved them. */
  readonly cause: string;
}

/** The event that a shift is. */
export const SEGMENT_SHIFTED = "Segment Shifted";

/** What this product says itself. */
export const OWN_SOURCE = "rapport";

interface Watched {
  readonly from: string;
  readonly stored: Standing | undefined;
  state: FeatureState;
  /** Key of the segment as it was looked at last. */
  segment: string;
  /** The event that brought them there; `undefined`: none of this batch did. */
  cause: Cause | undefined;
  /** The last event that can have moved them. */
  latest: Cause;
  readonly named: Named;
}

interface Cause {
  readonly event: ProfileEvent;
  readonly messageHash: string;
}

/** An identifier by which a person is found. */
interface Named {
  readonly identifier: Identifier;
  readonly subjectHash: string;
}

/** What a watch looks at, within the transaction of a batch. */
export interface WatchPorts {
  readonly standings: Pick<StandingStore, "of" | "put">;
  segmentation(): Promise<Segmentation>;
  profile(profileId: ProfileId): Promise<Profile>;
  /** `undefined`: nobody is there any more. */
  read(
    profileId: ProfileId,
    state: FeatureState,
  ): Promise<{ readonly view: ProfileView; readonly features: () => FeatureReading } | undefined>;
  readonly nowMs: number;
}

/** Sees what a batch of events does to people's segments. Features are carried from event to event. */
export class SegmentWatch {
  readonly #ports: WatchPorts;
  readonly #watched = new Map<ProfileId, Watched>();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** Call it before an event is applied that can move its person. */
  async before(profileId: ProfileId, event: ProfileEvent, messageHash: string, named: Named): Promise<void> {
    const latest = { event, messageHash };
    const known = this.#watched.get(profileId);
    if (known !== undefined) {
      // Of a customer's history only the end is looked at.
      if (!this.#isHistory(event))
        this.#look(known, await this.#standing(profileId, known.stored, known.state));
      known.latest = latest;
      return;
    }
    const stored = await this.#ports.standings.of(profileId);
    const state = featureState(await this.#ports.profile(profileId));
    const from = stored?.segment ?? (await this.#standing(profileId, stored, state))?.key ?? NOWHERE;
    this.#watched.set(profileId, { from, stored, state, segment: from, cause: undefined, latest, named });
  }

  /** Whoever is elsewhere than when they were looked at last was brought there by what came in between. */
  #look(known: Watched, standing: SegmentStanding | undefined): void {
    if (standing === undefined || standing.key === known.segment) return;
    known.segment = standing.key;
    known.cause = known.latest;
  }

  #isHistory(event: ProfileEvent): boolean {
    return this.#ports.nowMs - Date.parse(event.timestamp) > HISTORY_MS;
  }

  /**
   * Call it when any event was applied.
   * @param before the profile as it was; `undefined`: not only the event changed it
   */
  async applied(profileId: ProfileId, event: ProfileEvent, before: Profile | undefined): Promise<void> {
    const known = this.#watched.get(profileId);
    if (known === undefined) return;
    const after = await this.#ports.profile(profileId);
    known.state =
      before === undefined ? featureState(after) : stepFeatures(known.state, before, after, event);
  }

  isWatching(profileId: ProfileId): boolean {
    return this.#watched.has(profileId);
  }

  /** Call it when all events are applied: moves people, and gives each shift with the event that says so. */
  async shifts(): Promise<readonly { readonly shift: SegmentShift; readonly event: IncomingEvent }[]> {
    const { standings, nowMs } = this.#ports;
    const shifts: { readonly shift: SegmentShift; readonly event: IncomingEvent }[] = [];
    for (const [profileId, known] of this.#watched) {
      const { from, stored, state, named } = known;
      const standing = await this.#standing(profileId, stored, state);
      if (standing === undefined) continue;
      this.#look(known, standing);
      const { event, messageHash } = known.cause ?? known.latest;
      if (this.#isHistory(event)) {
        await this.#noteHistory(profileId, stored, standing);
        continue;
      }
      const because = eventCause(event, standing.because);
      const moved = await movePerson(standings, profileId, from, standing, because, nowMs);
      if (moved === undefined) continue;
      const shift = { profileId, from, to: moved.to, cause: eventName(event) };
      const { identifier, subjectHash } = named;
      shifts.push({
        shift,
        event: {
          // The same event for the same cause: a batch that is applied again says nothing twice.
          event: shiftEvent(shift, messageHash, [identifier], nowMs),
          source: OWN_SOURCE,
          subjectHash,
          trace: undefined,
          dropped: [],
        },
      });
    }
    return shifts;
  }

  /** What is told long after it happened says where somebody is, and not when they came there: it is no shift. */
  async #noteHistory(
    profileId: ProfileId,
    stored: Standing | undefined,
    { key, confidence }: SegmentStanding,
  ): Promise<void> {
    if (stored === undefined || stored.segment === key || key === NOWHERE) return;
    const { standings, nowMs } = this.#ports;
    await standings.put(profileId, { segment: key, sinceMs: nowMs, confidence }, undefined, nowMs);
  }

  async #standing(
    profileId: ProfileId,
    stored: Standing | undefined,
    state: FeatureState,
  ): Promise<SegmentStanding | undefined> {
    const read = await this.#ports.read(profileId, state);
    const { nowMs } = this.#ports;
    return read && assignSegment(await this.#ports.segmentation(), { ...read, stored, nowMs });
  }
}

/** An event of longer ago is history. */
const HISTORY_MS = 86_400_000;

/** Whether an event can move somebody: what is only looked at, clicked or written moves nobody. */
export function canShift(event: ProfileEvent, inventory: Inventory): boolean {
  if (event.context?.consent !== undefined) return true;
  if (event.type === "page" || event.type === "screen" || event.type === "alias") return false;
  if (event.type !== "track") return true;
  return MOVING.has(inventory.event(event.event)?.module ?? "behaviour") && !STILL.has(event.event);
}

const MOVING: ReadonlySet<string> = new Set(["purchases", "interactions"]);
const STILL: ReadonlySet<string> = new Set([SEGMENT_SHIFTED, "Message Received"]);

/**
 * The event that a shift is.
 * @param key the same of the same shift: whoever tells of it again says nothing twice
 */
export function shiftEvent(
  { from, to, cause }: Omit<SegmentShift, "profileId">,
  key: string,
  identifiers: readonly Pick<Identifier, "type" | "value">[],
  atMs: number,
): ProfileEvent {
  return {
    type: "track",
    event: SEGMENT_SHIFTED,
    messageId: `shift:${key}`,
    timestamp: new Date(atMs).toISOString(),
    properties: { from, to, cause },
    context: { externalIds: identifiers.map(({ type, value }) => ({ type, id: value })) },
  };
}
