import { RapportError, type Relay } from "../../core/index.js";
import type { TeamsConnection } from "./connect-teams.js";
import { renderTeamsRelay } from "./render-teams-relay.js";
import { isAllowedServiceUrl, type ServiceUrlRule } from "./service-url.js";
import { teamsAddressSchema } from "./teams-address.js";

/**
 * Sends what the desk answers to the conversation that it was asked in ("Send proactive messages",
 * learn.microsoft.com). Teams takes no idempotency key: after a crash between sending and its note it is sent again.
 */
export function createTeamsRelays(
  teams: TeamsConnection,
  serviceUrls: ServiceUrlRule,
): (relay: Relay) => Promise<undefined> {
  return async (relay) => {
    const address = teamsAddressSchema.safeParse(relay.address);
    const message = renderTeamsRelay(relay);
    if (
      !address.success ||
      message === undefined ||
      !isAllowedServiceUrl(address.data.serviceUrl, serviceUrls)
    ) {
      throw new RapportError("vendor_refused", "Teams: this can't be sent to a conversation");
    }
    await teams.converse(address.data, async (context) => {
      await context.sendActivity(message);
    });
    return undefined;
  };
}
