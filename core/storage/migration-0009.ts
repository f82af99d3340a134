/** In which arm of an experiment a decision was made; and what people said of replies is found without what was shown. */
export const MIGRATION_0009 = [
  "alter table decisions add column arm text",
  "create index decisions_by_arm on decisions (tenant_id, arm, decided_at) where arm is not null",
  "create index reply_counts_of_feedback on reply_counts (tenant_id, updated_at) where outcome <> 'shown'",
];
