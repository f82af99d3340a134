import { APPLICATION_ROLE } from "./open-postgres.js";

/** When each identifier was erased, which rows went, and by what else a ticket's customer is found. */
export const MIGRATION_0004 = [
  // Of an erasure only this is kept: it is what makes a backup forget what was erased after it was made.
  `create table erased_parts (
    tenant_id text not null references tenants, part_id text not null, identifier_hash text not null,
    erased_at integer not null, primary key (tenant_id, part_id, identifier_hash))`,
  "alter table tickets add column email_hash text",
  "create index tickets_by_customer on tickets (tenant_id, customer_hash) where customer_hash is not null",
  "create index tickets_by_email on tickets (tenant_id, email_hash) where email_hash is not null",
];

/** One row an erasure in the place of one an identifier. SQLite can't change a primary key. */
export const MIGRATION_0004_SQLITE = [
  "alter table tombstones rename to tombstones_3",
  `create table tombstones (
    tenant_id text not null references tenants, identifier_hash text not null, erased_at integer not null,
    lifted_at integer, reach text not null default 'person', profile_id text,
    primary key (tenant_id, identifier_hash, erased_at))`,
  `insert into tombstones (tenant_id, identifier_hash, erased_at)
    select tenant_id, identifier_hash, erased_at from tombstones_3`,
  "drop table tombstones_3",
];

/** In place: row-level security hides other tenants' rows from a copy. */
export const MIGRATION_0004_POSTGRES = [
  "alter table tombstones add column lifted_at bigint",
  "alter table tombstones add column reach text not null default 'person'",
  "alter table tombstones add column profile_id text",
  `alter table tombstones drop constraint tombstones_pkey,
    add primary key (tenant_id, identifier_hash, erased_at)`,
  "alter table erased_parts enable row level security",
  "alter table erased_parts force row level security",
  `create policy own_tenant on erased_parts using (tenant_id = current_setting('rapport.tenant', true))
    with check (tenant_id = current_setting('rapport.tenant', true))`,
  `grant select, insert, update, delete on erased_parts to ${APPLICATION_ROLE}`,
];
