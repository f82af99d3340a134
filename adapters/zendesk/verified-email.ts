import { z } from "zod";

const identity = z.object({
  type: z.literal("email"),
  value: z.string(),
  verified: z.literal(true),
  verification_method: z.string().nullish(),
  ownership: z.string().nullish(),
});

const listed = z.object({ identities: z.array(z.unknown()) });

/** `low`: an agent or a program of the company set the mark, the person showed nothing. */
const UNPROVEN_METHODS: ReadonlySet<string> = new Set(["none", "low"]);

/**
 * Whether Zendesk has seen that an address is this user's, and only theirs (developer.zendesk.com, "User
 * Identities"; support.zendesk.com, "Announcing improvements to User Identities API for trustworthy email
 * verification"). That it stands on the user says nothing: whoever writes a ticket under an address gets a user with
 * it; and the `verified` of the user itself is true as soon as any identity is, be it a telephone number.
 * @param answer body of `GET /api/v2/users/{id}/identities`; whatever else it is gives `false`
 */
export function isVerifiedEmail(answer: unknown, email: string): boolean {
  const wanted = email.trim().toLowerCase();
  return (listed.safeParse(answer).data?.identities ?? []).some((entry) => {
    const { data } = identity.safeParse(entry);
    return (
      data !== undefined &&
      data.value.trim().toLowerCase() === wanted &&
      !UNPROVEN_METHODS.has(data.verification_method ?? "") &&
      data.ownership !== "shared"
    );
  });
}
