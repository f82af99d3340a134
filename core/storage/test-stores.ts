import { openStores, type Stores } from "../open-stores.js";
import { createInventory } from "../privacy/data-inventory.js";
import { createVault } from "../privacy/vault.js";
import type { ReaderSetup } from "../profiles/profile-reader.js";
import { tenantId } from "../tenant-id.js";
import { openStorage, type Storage } from "./open-storage.js";
import { openTenant } from "./tenant-store.js";
import type { DatabaseKind, TestDatabase } from "./test-databases.js";

/** The stores of one tenant on a test's database, opened as the product opens them. */
export interface TestStores {
  readonly stores: Stores;
  readonly storage: Storage;
  readonly setup: ReaderSetup;
  /** Stores within a transaction. */
  inTransaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
}

export async function openTestStores(
  { dataDir, databaseUrl }: TestDatabase,
  name: string,
): Promise<TestStores> {
  const id = tenantId(name);
  const vault = createVault({ current: Buffer.alloc(32, 7) });
  const storage = await openStorage({ dataDir, databaseUrl, tenantId: id, vault });
  const tenant = await openTenant(storage.db, vault, id, {});
  const setup: ReaderSetup = {
    tenantId: id,
    vault,
    index: vault.openIndex(tenant.indexKey, id),
    inventory: createInventory(),
    regime: tenant.regime,
    consentTextVersion: "1",
    blocked: new Set(),
  };
  return {
    stores: openStores(storage.db, setup, tenant),
    storage,
    setup,
    inTransaction: (work) => storage.inTransaction((db) => work(openStores(db, setup, tenant))),
  };
}

/** Two tenants on one database, which `close` is rid of. */
export interface TwoTenants {
  readonly database: TestDatabase;
  readonly own: TestStores;
  readonly other: TestStores;
  close(): Promise<void>;
}

export async function openTwoTenants(create: DatabaseKind["create"]): Promise<TwoTenants> {
  const database = await create();
  const own = await openTestStores(database, "own");
  const other = await openTestStores(database, "other");
  return {
    database,
    own,
    other,
    async close() {
      await own.storage.close();
      await other.storage.close();
      await database.drop();
    },
  };
}
