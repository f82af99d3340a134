import type { ColumnType, Generated } from "kysely";

/** Binary columns: written as Buffer, read as the driver gives them (`libsql`: ArrayBuffer). */
type Bytes = ColumnType<ArrayBuffer | Uint8Array, Uint8Array, Uint8Array>;
type NullableBytes = ColumnType<ArrayBuffer | Uint8Array | null, Uint8Array | null, Uint8Array | null>;

/** All tables. Times are milliseconds since 1970; `*_sealed` columns are encrypted, `*_hash` are keyed hashes. */
export interface Schema {
  tenants: {
    tenant_id: string;
    name: string;
    regime: "gdpr" | "ccpa";
    wrapped_key: Bytes;
    /** Key of the keyed hashes, wrapped by the master key: it outlives a rotation, or nothing would be found again. */
    wrapped_index_key: NullableBytes;
    /** Goes up with every change of replies, items and models. */
    library_revision: Generated<number>;
  };
  /** What was recorded of a person. Parts with the same `profile_id` are one person; a merge changes nothing else. */
  profile_parts: {
    tenant_id: string;
    part_id: string;
    profile_id: string;
    wrapped_key: Bytes;
    /** Identifiers, consent, first seen. */
    identity_sealed: Bytes;
    demographics_sealed: NullableBytes;
    interactions_sealed: NullableBytes;
    purchases_sealed: NullableBytes;
    behaviour_sealed: NullableBytes;
    preferences_sealed: NullableBytes;
    /** 1: kept and used for nothing (GDPR, article 18). */
    restricted: number;
    /** When the next retention sweep has something to remove; `null`: never. */
    sweep_at: number | null;
    created_at: number;
    updated_at: number;
  };
  identifiers: {
    tenant_id: string;
    identifier_hash: string;
    type: string;
    standing: "claimed" | "verified" | "retired";
    part_id: string;
  };
  /** Each joins two parts; the profile of a part is what its standing merges connect. */
  merges: {
    merge_id: string;
    tenant_id: string;
    kept_part_id: string;
    merged_part_id: string;
    cause: string;
    merged_at: number;
    undone_at: number | null;
  };
  /** Keyed hashes of the identifiers of erased people: late events don't bring them back. */
  tombstones: {
    tenant_id: string;
    identifier_hash: string;
    erased_at: number;
    /** When its person agreed again: late events may name them, and a backup from before still forgets them. */
    lifted_at: number | null;
    /**
     * `person`: events about them are dropped. `identifier`: the same, and of the person only what came by this went.
     * `ticket`: stands for imported tickets alone, which name customers by whatever their file had.
     */
    reach: Generated<"person" | "identifier" | "ticket">;
    /** By which the audit finds the erasure; it names nobody any more. */
    profile_id: string | null;
  };
  /** What of a backup is to be erased again: a part, or one identifier of it and what came by that (else empty). */
  erased_parts: { tenant_id: string; part_id: string; identifier_hash: string; erased_at: number };
  /** Append-only: triggers (SQLite) and missing rights (Postgres) refuse updates and deletes. */
  audit: {
    tenant_id: string;
    sequence: number;
    at: number;
    action: string;
    actor: string;
    subject: string | null;
    /** JSON. */
    detail: string;
    hash: string;
  };
  /** What was not declared in the inventory and dropped. */
  drops: { tenant_id: string; attribute: string; source: string; count: number };
  admin_tokens: {
    token_hash: string;
    tenant_id: string;
    name: string;
    /** JSON array. */
    scopes: string;
    created_at: number;
    revoked_at: number | null;
  };
  /** One-time tickets for a person's own download. */
  downloads: { ticket_hash: string; tenant_id: string; part_id: string; expires_at: number };
  inbox: {
    sequence: Generated<number>;
    tenant_id: string;
    message_hash: string;
    source: string;
    /** Pending and dead: the event, under the tenant's key. Applied: what the inventory lets be kept of it, under the part's key. */
    payload_sealed: NullableBytes;
    received_at: number;
    state: "pending" | "applied" | "dead";
    error: string | null;
    /** Of an applied event: whose history it stands in, in which module, and when it happened. */
    part_id: string | null;
    module: string | null;
    occurred_at: number | null;
    /** Keyed hash of the identifier that names the event's person best: what waits for somebody is found by it. */
    subject_hash: string | null;
    /** Trace of the request that brought it. */
    trace: string | null;
    /** Of a dead event: how often it was tried, and when it was given up. */
    attempts: number;
    died_at: number | null;
  };
  conversations: {
    tenant_id: string;
    conversation_hash: string;
    context_sealed: Bytes;
    expires_at: number;
    part_id: string | null;
  };
  deliveries: {
    tenant_id: string;
    channel: string;
    delivery_hash: string;
    address_sealed: NullableBytes;
    claimed_at: number;
    settled_at: number | null;
  };
  /** Conversations that people of the company took over. */
  handoffs: {
    tenant_id: string;
    handoff_id: string;
    channel: string;
    conversation_hash: string;
    part_id: string | null;
    /** Keyed hash of the platform's own id of the customer: a stranger's hand-off is found by it. */
    subject_hash: string | null;
    state: "asked" | "open" | "solved" | "failed";
    ticket_id: string | null;
    /** Under the tenant's key: where the conversation is, and what the agent is told of it. */
    document_sealed: Bytes;
    created_at: number;
    updated_at: number;
  };
  /** What is passed on between a conversation and its ticket, in order. */
  relays: {
    tenant_id: string;
    relay_id: string;
    handoff_id: string;
    /** Within its hand-off, from 1. */
    position: number;
    /** The channel that it goes to. */
    recipient: string;
    kind: string;
    /** Keyed hash of what it came from: a repeated webhook is passed on once. */
    source_hash: string;
    /** Under the tenant's key; gone once it was passed on. */
    payload_sealed: NullableBytes;
    created_at: number;
    /** When it is (again) to be passed on; while somebody does that, when they are taken to be gone. */
    due_at: number;
    claimed_at: number | null;
    attempts: Generated<number>;
    settled_at: number | null;
  };
  replies: { tenant_id: string; reply_key: string; document: string; updated_at: number };
  tickets: {
    tenant_id: string;
    ticket_hash: string;
    text_sealed: Bytes;
    reply_key: string;
    customer_hash: string | null;
    /** Where the customer's key looks like an address: as events that name them by it are hashed. */
    email_hash: string | null;
    created_at: number | null;
    satisfaction: string | null;
    /** JSON array: keys of the replies given before in the same conversation; `null`: not said. */
    after: string | null;
  };
  items: {
    tenant_id: string;
    kind: "article" | "product";
    item_key: string;
    document: string;
    updated_at: number;
  };
  /** JSON: the admin's rules and names for segments. */
  segment_settings: { tenant_id: string; document: string; updated_at: number };
  /** Each build of the segments. */
  segment_runs: {
    tenant_id: string;
    /** Digest of the model. */
    run_id: string;
    built_at: number;
    /** JSON about groups, never about a person. */
    report: string;
    model: Bytes;
    /** Under the tenant's key: who was where on the map; of older runs gone. */
    members_sealed: NullableBytes;
  };
  /** Where people stand now. */
  segment_standings: {
    tenant_id: string;
    profile_id: string;
    /** Under the tenant's key. */
    document_sealed: Bytes;
    updated_at: number;
    /** When the help desk was told; `null`: since the last move it was not. */
    tagged_at: number | null;
  };
  /** Changes of place. */
  segment_shifts: {
    tenant_id: string;
    shift_id: string;
    profile_id: string;
    /** Under the tenant's key: from where to where, and why. */
    document_sealed: Bytes;
    shifted_at: number;
    undone_at: number | null;
  };
  models: {
    tenant_id: string;
    kind: "text" | "ranker" | "products" | "priors";
    version: string;
    bytes: Bytes;
    trained_at: number;
  };
  decisions: {
    decision_id: string;
    tenant_id: string;
    part_id: string | null;
    channel: string;
    conversation_hash: string;
    reply_key: string;
    /** Under the tenant's key: a reason can hold a value ("plan is summit"). */
    receipt_sealed: Bytes;
    decided_at: number;
    /** Keyed hash of the platform's id of the message that brought it to the customer. */
    message_hash: string | null;
    /** What it was decided from; decisions of one turn share it. */
    input_id: string | null;
    /** Among the replies that were shown, from 1. */
    place: number | null;
    /** With what probability this reply was put at this place; in (0,1]. */
    propensity: number | null;
    /** Of the experiment that ran then: `name: arm`. */
    arm: string | null;
  };
  feedback: {
    tenant_id: string;
    decision_id: string;
    kind: string;
    channel: string;
    given_at: number;
    /** Under the tenant's key, JSON: how far an edited text is from what was suggested, why one was rejected. */
    detail_sealed: NullableBytes;
    /** Where the reply was used: what comes of the conversation later is about it. */
    conversation_hash: string | null;
  };
  /** What a turn was decided from, so that it can be decided again. */
  decision_inputs: {
    tenant_id: string;
    input_id: string;
    part_id: string | null;
    /** Under the tenant's key: JSON, with values that texts were made from; no text of either side. */
    inputs_sealed: Bytes;
    decided_at: number;
  };
  /** Replies as they once were, for as long as a decision may rest on them. */
  reply_versions: {
    tenant_id: string;
    /** Of the document: SHA-256, 16 hex digits. */
    digest: string;
    reply_key: string;
    document: string;
    replaced_at: number;
  };
  /** How often a reply was shown to a segment at a place, and what came of it. */
  reply_counts: {
    tenant_id: string;
    reply_key: string;
    segment: string;
    outcome: string;
    place: number;
    count: number;
    updated_at: number;
  };
  /** Texts that agents would like to see in the library. */
  reply_proposals: {
    tenant_id: string;
    proposal_id: string;
    reply_key: string;
    /** The decision whose text was edited. */
    decision_id: string | null;
    /** Under the tenant's key. */
    document_sealed: Bytes;
    state: "proposed" | "approved" | "declined";
    created_at: number;
    settled_at: number | null;
  };
  /** JSON: what the admin settled for replies. */
  reply_settings: { tenant_id: string; document: string; updated_at: number };
}

/** A binary column's bytes as a Buffer, without copying. */
export function toBuffer(bytes: ArrayBuffer | Uint8Array): Buffer {
  return bytes instanceof Uint8Array
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Buffer.from(bytes);
}
