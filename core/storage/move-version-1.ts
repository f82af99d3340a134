import { type Kysely, sql } from "kysely";
import type { Vault } from "../privacy/vault.js";
import { identifierKey } from "../profiles/identity/identifier.js";
import { sealPart } from "../profiles/part-sealing.js";
import type { Database } from "./database.js";
import { toBuffer } from "./schema.js";
import { upgradeProfile } from "./version-1-profile.js";

interface Version1 {
  profiles_1: { tenant_id: string; profile_id: string; wrapped_key: Buffer; document_sealed: Buffer };
  identifiers_1: { tenant_id: string; identifier_hash: string; type: string; profile_id: string };
  tenants: { tenant_id: string; wrapped_key: Buffer };
  decisions: {
    decision_id: string;
    tenant_id: string;
    profile_id: string | null;
    receipt: string | null;
    part_id: string | null;
    receipt_sealed: Buffer | null;
  };
  profile_parts: Record<string, unknown>;
  identifiers: Record<string, unknown>;
}

const PAGE = 500;

/** Moves the first version's people and decisions into the tables that took their place. */
export async function moveVersion1(database: Database, vault: Vault): Promise<void> {
  const db = database as unknown as Kysely<Version1>;
  await movePeople(db, vault);
  await sql`
    insert into identifiers (tenant_id, identifier_hash, type, standing, part_id)
    select tenant_id, identifier_hash, type, 'verified', profile_id from identifiers_1`.execute(db);
  await sealReceipts(db, vault);
}

async function movePeople(db: Kysely<Version1>, vault: Vault): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await db
      .selectFrom("profiles_1")
      .selectAll()
      .where("profile_id", ">", after)
      .orderBy("profile_id")
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const owner = `${row.tenant_id}|${row.profile_id}`;
      const wrappedKey = toBuffer(row.wrapped_key);
      const json = vault.open(wrappedKey, owner, "document", toBuffer(row.document_sealed));
      const profile = upgradeProfile(JSON.parse(json), identifierKey);
      await db
        .insertInto("profile_parts")
        .values({
          tenant_id: row.tenant_id,
          part_id: row.profile_id,
          profile_id: row.profile_id,
          wrapped_key: wrappedKey,
          ...sealPart(vault, owner, wrappedKey, profile),
          restricted: 0,
          // Retention looks at what came from before at its first sweep.
          sweep_at: 0,
          created_at: profile.firstSeenAtMs,
          updated_at: profile.firstSeenAtMs,
        })
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.profile_id;
  }
}

async function sealReceipts(db: Kysely<Version1>, vault: Vault): Promise<void> {
  const tenants = await db.selectFrom("tenants").select(["tenant_id", "wrapped_key"]).execute();
  const keys = new Map(tenants.map((row) => [row.tenant_id, toBuffer(row.wrapped_key)]));
  for (let after = ""; ; ) {
    const rows = await db
      .selectFrom("decisions")
      .select(["decision_id", "tenant_id", "profile_id", "receipt"])
      .where("decision_id", ">", after)
      .orderBy("decision_id")
      .limit(PAGE)
      .execute();
    for (const { decision_id, tenant_id, profile_id, receipt } of rows) {
      const key = keys.get(tenant_id);
      if (key === undefined || receipt === null) continue;
      await db
        .updateTable("decisions")
        .set({ part_id: profile_id, receipt_sealed: vault.seal(key, tenant_id, decision_id, receipt) })
        .where("decision_id", "=", decision_id)
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.decision_id;
  }
}
