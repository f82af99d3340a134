import { APPLICATION_ROLE } from "./open-postgres.js";

/** Parts in the place of profiles, merges, tombstones, audit, and what admins need. Released: never edited. */
export const MIGRATION_0002 = [
  "alter table tenants add column wrapped_index_key blob",
  "alter table profiles rename to profiles_1",
  "alter table identifiers rename to identifiers_1",
  `create table profile_parts (
    tenant_id text not null references tenants, part_id text not null, profile_id text not null,
    wrapped_key blob not null, identity_sealed blob not null, demographics_sealed blob,
    interactions_sealed blob, purchases_sealed blob, behaviour_sealed blob, preferences_sealed blob,
    restricted integer not null, sweep_at integer, created_at integer not null, updated_at integer not null,
    primary key (tenant_id, part_id))`,
  "create index profile_parts_by_profile on profile_parts (tenant_id, profile_id)",
  "create index profile_parts_by_sweep on profile_parts (tenant_id, sweep_at)",
  `create table identifiers (
    tenant_id text not null, identifier_hash text not null, type text not null, standing text not null,
    part_id text not null, primary key (tenant_id, identifier_hash),
    foreign key (tenant_id, part_id) references profile_parts on delete cascade)`,
  "create index identifiers_by_part on identifiers (tenant_id, part_id)",
  `create table merges (
    merge_id text primary key, tenant_id text not null references tenants, kept_part_id text not null,
    merged_part_id text not null, cause text not null, merged_at integer not null, undone_at integer)`,
  "create index merges_by_kept on merges (tenant_id, kept_part_id)",
  "create index merges_by_merged on merges (tenant_id, merged_part_id)",
  `create table tombstones (
    tenant_id text not null references tenants, identifier_hash text not null, erased_at integer not null,
    primary key (tenant_id, identifier_hash))`,
  `create table audit (
    tenant_id text not null references tenants, sequence integer not null, at integer not null,
    action text not null, actor text not null, subject text, detail text not null, hash text not null,
    primary key (tenant_id, sequence))`,
  "create index audit_by_subject on audit (tenant_id, subject)",
  `create table drops (
    tenant_id text not null references tenants, attribute text not null, source text not null,
    count integer not null, primary key (tenant_id, attribute, source))`,
  `create table admin_tokens (
    token_hash text primary key, tenant_id text not null references tenants, name text not null,
    scopes text not null, created_at integer not null, revoked_at integer)`,
  `create table downloads (
    ticket_hash text primary key, tenant_id text not null references tenants, part_id text not null,
    expires_at integer not null)`,
  "alter table inbox add column part_id text",
  "alter table inbox add column module text",
  "alter table inbox add column occurred_at integer",
  "create index inbox_by_part on inbox (tenant_id, part_id) where part_id is not null",
  "create index inbox_by_module on inbox (tenant_id, module, occurred_at) where module is not null",
  "alter table conversations add column part_id text",
  "create index conversations_by_part on conversations (tenant_id, part_id)",
  "alter table decisions add column part_id text",
  "alter table decisions add column receipt_sealed blob",
  "create index decisions_by_part on decisions (tenant_id, part_id)",
];

/** Once the first version's rows have moved. */
export const MIGRATION_0002_CLEAN_UP = [
  "drop table identifiers_1",
  "drop table profiles_1",
  "alter table decisions drop column profile_id",
  "alter table decisions drop column receipt",
];

/** The audit only grows. */
export const SQLITE_RULES = ["update", "delete"].map(
  (verb) => `create trigger audit_refuses_${verb} before ${verb} on audit
    begin select raise(abort, 'the audit is append-only'); end`,
);

const TENANT_TABLES = [
  "tenants",
  "profile_parts",
  "identifiers",
  "merges",
  "tombstones",
  "audit",
  "drops",
  "admin_tokens",
  "downloads",
  "inbox",
  "conversations",
  "deliveries",
  "replies",
  "tickets",
  "items",
  "models",
  "decisions",
  "feedback",
];

/**
 * Row-level security behind the stores' own scope, and a role that is bound by it and may not change the audit
 * (postgresql.org, "Row Security Policies").
 */
export const POSTGRES_RULES = [
  `do $$ begin
    if not exists (select from pg_roles where rolname = '${APPLICATION_ROLE}') then
      create role ${APPLICATION_ROLE} nologin;
    end if;
  exception when duplicate_object or unique_violation then null; end $$`,
  `grant ${APPLICATION_ROLE} to current_user`,
  `grant usage on schema public to ${APPLICATION_ROLE}`,
  ...TENANT_TABLES.flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy own_tenant on ${table} using (tenant_id = current_setting('rapport.tenant', true))
      with check (tenant_id = current_setting('rapport.tenant', true))`,
    `grant select, insert${table === "audit" ? "" : ", update, delete"} on ${table} to ${APPLICATION_ROLE}`,
  ]),
  `grant usage on all sequences in schema public to ${APPLICATION_ROLE}`,
];
