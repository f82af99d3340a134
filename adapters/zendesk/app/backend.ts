import {
  type FeedbackRequest,
  type ProposeRequest,
  type ProposeResponse,
  proposeResponseSchema,
  type SuggestionsRequest,
  type SuggestionsResponse,
  suggestionsResponseSchema,
  type UndoRequest,
  type WatchRequest,
  watchResponseSchema,
} from "../app-messages.js";
import type { ZafClient } from "./zaf-client.js";

/** `not_configured`: the server refused our token, so the two secrets differ or one is missing. */
export class BackendError extends Error {
  readonly reason: "not_configured" | "unreachable";

  constructor(reason: "not_configured" | "unreachable") {
    super(reason);
    this.name = "BackendError";
    this.reason = reason;
  }
}

/** Asks for the customer card and the ranked replies. Throws `BackendError`. */
export async function fetchSuggestions(
  client: ZafClient,
  request: SuggestionsRequest,
): Promise<SuggestionsResponse> {
  const parsed = suggestionsResponseSchema.safeParse(await post(client, "suggestions", request));
  if (!parsed.success) throw new BackendError("unreachable");
  return parsed.data;
}

/** Tells what an agent did with a reply. Throws `BackendError`. */
export async function sendFeedback(client: ZafClient, feedback: FeedbackRequest): Promise<void> {
  await post(client, "feedback", feedback);
}

/** Proposes an edited reply for the library. Throws `BackendError`. */
export async function proposeVariant(client: ZafClient, request: ProposeRequest): Promise<ProposeResponse> {
  const parsed = proposeResponseSchema.safeParse(await post(client, "propose", request));
  if (!parsed.success) throw new BackendError("unreachable");
  return parsed.data;
}

/** Resolves when the requester's segment is another one, or after a while. Throws `BackendError`. */
export async function watchSegment(client: ZafClient, request: WatchRequest): Promise<boolean> {
  return watchResponseSchema.safeParse(await post(client, "watch", request)).data?.changed === true;
}

/** Takes a change of segment back. Throws `BackendError`. */
export async function undoShift(client: ZafClient, request: UndoRequest): Promise<void> {
  await post(client, "undo", request);
}

/**
 * Sends one request through Zendesk's proxy, which fills in the settings and signs the token on its own
 * side: the secret never comes into this page. The path's action and a fresh id are in the token, so it is good
 * for this one request.
 */
async function post(
  client: ZafClient,
  action: "suggestions" | "feedback" | "watch" | "undo" | "propose",
  body: unknown,
): Promise<unknown> {
  try {
    const answer = await client.request({
      url: `{{setting.backend_url}}/zendesk/app/${action}`,
      secure: true,
      type: "POST",
      contentType: "application/json",
      data: JSON.stringify(body),
      headers: { Authorization: "Bearer {{jwt.token}}" },
      jwt: {
        algorithm: "HS256",
        secret_key: "{{setting.shared_secret}}",
        expiry: 60,
        claims: { iss: "rapport-zendesk-app", sub: action, jti: crypto.randomUUID() },
      },
    });
    return typeof answer === "string" ? JSON.parse(answer) : answer;
  } catch (error) {
    throw new BackendError(statusOf(error) === 401 ? "not_configured" : "unreachable");
  }
}

/** The SDK rejects with an xhr-like object. */
function statusOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
}
