/** The tables of the first version. Released: never edited. */
export const MIGRATION_0001 = [
  `create table tenants (
    tenant_id text primary key, name text not null, regime text not null, wrapped_key blob not null)`,
  `create table profiles (
    tenant_id text not null references tenants, profile_id text not null, wrapped_key blob not null,
    document_sealed blob not null, primary key (tenant_id, profile_id))`,
  `create table identifiers (
    tenant_id text not null, identifier_hash text not null, type text not null, profile_id text not null,
    primary key (tenant_id, identifier_hash),
    foreign key (tenant_id, profile_id) references profiles on delete cascade)`,
  "create index identifiers_by_profile on identifiers (tenant_id, profile_id)",
  `create table inbox (
    sequence integer primary key autoincrement, tenant_id text not null references tenants,
    message_hash text not null, source text not null, payload_sealed blob, received_at integer not null,
    state text not null, error text, unique (tenant_id, message_hash))`,
  "create index inbox_pending on inbox (sequence) where state = 'pending'",
  `create table conversations (
    tenant_id text not null references tenants, conversation_hash text not null, context_sealed blob not null,
    expires_at integer not null, primary key (tenant_id, conversation_hash))`,
  "create index conversations_by_expiry on conversations (expires_at)",
  `create table deliveries (
    tenant_id text not null references tenants, channel text not null, delivery_hash text not null,
    address_sealed blob, claimed_at integer not null, settled_at integer,
    primary key (tenant_id, channel, delivery_hash))`,
  "create index deliveries_by_claim on deliveries (claimed_at)",
  `create table replies (
    tenant_id text not null references tenants, reply_key text not null, document text not null,
    updated_at integer not null, primary key (tenant_id, reply_key))`,
  `create table tickets (
    tenant_id text not null references tenants, ticket_hash text not null, text_sealed blob not null,
    reply_key text not null, customer_hash text, created_at integer, satisfaction text,
    primary key (tenant_id, ticket_hash))`,
  `create table items (
    tenant_id text not null references tenants, kind text not null, item_key text not null,
    document text not null, updated_at integer not null, primary key (tenant_id, kind, item_key))`,
  `create table models (
    tenant_id text not null references tenants, kind text not null, version text not null, bytes blob not null,
    trained_at integer not null, primary key (tenant_id, kind))`,
  `create table decisions (
    decision_id text primary key, tenant_id text not null references tenants, profile_id text,
    channel text not null, conversation_hash text not null, reply_key text not null, receipt text not null,
    decided_at integer not null)`,
  "create index decisions_by_time on decisions (tenant_id, decided_at)",
  `create table feedback (
    tenant_id text not null references tenants, decision_id text not null references decisions,
    kind text not null, channel text not null, given_at integer not null,
    primary key (tenant_id, decision_id, kind))`,
];
