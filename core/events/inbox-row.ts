import type { PartId } from "../profiles/profile.js";
import type { ProfileEvent } from "./profile-event.js";

/** An event on its way into the inbox. */
export interface IncomingEvent {
  readonly event: ProfileEvent;
  readonly source: string;
  /** Keyed hash of the identifier that names its person best; `undefined` if it names nobody. */
  readonly subjectHash: string | undefined;
  /** Trace of the request that brought it. */
  readonly trace: string | undefined;
  /** Names of what was left out of it, because it is not declared. */
  readonly dropped: readonly string[];
}

/** An event that was acknowledged and waits to be applied. */
export interface InboxRow {
  readonly sequence: number;
  readonly source: string;
  readonly messageHash: string;
  readonly receivedAtMs: number;
  readonly trace: string | undefined;
  /** Decrypts the payload. @throws Error if it is damaged: then only this row is lost, not those around it */
  open(): ProfileEvent;
}

/** An event that was applied, and what is kept of it in its person's history. */
export interface AppliedRow extends Omit<InboxRow, "open" | "trace"> {
  readonly kept?:
    | {
        readonly partId: PartId;
        readonly module: string;
        readonly occurredAtMs: number;
        /** Under the part's own key. */
        readonly sealed: Buffer;
      }
    | undefined;
}

/** A waiting event by what a queue knows of it. */
export interface WaitingRow {
  readonly sequence: number;
  readonly subjectHash: string | undefined;
}
