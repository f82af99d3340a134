import type { ConversationStore } from "../conversations/conversation-store.js";
import type { ConversationStoreSubject } from "../conversations/conversation-store-contract-subject.js";
import { openSqlConversationStore } from "../conversations/sql-conversation-store.js";
import type { Vault } from "../privacy/vault.js";
import { startRedisServer } from "../queue/redis-server.js";
import { type TenantId, tenantId } from "../tenant-id.js";
import type { Database } from "./database.js";
import { openStorage } from "./open-storage.js";
import { openRedis, type Redis } from "./redis-client.js";
import { openRedisConversationStore } from "./redis-conversation-store.js";
import { toBuffer } from "./schema.js";
import { openTenant } from "./tenant-store.js";
import { type DatabaseKind, TEST_DATABASES } from "./test-databases.js";

/** The stores of two tenants on a server of their own. */
export interface OpenConversationStores extends ConversationStoreSubject {
  close(): Promise<void>;
}

export interface ConversationStoreKind {
  readonly name: string;
  open(vault: Vault): Promise<OpenConversationStores>;
}

const [OWN, OTHER] = [tenantId("own"), tenantId("other")];

/** Everything that remembers conversations in the product: what the port promises is tested on each. */
export const TEST_CONVERSATION_STORES: readonly ConversationStoreKind[] = [
  ...TEST_DATABASES.map((kind) => ({
    name: `sql on ${kind.name}`,
    open: (vault: Vault) => openOnSql(kind, vault),
  })),
  { name: "redis", open: openOnRedis },
];

async function openOnSql(kind: DatabaseKind, vault: Vault): Promise<OpenConversationStores> {
  const database = await kind.create();
  const own = await openStorage({ ...database, tenantId: OWN, vault });
  const other = await openStorage({ ...database, tenantId: OTHER, vault });
  const rows = () => own.db.selectFrom("conversations").selectAll();
  const { key } = await openTenant(own.db, vault, OWN, {});
  return {
    own: openSqlConversationStore(own.db, vault, OWN, key),
    other: await sqlStore(other.db, vault, OTHER),
    async atRest() {
      const values = (await rows().execute()).flatMap(({ context_sealed, ...row }) => [
        toBuffer(context_sealed).toString("latin1"),
        ...Object.values(row),
      ]);
      return values.join("\n");
    },
    async plant(hash, stored) {
      const context_sealed = vault.seal(key, OWN, hash, JSON.stringify(stored));
      await own.db
        .updateTable("conversations")
        .set({ context_sealed })
        .where("conversation_hash", "=", hash)
        .execute();
    },
    async transplant(from, to) {
      const { context_sealed } = await rows().where("conversation_hash", "=", from).executeTakeFirstOrThrow();
      await own.db
        .updateTable("conversations")
        .set({ context_sealed: toBuffer(context_sealed) })
        .where("conversation_hash", "=", to)
        .execute();
    },
    async close() {
      await own.close();
      await other.close();
      await database.drop();
    },
  };
}

async function sqlStore(db: Database, vault: Vault, id: TenantId): Promise<ConversationStore> {
  const { key } = await openTenant(db, vault, id, {});
  return openSqlConversationStore(db, vault, id, key);
}

async function openOnRedis(vault: Vault): Promise<OpenConversationStores> {
  const server = await startRedisServer();
  const redis = await openRedis({ url: server.url, stepMs: 10_000 });
  const entry = (hash: string) => `rapport:{${OWN}}:conversation:${hash}`;
  const key = vault.newDataKey(OWN);
  return {
    own: openRedisConversationStore(redis, vault, OWN, key),
    other: openRedisConversationStore(redis, vault, OTHER, vault.newDataKey(OTHER)),
    atRest: () => everythingIn(redis),
    async plant(hash, stored) {
      const sealed = (await redis.run((commands) => commands.get(entry(hash)))) ?? Buffer.alloc(0);
      const former = JSON.parse(vault.open(key, OWN, hash, sealed)) as object;
      const changed = vault.seal(key, OWN, hash, JSON.stringify({ ...former, context: stored }));
      await redis.run((commands) => commands.set(entry(hash), changed));
    },
    async transplant(from, to) {
      await redis.run((commands) => commands.copy(entry(from), entry(to), { REPLACE: true }));
    },
    async close() {
      await redis.close();
      await server.stop("SIGKILL");
    },
  };
}

/** All keys and values of a server, bytes as Latin-1. Not by `DUMP`, which compresses. */
export async function everythingIn(redis: Redis): Promise<string> {
  const keys = (await redis.run((commands) => commands.keys("*"))).map(String);
  const values = await Promise.all(keys.map((key) => valuesOf(redis, key)));
  return [...keys, ...values.flat().map((value) => Buffer.from(value).toString("latin1"))].join("\n");
}

async function valuesOf(redis: Redis, key: string): Promise<readonly (Buffer | string)[]> {
  const type = String(await redis.run((commands) => commands.type(key)));
  switch (type) {
    case "string":
      return [(await redis.run((commands) => commands.get(key))) ?? ""];
    case "zset":
      return redis.run((commands) => commands.zRange(key, 0, -1));
    case "set":
      return redis.run((commands) => commands.sMembers(key));
    case "list":
      return redis.run((commands) => commands.lRange(key, 0, -1));
    case "hash":
      return Object.entries(await redis.run((commands) => commands.hGetAll(key))).flat();
    case "none":
      return [];
    default:
      throw new Error(`a key of the type ${type} is new here`);
  }
}
