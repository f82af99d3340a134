import { APPLICATION_ROLE } from "./open-postgres.js";

/** Replies that learn: what decisions rest on, what came of them, what agents propose, what the library once said. */
export const MIGRATION_0008 = [
  "alter table feedback add column detail_sealed blob",
  "alter table feedback add column conversation_hash text",
  `create index feedback_by_conversation on feedback (tenant_id, conversation_hash, given_at)
    where conversation_hash is not null`,
  "alter table decisions add column input_id text",
  "alter table decisions add column place integer",
  "alter table decisions add column propensity double precision",
  `create table decision_inputs (
    tenant_id text not null references tenants, input_id text not null, part_id text,
    inputs_sealed blob not null, decided_at integer not null, primary key (tenant_id, input_id))`,
  "create index decision_inputs_by_part on decision_inputs (tenant_id, part_id)",
  "create index decision_inputs_by_time on decision_inputs (tenant_id, decided_at)",
  `create table reply_versions (
    tenant_id text not null references tenants, digest text not null, reply_key text not null,
    document text not null, replaced_at integer not null, primary key (tenant_id, digest))`,
  `create table reply_counts (
    tenant_id text not null references tenants, reply_key text not null, segment text not null,
    outcome text not null, place integer not null, count integer not null, updated_at integer not null,
    primary key (tenant_id, reply_key, segment, outcome, place))`,
  "create index reply_counts_by_time on reply_counts (tenant_id, updated_at)",
  `create table reply_proposals (
    tenant_id text not null references tenants, proposal_id text not null, reply_key text not null,
    decision_id text, document_sealed blob not null, state text not null, created_at integer not null,
    settled_at integer, primary key (tenant_id, proposal_id))`,
  "create index reply_proposals_by_state on reply_proposals (tenant_id, state, created_at)",
  `create table reply_settings (
    tenant_id text primary key references tenants, document text not null, updated_at integer not null)`,
];

/** Row-level security, as every table of a tenant's has it. */
export const MIGRATION_0008_POSTGRES = [
  "decision_inputs",
  "reply_versions",
  "reply_counts",
  "reply_proposals",
  "reply_settings",
].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy own_tenant on ${table} using (tenant_id = current_setting('rapport.tenant', true))
    with check (tenant_id = current_setting('rapport.tenant', true))`,
  `grant select, insert, update, delete on ${table} to ${APPLICATION_ROLE}`,
]);
