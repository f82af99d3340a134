import { z } from "zod";
import { RapportError } from "../../core/index.js";

const answeredError = z.object({ statusCode: z.number().int() });
const networkError = z.object({ code: z.enum(["REQUEST_SEND_ERROR", "PARSE_ERROR"]) });
const tokenError = z.object({ errorCode: z.string() });

/**
 * Brings an error of botbuilder's connector (azure-core's RestError) or of its token library (MSAL's
 * AuthError) into the one family. The original is not kept as `cause`: it holds the request with its token
 * and the message's text. What is neither is returned as it came.
 */
export function translateTeamsError(error: unknown): unknown {
  if (error instanceof RapportError) return error;
  const answered = answeredError.safeParse(error);
  if (answered.success) {
    const { statusCode } = answered.data;
    const retryable = statusCode === 408 || statusCode === 429 || statusCode >= 500;
    const code = retryable ? "vendor_unavailable" : "vendor_refused";
    return new RapportError(code, `Teams: the service answered ${statusCode}`);
  }
  if (networkError.safeParse(error).success) {
    return new RapportError("vendor_unavailable", "Teams: the service can't be reached");
  }
  if (tokenError.safeParse(error).success) {
    return new RapportError("vendor_refused", "Teams: no token for the bot; check id, password and tenant");
  }
  return error;
}
