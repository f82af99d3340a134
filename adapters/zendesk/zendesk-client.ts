import { z } from "zod";
import { RapportError } from "../../core/index.js";
import { connectZendesk, found, type ZendeskApiSettings, type ZendeskPatience } from "./connect-zendesk.js";
import { isVerifiedEmail } from "./verified-email.js";

/** What a look-up of a user gives. */
export interface ZendeskUser {
  readonly id: string;
  readonly role: string;
  readonly name?: string;
  /** Only an address that Zendesk has seen to be theirs, see `isVerifiedEmail`. */
  readonly verifiedEmail?: string;
  /** BCP 47. */
  readonly locale?: string;
}

export interface ZendeskClient {
  /**
   * `GET /users/{id}`, and `GET /users/{id}/identities` if they have an address and any identity is verified
   * (developer.zendesk.com, "Show User", "List Identities").
   * @returns `undefined` if there is no such user.
   * @throws RapportError `vendor_unavailable` after timeouts, 429 and 5xx were retried; `vendor_refused` for
   * any other answer than 2xx or 404, and for a body that is not a user.
   */
  user(id: string): Promise<ZendeskUser | undefined>;
}

const shownUser = z.object({
  id: z.union([z.int(), z.string()]).transform(String),
  role: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  verified: z.boolean().nullish(),
  locale: z.string().nullish(),
});

/** Opens the look-up of users. */
export function createZendeskClient(
  settings: ZendeskApiSettings,
  patience: ZendeskPatience = {},
): ZendeskClient {
  const client = connectZendesk(settings, patience);
  return {
    async user(id) {
      const answer = await found(client.users.get(["users", id]));
      if (answer === undefined) return undefined;
      const parsed = z.object({ result: shownUser }).safeParse(answer);
      if (!parsed.success)
        throw new RapportError("vendor_refused", "zendesk answered something that is not a user");
      const { name, email, verified, locale, role } = parsed.data.result;
      const identities =
        email && verified ? await found(client.users.get(["users", id, "identities"])) : undefined;
      const { data } = z.object({ result: z.unknown() }).safeParse(identities);
      return {
        id: parsed.data.result.id,
        role: role ?? "end-user",
        ...(name ? { name } : {}),
        ...(email && isVerifiedEmail(data?.result, email) ? { verifiedEmail: email } : {}),
        ...(locale ? { locale } : {}),
      };
    },
  };
}
