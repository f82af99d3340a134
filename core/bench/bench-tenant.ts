import { systemClock } from "../clock.js";
import type { TurnStop } from "../metrics.js";
import { openCore } from "../open-core.js";
import { openStores, type Stores } from "../open-stores.js";
import { createInventory } from "../privacy/data-inventory.js";
import { createVault } from "../privacy/vault.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import type { RunningCore } from "../running-core.js";
import { openSegmentation, type Segmentation } from "../segments/segmentation.js";
import { openStorage } from "../storage/open-storage.js";
import { openTenant } from "../storage/tenant-store.js";
import { type TenantId, tenantId } from "../tenant-id.js";
import type { TimeAccount } from "./where-time-goes.js";

export const TENANT: TenantId = tenantId("bench");

export const BENCH_MASTER_KEY = Buffer.alloc(32, 0x5a);

/**
 * The product itself on a folder that `openBenchTenant` filled, and how long each stop of its turns takes.
 * @returns `laps`: milliseconds by stop, one for each turn
 */
export async function openBenchCore(
  dataDir: string,
): Promise<{ readonly core: RunningCore; readonly laps: Map<TurnStop, number[]> }> {
  const laps = new Map<TurnStop, number[]>();
  const core = await openCore({
    dataDir,
    masterKey: BENCH_MASTER_KEY.toString("hex"),
    tenantId: TENANT,
    tenantName: "Bench Outfitters",
    clock: systemClock,
    log: { info() {}, warn() {}, error() {} },
    onTurnStop(stop, seconds) {
      const times = laps.get(stop) ?? [];
      times.push(seconds * 1_000);
      laps.set(stop, times);
    },
  });
  return { core, laps };
}

/** The product's stores on a folder, and a vault that has unwrapped no key yet. */
export interface BenchTenant {
  readonly setup: ReaderSetup;
  readonly stores: Stores;
  readonly inTransaction: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly segmentation: (stores: Stores) => Promise<Segmentation>;
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** @param account watches what the tenant does */
export async function openBenchTenant(dataDir: string, account?: TimeAccount): Promise<BenchTenant> {
  const plain = createVault({ current: BENCH_MASTER_KEY });
  const vault = account?.vault(plain) ?? plain;
  const storage = await openStorage({ dataDir, tenantId: TENANT, vault });
  const tenant = await openTenant(storage.db, vault, TENANT, {});
  const index = vault.openIndex(tenant.indexKey, TENANT);
  const setup: ReaderSetup = {
    tenantId: TENANT,
    vault,
    index: account?.index(index) ?? index,
    inventory: createInventory(),
    regime: tenant.regime,
    consentTextVersion: "1",
    blocked: new Set(),
  };
  return {
    setup,
    stores: openStores(storage.db, setup, tenant),
    inTransaction: (work) => storage.inTransaction((db) => work(openStores(db, setup, tenant))),
    segmentation: openSegmentation(setup.inventory),
    scrub: () => storage.scrub(),
    close: () => storage.close(),
  };
}
