import type { Inventory } from "../privacy/data-inventory.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { ProfileId } from "../profiles/profile.js";
import { unknownSegment } from "../segments/segment-rules.js";
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

/** Nobody in particular: to come from there or to go there is no change of place. */
export const NOWHERE = unknownSegment("").key;

interface Watched {
  readonly from: string;
  cause: ProfileEvent;
  /** Of the last event that can have moved them. */
  messageHash: string;
  readonly named: Named;
}

/** An identifier by which a person is found. */
interface Named {
  readonly identifier: Identifier;
  readonly subjectHash: string;
}

/**
 * Sees what a batch of events does to people's segments.
 * @param segmentOf a person's segment now, of what may be read of them for personalization
 */
export class SegmentWatch {
  readonly #segmentOf: (profileId: ProfileId) => Promise<string>;
  readonly #watched = new Map<ProfileId, Watched>();

  constructor(segmentOf: (profileId: ProfileId) => Promise<string>) {
    this.#segmentOf = segmentOf;
  }

  /** Call it before an event is applied. */
  async before(profileId: ProfileId, event: ProfileEvent, messageHash: string, named: Named): Promise<void> {
    const known = this.#watched.get(profileId);
    if (known === undefined) {
      const from = await this.#segmentOf(profileId);
      this.#watched.set(profileId, { from, cause: event, messageHash, named });
    } else {
      known.cause = event;
      known.messageHash = messageHash;
    }
  }

  /** Call it when all events are applied: each shift, and the event that says so. */
  async shifts(
    nowMs: number,
  ): Promise<readonly { readonly shift: SegmentShift; readonly event: IncomingEvent }[]> {
    const shifts: { readonly shift: SegmentShift; readonly event: IncomingEvent }[] = [];
    for (const [profileId, { from, cause, messageHash, named }] of this.#watched) {
      if (from === NOWHERE) continue;
      const to = await this.#segmentOf(profileId);
      if (to === from || to === NOWHERE) continue;
      const shift = { profileId, from, to, cause: nameOf(cause) };
      shifts.push({ shift, event: shiftEvent(shift, messageHash, named, nowMs) });
    }
    return shifts;
  }
}

/** Whether an event can move somebody: what is only looked at, clicked or written moves nobody. */
export function canShift(event: ProfileEvent, inventory: Inventory): boolean {
  if (event.context?.consent !== undefined) return true;
  if (event.type === "page" || event.type === "screen" || event.type === "alias") return false;
  if (event.type !== "track") return true;
  return MOVING.has(inventory.event(event.event)?.module ?? "behaviour") && !STILL.has(event.event);
}

const MOVING: ReadonlySet<string> = new Set(["purchases", "interactions"]);
const STILL: ReadonlySet<string> = new Set([SEGMENT_SHIFTED, "Message Received"]);

/** The same event for the same cause: a batch that is applied again says nothing twice. */
function shiftEvent(
  { from, to, cause }: SegmentShift,
  messageHash: string,
  { identifier: { type, value }, subjectHash }: Named,
  nowMs: number,
): IncomingEvent {
  return {
    event: {
      type: "track",
      event: SEGMENT_SHIFTED,
      messageId: `shift:${messageHash}`,
      timestamp: new Date(nowMs).toISOString(),
      properties: { from, to, cause },
      context: { externalIds: [{ type, id: value }] },
    },
    source: OWN_SOURCE,
    subjectHash,
    trace: undefined,
    dropped: [],
  };
}

function nameOf(event: ProfileEvent): string {
  return event.type === "track" ? event.event : event.type;
}
