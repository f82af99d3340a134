import { APPLICATION_ROLE } from "./open-postgres.js";

/** Segments: what the admin settled, what each build found, where people stand, and how they came there. */
export const MIGRATION_0007 = [
  `create table segment_settings (
    tenant_id text primary key references tenants, document text not null, updated_at integer not null)`,
  `create table segment_runs (
    tenant_id text not null references tenants, run_id text not null, built_at integer not null,
    report text not null, model blob not null, members_sealed blob, primary key (tenant_id, run_id))`,
  "create index segment_runs_by_time on segment_runs (tenant_id, built_at)",
  `create table segment_standings (
    tenant_id text not null references tenants, profile_id text not null, document_sealed blob not null,
    updated_at integer not null, tagged_at integer, primary key (tenant_id, profile_id))`,
  "create index segment_standings_untagged on segment_standings (tenant_id, profile_id) where tagged_at is null",
  `create table segment_shifts (
    tenant_id text not null references tenants, shift_id text not null, profile_id text not null,
    document_sealed blob not null, shifted_at integer not null, undone_at integer,
    primary key (tenant_id, shift_id))`,
  "create index segment_shifts_by_profile on segment_shifts (tenant_id, profile_id, shifted_at)",
];

/** Row-level security, as every table of a tenant's has it. */
export const MIGRATION_0007_POSTGRES = [
  "segment_settings",
  "segment_runs",
  "segment_standings",
  "segment_shifts",
].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy own_tenant on ${table} using (tenant_id = current_setting('rapport.tenant', true))
    with check (tenant_id = current_setting('rapport.tenant', true))`,
  `grant select, insert, update, delete on ${table} to ${APPLICATION_ROLE}`,
]);
