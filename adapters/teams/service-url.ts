import { isLoopbackUrl } from "./teams-authority.js";

/**
 * Hosts that Microsoft's channel service gives as `serviceUrl`, public and government clouds. Each stands
 * for itself and for the names below it. Source: "Microsoft Teams: send proactive messages" and
 * "Configure Azure Government bots" (learn.microsoft.com).
 */
export const MICROSOFT_SERVICE_HOSTS: readonly string[] = [
  "smba.trafficmanager.net",
  "botframework.com",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
  "botframework.azure.us",
];

/** Which addresses answers, and the bot's own token with them, may be sent to. */
export interface ServiceUrlRule {
  /** Host names; each also allows the names below it. */
  readonly hosts: readonly string[];
  readonly loopbackAllowed: boolean;
}

/**
 * True if the bot may send to this address. A token proves who sent a request and not what it says, so an
 * address is also held against a list: https, default port, no credentials in it.
 */
export function isAllowedServiceUrl(serviceUrl: string, rule: ServiceUrlRule): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== "" || url.password !== "") return false;
  if (rule.loopbackAllowed && isLoopbackUrl(url)) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return rule.hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}
