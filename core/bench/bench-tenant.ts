import { openStores, type Stores } from "../open-stores.js";
import { createInventory } from "../privacy/data-inventory.js";
import { createVault } from "../privacy/vault.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import { openSegmentation, type Segmentation } from "../segments/segmentation.js";
import { openStorage } from "../storage/open-storage.js";
import { openTenant } from "../storage/tenant-store.js";
import { type TenantId, tenantId } from "../tenant-id.js";
import type { TimeAccount } from "./where-time-goes.js";

export const TENANT: TenantId = tenantId("bench");

export const BENCH_MASTER_KEY = Buffer.alloc(32, 0x5a);

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
