import { APPLICATION_ROLE } from "./open-postgres.js";

/** Conversations that were handed to people of the company, and what waits to be passed on between the two. */
export const MIGRATION_0005 = [
  `create table handoffs (
    tenant_id text not null references tenants, handoff_id text not null, channel text not null,
    conversation_hash text not null, part_id text, subject_hash text, state text not null, ticket_id text,
    document_sealed blob not null, created_at integer not null, updated_at integer not null,
    primary key (tenant_id, handoff_id))`,
  // One at a time: of two messages at once that ask for a person one opens it.
  `create unique index handoffs_standing on handoffs (tenant_id, channel, conversation_hash)
    where state in ('asked', 'open')`,
  "create index handoffs_by_ticket on handoffs (tenant_id, ticket_id) where ticket_id is not null",
  "create index handoffs_by_part on handoffs (tenant_id, part_id) where part_id is not null",
  "create index handoffs_by_subject on handoffs (tenant_id, subject_hash) where subject_hash is not null",
  `create table relays (
    tenant_id text not null references tenants, relay_id text not null, handoff_id text not null,
    position integer not null, recipient text not null, kind text not null, source_hash text not null,
    payload_sealed blob, created_at integer not null, due_at integer not null, claimed_at integer,
    attempts integer not null default 0, settled_at integer, primary key (tenant_id, relay_id))`,
  "create unique index relays_in_order on relays (tenant_id, handoff_id, position)",
  "create unique index relays_once on relays (tenant_id, handoff_id, source_hash)",
  "create index relays_waiting on relays (tenant_id, recipient, due_at) where settled_at is null",
];

/** Row-level security, as every table of a tenant's has it. */
export const MIGRATION_0005_POSTGRES = ["handoffs", "relays"].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy own_tenant on ${table} using (tenant_id = current_setting('rapport.tenant', true))
    with check (tenant_id = current_setting('rapport.tenant', true))`,
  `grant select, insert, update, delete on ${table} to ${APPLICATION_ROLE}`,
]);
