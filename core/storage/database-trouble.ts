/** Postgres: lost connections, no room, shutting down, serialization (appendix A, "PostgreSQL Error Codes"). */
const POSTGRES_TROUBLE = /^(08|53|57|58|40001|40P01|25P02|55P03)/;
const SQLITE_TROUBLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|READONLY|CANTOPEN)/;
const NETWORK_TROUBLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN)/;

/**
 * True for a database that is busy, full or out of reach: that says nothing about what it was asked, which can
 * be asked again.
 */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    POSTGRES_TROUBLE.test(code) ||
    SQLITE_TROUBLE.test(code) ||
    NETWORK_TROUBLE.test(code) ||
    /connection (terminated|ended|timeout)|timeout exceeded when trying to connect/i.test(error.message)
  );
}

/**
 * True if two transactions stood in each other's way: run it again, and it may go through. Of two that number the next
 * entry of the audit alike, the later one may hear of the key first (PostgreSQL, "Serialization Failure Handling").
 */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  if (error.code === "23505") return "constraint" in error && error.constraint === "audit_pkey";
  return error.code === "40001" || error.code === "40P01";
}
