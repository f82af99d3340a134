import { isVerifiedEmail } from "../verified-email.js";
import type { ZafClient } from "./zaf-client.js";

/** Milliseconds that the suggestions wait for Zendesk's word. */
const PATIENCE_MS = 2_000;

/**
 * Asks Zendesk, as the agent who is signed in, whether the requester's address is verified. Resolves within two
 * seconds; no answer, a failure and an answer that can't be read all mean that it is not.
 */
export async function isRequesterEmailVerified(
  client: ZafClient,
  userId: string,
  email: string,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(client, userId, email), patience]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function ask(client: ZafClient, userId: string, email: string): Promise<boolean> {
  const url = `/api/v2/users/${encodeURIComponent(userId)}/identities.json` as const;
  const answer = await client.request({ url, type: "GET", dataType: "json" });
  return isVerifiedEmail(typeof answer === "string" ? JSON.parse(answer) : answer, email);
}
