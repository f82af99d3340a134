import { type Logger, RapportError } from "../../core/index.js";
import { translateTeamsError } from "./translate-teams-error.js";

/** Logs an error by its code, and nothing else of it: an unknown error's words may hold a message's. */
export function logTeamsFailure(log: Logger, error: unknown, what: string): void {
  const translated = translateTeamsError(error);
  const known = translated instanceof RapportError ? translated : undefined;
  const fields = { channel: "teams", code: known?.code ?? "unexpected" };
  if (known === undefined || known.kind === "bug") log.error(fields, what);
  else log.warn(fields, what);
}
