import type { ColumnType, Generated } from "kysely";

/** Binary columns: written as Buffer, read as the driver gives them (`libsql`: ArrayBuffer). */
type Bytes = ColumnType<ArrayBuffer | Uint8Array, Uint8Array, Uint8Array>;
type NullableBytes = ColumnType<ArrayBuffer | Uint8Array | null, Uint8Array | null, Uint8Array | null>;

/** All tables. Times are milliseconds since 1970; `*_sealed` columns are encrypted, `*_hash` are keyed hashes. */
export interface Schema {
  tenants: { tenant_id: string; name: string; regime: "gdpr" | "ccpa"; wrapped_key: Bytes };
  profiles: {
    tenant_id: string;
    profile_id: string;
    wrapped_key: Bytes;
    document_sealed: Bytes;
  };
  identifiers: { tenant_id: string; identifier_hash: string; type: string; profile_id: string };
  inbox: {
    sequence: Generated<number>;
    tenant_id: string;
    message_hash: string;
    source: string;
    payload_sealed: NullableBytes;
    received_at: number;
    state: "pending" | "applied" | "dead";
    error: string | null;
  };
  conversations: {
    tenant_id: string;
    conversation_hash: string;
    context_sealed: Bytes;
    expires_at: number;
  };
  deliveries: {
    tenant_id: string;
    channel: string;
    delivery_hash: string;
    address_sealed: NullableBytes;
    claimed_at: number;
    settled_at: number | null;
  };
  replies: { tenant_id: string; reply_key: string; document: string; updated_at: number };
  tickets: {
    tenant_id: string;
    ticket_hash: string;
    text_sealed: Bytes;
    reply_key: string;
    customer_hash: string | null;
    created_at: number | null;
    satisfaction: string | null;
  };
  items: {
    tenant_id: string;
    kind: "article" | "product";
    item_key: string;
    document: string;
    updated_at: number;
  };
  models: { tenant_id: string; kind: "text"; version: string; bytes: Bytes; trained_at: number };
  decisions: {
    decision_id: string;
    tenant_id: string;
    profile_id: string | null;
    channel: string;
    conversation_hash: string;
    reply_key: string;
    receipt: string;
    decided_at: number;
  };
  feedback: {
    tenant_id: string;
    decision_id: string;
    kind: string;
    channel: string;
    given_at: number;
  };
}

/** A binary column's bytes as a Buffer, without copying. */
export function toBuffer(bytes: ArrayBuffer | Uint8Array): Buffer {
  return bytes instanceof Uint8Array
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Buffer.from(bytes);
}
