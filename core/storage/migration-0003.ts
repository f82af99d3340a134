/** What waits for whom, whence it came, and how often it was tried; which message brought which decision. Released: never edited. */
export const MIGRATION_0003 = [
  "alter table inbox add column subject_hash text",
  "alter table inbox add column trace text",
  "alter table inbox add column attempts integer not null default 0",
  "alter table inbox add column died_at integer",
  // The index before it did not begin with the tenant, and was not used.
  "drop index inbox_pending",
  "create index inbox_waiting on inbox (tenant_id, sequence) where state = 'pending'",
  "create index inbox_by_subject on inbox (tenant_id, subject_hash) where state = 'pending'",
  "create index inbox_dead on inbox (tenant_id, sequence) where state = 'dead'",
  "alter table decisions add column message_hash text",
  "create index decisions_by_message on decisions (tenant_id, message_hash) where message_hash is not null",
];
