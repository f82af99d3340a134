import { RapportError } from "../../core/index.js";

/** Where Teams' tokens come from, when that is a stand-in on this machine instead of Microsoft. */
export interface TeamsAuthority {
  /** OpenID document that names the keys of inbound tokens; a loopback address. */
  readonly openIdMetadataUrl: string;
  /** `iss` of inbound tokens. */
  readonly issuer: string;
  /** Client-credentials endpoint for outbound tokens; a loopback address. */
  readonly tokenUrl: string;
}

/** True for an http or https URL whose host can only be this machine. */
export function isLoopbackUrl(url: URL): boolean {
  if (url.protocol !== "http:" && url.protocol !== "https:") return false;
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}

/**
 * Refuses an authority outside this machine: whoever serves its keys can write as any customer.
 * @throws RapportError `config_invalid` naming the field.
 */
export function requireLoopbackAuthority(authority: TeamsAuthority): void {
  for (const field of ["openIdMetadataUrl", "tokenUrl"] as const) {
    const value = authority[field];
    if (!URL.canParse(value) || !isLoopbackUrl(new URL(value))) {
      throw new RapportError("config_invalid", `Teams: authority.${field} must be a loopback address`);
    }
  }
  if (authority.issuer === "") throw new RapportError("config_invalid", "Teams: authority.issuer is empty");
}
