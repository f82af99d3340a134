import type { AuditStore } from "./audit-store.js";
import type { KeyRotationStore } from "./key-rotation-store.js";

interface RotationStores {
  readonly keys: KeyRotationStore;
  readonly audit: Pick<AuditStore, "append">;
}

interface Rotation {
  readonly inTransaction: <T>(work: (stores: RotationStores) => Promise<T>) => Promise<T>;
  readonly nowMs: number;
  readonly actor: string;
  readonly onProgress: (done: number, total: number) => void;
}

const PAGE = 500;

/**
 * Wraps every key of a tenant by the current master key, in transactions of a page each: cut short, the next run
 * goes on. Other processes may work meanwhile: new keys are wrapped as the tenant's own key is, and that is the
 * first that changes.
 * @returns how many keys were wrapped anew
 */
export async function rotateKeys({ inTransaction, nowMs, actor, onProgress }: Rotation): Promise<number> {
  let rewrapped = await inTransaction(({ keys }) => keys.rewrapTenant());
  do {
    const total = await inTransaction(({ keys }) => keys.countParts());
    let done = 0;
    for (let after = ""; ; ) {
      const page = await inTransaction(({ keys }) => keys.rewrapParts(after, PAGE));
      done += page.read;
      rewrapped += page.rewrapped;
      onProgress(done, Math.max(done, total));
      if (page.last === undefined) break;
      after = page.last;
    }
  } while (!(await inTransaction(({ keys }) => keys.isDone())));
  await inTransaction(({ audit }) =>
    audit.append([{ action: "key_rotation", actor, detail: { keys: rewrapped } }], nowMs),
  );
  return rewrapped;
}
