import { jsonResponse, type Route } from "../../adapters/channel-adapter.js";
import { crossOriginReason } from "../playground/request-origin.js";

/**
 * Where the page asks whether it may go on without a token of its own. It may in the playground, whose server
 * listens on loopback only; and only the page itself gets it, for other sites can reach loopback through it.
 * @param demoToken `undefined`: everybody has to bring a token
 */
export function consoleSession(demoToken: string | undefined): Route {
  return {
    method: "POST",
    path: "/console/api/session",
    summary: "The console in the playground signs in by itself",
    maxBodyBytes: 0,
    async handle({ headers }) {
      if (demoToken === undefined) return jsonResponse(200, {});
      const reason = crossOriginReason(headers);
      return reason === undefined
        ? jsonResponse(200, { token: demoToken })
        : jsonResponse(403, { error: `console: ${reason}` });
    },
  };
}
