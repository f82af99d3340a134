import type { Logger } from "../logger.js";
import { applyEvent } from "../profiles/apply-event.js";
import { eventIdentifiers } from "../profiles/event-identifiers.js";
import type { Profile, ProfileId } from "../profiles/profile.js";
import type { ProfileStore } from "../profiles/profile-store.js";
import type { InboxRow, InboxStore } from "./inbox-store.js";

/** The stores of one transaction: either all that is written through them is kept, or nothing. */
export interface ProjectionStores {
  readonly inbox: InboxStore;
  readonly profiles: ProfileStore;
}

/** Runs `work` in one transaction. */
export type InTransaction = <T>(work: (stores: ProjectionStores) => Promise<T>) => Promise<T>;

/** Applies what waits in the inbox to the profiles, in the background. */
export interface Projector {
  /** There is something new in the inbox. */
  wake(): void;
  /** Resolves when all that was acknowledged before this call is applied, or dead. */
  drained(): Promise<void>;
  /** Stops after the batch at work. */
  stop(): Promise<void>;
}

const BATCH_SIZE = 250;

const RETRY_MS = 1_000;

/** Sources whose chat messages alone make nobody known: a stranger who writes is not recorded before consent. */
const CHAT_SOURCES: ReadonlySet<string> = new Set(["slack", "teams"]);

/**
 * Applies each event exactly once: profile and inbox row change in the same transaction. An event that can't
 * be applied is set aside as dead with the reason, and the others go on.
 */
export function createProjector(inTransaction: InTransaction, log: Logger): Projector {
  let running: Promise<void> | undefined;
  let stopped = false;

  async function work(): Promise<void> {
    while (!stopped) {
      const applied = await applyBatch(inTransaction, BATCH_SIZE).catch(() =>
        applyOneByOne(inTransaction, log),
      );
      if (applied === 0) return;
    }
  }

  function run(): Promise<void> {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  }

  function wake(): void {
    if (stopped) return;
    run().catch((error: unknown) => {
      log.warn({ reason: errorName(error) }, "applying events is put off: the database did not answer");
      setTimeout(wake, RETRY_MS).unref();
    });
  }

  return {
    wake,
    async drained() {
      // A run under way may have looked for the last time just before the newest row came.
      await running;
      if (!stopped) await run();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function applyBatch(inTransaction: InTransaction, limit: number): Promise<number> {
  return inTransaction(async ({ inbox, profiles }) => {
    const rows = await inbox.pending(limit);
    const changed = new Map<ProfileId, Profile>();
    for (const row of rows) await applyRow(row, profiles, changed);
    for (const [profileId, profile] of changed) await profiles.save(profileId, profile);
    await inbox.markApplied(rows.map((row) => row.sequence));
    return rows.length;
  });
}

/** The way through a batch with a poisoned event in it. */
async function applyOneByOne(inTransaction: InTransaction, log: Logger): Promise<number> {
  const rows = await inTransaction(({ inbox }) => inbox.pending(BATCH_SIZE));
  for (const { sequence } of rows) {
    try {
      await applyBatch(inTransaction, 1);
    } catch (error) {
      const reason = errorName(error);
      if (isDatabaseTrouble(error)) throw error;
      log.error({ sequence, reason }, "an event could not be applied and was set aside");
      await inTransaction(({ inbox }) => inbox.markDead(sequence, reason));
    }
  }
  return rows.length;
}

/** A database that is busy, full or out of reach says nothing about the event: it waits. */
function isDatabaseTrouble(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|READONLY|CANTOPEN)/.test(code);
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

async function applyRow(
  row: InboxRow,
  profiles: ProfileStore,
  changed: Map<ProfileId, Profile>,
): Promise<void> {
  const event = row.open();
  const identifiers = eventIdentifiers(event);
  const named = await profiles.find(identifiers);
  // Linking and merging read the stored documents, so what waits in memory is written before.
  if (named.length !== 1) {
    for (const [profileId, profile] of changed) await profiles.save(profileId, profile);
    changed.clear();
  }
  const atMs = Date.parse(event.timestamp);
  const profileId = await resolveProfile(row, identifiers, named, profiles, changed, atMs);
  if (profileId === undefined) return;
  const profile = changed.get(profileId) ?? (await profiles.load(profileId));
  if (profile !== undefined) changed.set(profileId, applyEvent(profile, event, row.source));
}

async function resolveProfile(
  row: InboxRow,
  identifiers: ReturnType<typeof eventIdentifiers>,
  named: readonly ProfileId[],
  profiles: ProfileStore,
  changed: Map<ProfileId, Profile>,
  atMs: number,
): Promise<ProfileId | undefined> {
  const [only] = named;
  const waiting = only === undefined ? undefined : changed.get(only);
  if (only !== undefined && waiting !== undefined) {
    if (identifiers.every((identifier) => holds(waiting, identifier))) return only;
    await profiles.save(only, waiting);
    changed.delete(only);
  }
  return profiles.resolve(identifiers, !CHAT_SOURCES.has(row.source), atMs);
}

function holds(profile: Profile, wanted: { readonly type: string; readonly value: string }): boolean {
  return profile.identifiers.some(({ type, value }) => type === wanted.type && value === wanted.value);
}
