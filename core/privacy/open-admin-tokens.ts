import type { Clock } from "../clock.js";
import type { AdminTokens } from "../running-core.js";
import type { AdminTokenStore } from "./admin-token-store.js";
import type { AuditRecord, AuditStore } from "./audit-store.js";

interface TokenStores {
  readonly tokens: AdminTokenStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface AdminTokenParts {
  readonly stores: Pick<TokenStores, "tokens">;
  readonly inTransaction: <T>(work: (stores: TokenStores) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
}

/** The admin API's tokens of one tenant; making and revoking them goes to the audit. */
export function openAdminTokens({ stores, inTransaction, clock }: AdminTokenParts): AdminTokens {
  return {
    find: (token) => stores.tokens.find(token),
    list: () => stores.tokens.list(),
    create: (name, scopes) =>
      inTransaction(async ({ tokens, audit }) => {
        const token = await tokens.create(name, scopes, clock.nowMs());
        if (token !== undefined) await audit.append([tokenRecord(name, "created", scopes)], clock.nowMs());
        return token;
      }),
    revoke: (name) =>
      inTransaction(async ({ tokens, audit }) => {
        const revoked = await tokens.revoke(name, clock.nowMs());
        if (revoked) await audit.append([tokenRecord(name, "revoked")], clock.nowMs());
        return revoked;
      }),
  };
}

function tokenRecord(token: string, change: string, scopes: readonly string[] = []): AuditRecord {
  return { action: "admin", actor: "cli", detail: { token, change, scopes } };
}
