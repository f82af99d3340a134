import { RapportError } from "../error.js";
import type { IncomingEvent, WaitingRow } from "./inbox-row.js";

/** What came of recording: of each event whether it was new. */
export interface Recorded {
  readonly accepted: number;
  readonly duplicates: number;
}

/** Brings events onto the disk. */
export interface Recorder {
  /**
   * Resolves once the events are on disk. Calls that come while one is being written are written together: one
   * sync of the disk for all of them.
   * @throws RapportError `backlog_full` if too much waits to be written
   */
  record(events: readonly IncomingEvent[]): Promise<Recorded>;
}

export interface RecorderParts {
  /** Writes all in one transaction; for each event its number, or `undefined` if it was known. */
  write(events: readonly IncomingEvent[]): Promise<readonly (number | undefined)[]>;
  /** What is new, in the order of its coming. */
  onRecorded(rows: readonly WaitingRow[], events: readonly IncomingEvent[]): void;
}

interface Call {
  readonly events: readonly IncomingEvent[];
  resolve(recorded: Recorded): void;
  reject(error: unknown): void;
}

const MAX_EVENTS_PER_WRITE = 2_000;
const MAX_WAITING_EVENTS = 50_000;

/** Group commit: DeWitt et al., "Implementation Techniques for Main Memory Database Systems" (SIGMOD 1984). */
export function createRecorder({ write, onRecorded }: RecorderParts): Recorder {
  let waiting: Call[] = [];
  let waitingEvents = 0;
  let writing = false;

  function takeGroup(): readonly Call[] {
    let size = 0;
    let count = 0;
    for (const { events } of waiting) {
      if (count > 0 && size + events.length > MAX_EVENTS_PER_WRITE) break;
      size += events.length;
      count++;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    waitingEvents -= size;
    return group;
  }

  async function writeGroup(group: readonly Call[]): Promise<void> {
    const events = group.flatMap((call) => call.events);
    let numbers: readonly (number | undefined)[];
    try {
      numbers = await write(events);
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    let at = 0;
    for (const call of group) {
      const own = numbers.slice(at, at + call.events.length);
      at += call.events.length;
      const accepted = own.filter((sequence) => sequence !== undefined).length;
      call.resolve({ accepted, duplicates: own.length - accepted });
    }
    const added: WaitingRow[] = [];
    const news: IncomingEvent[] = [];
    for (const [n, event] of events.entries()) {
      const sequence = numbers[n];
      if (sequence === undefined) continue;
      added.push({ sequence, subjectHash: event.subjectHash });
      news.push(event);
    }
    if (added.length > 0) onRecorded(added, news);
  }

  async function work(): Promise<void> {
    writing = true;
    while (waiting.length > 0) await writeGroup(takeGroup());
    writing = false;
  }

  return {
    record(events) {
      if (events.length === 0) return Promise.resolve({ accepted: 0, duplicates: 0 });
      if (waitingEvents + events.length > MAX_WAITING_EVENTS && waiting.length > 0) {
        return Promise.reject(
          new RapportError("backlog_full", "more events come than can be written", { retryAfterSeconds: 1 }),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({ events, resolve, reject });
        waitingEvents += events.length;
        if (!writing) void work();
      });
    },
  };
}
