import type { Identifier } from "../profiles/identity/identifier.js";
import { isShared } from "../profiles/identity/identifier-rules.js";
import { normalizeIdentifier } from "../profiles/identity/normalize-identifier.js";
import type { TenantId } from "../tenant-id.js";
import type { BlindIndex } from "./vault.js";

/** By what an imported ticket's customer is found. */
export interface TicketCustomer {
  /** The file's key, taken for a `user_id`. */
  readonly customerHash: string;
  /** The same key as an e-mail address, where it looks like one. */
  readonly emailHash: string | undefined;
}

type Hash = (identifier: Pick<Identifier, "type" | "value">) => string;

/** Keyed hashes as those of the identifiers that events name people by. */
export function identifierHash(index: BlindIndex, tenantId: TenantId): Hash {
  return ({ type, value }) => index.hash(`${tenantId}|${type}`, value);
}

/**
 * In the normal form that events' identifiers have. A key that stands for nobody ("unknown") is kept as it is: as a
 * customer who allows nothing.
 */
export function ticketCustomer(customer: string, hash: Hash): TicketCustomer {
  const value = normalizeIdentifier({ type: "user_id", value: customer })?.value ?? customer;
  const email = normalizeIdentifier({ type: "email", value: customer });
  return {
    customerHash: hash({ type: "user_id", value }),
    emailHash: email === undefined ? undefined : hash(email),
  };
}

/**
 * Keyed hashes under which tickets of these may stand: a file's keys could be of any kind, and what was imported by
 * earlier versions stands under the key exactly as it was written.
 */
export function ticketHashes(
  identifiers: readonly Pick<Identifier, "type" | "value">[],
  hash: Hash,
): readonly string[] {
  const hashes = identifiers
    .filter((identifier) => !isShared(identifier))
    .flatMap(({ type, value }) => {
      const normal = normalizeIdentifier({ type, value })?.value ?? value;
      const email = type === "email" ? [hash({ type, value: normal })] : [];
      return [...new Set([value, normal])]
        .map((each) => hash({ type: "user_id", value: each }))
        .concat(email);
    });
  return [...new Set(hashes)];
}
