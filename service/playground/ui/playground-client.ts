import type { PlaygroundChange, PlaygroundState } from "../playground-state.js";

/** The page's own addresses under `/playground`. */
export type PlaygroundAction =
  | "slack/messages"
  | "slack/actions"
  | "teams/messages"
  | "teams/actions"
  | "teams/feedback"
  | "zendesk/messages"
  | "zendesk/replies"
  | "zendesk/solve"
  | "zendesk/proxy"
  | "upgrade";

async function reasonOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const known = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
  return typeof known === "string" ? known : `The playground answered ${response.status}.`;
}

/**
 * Sends one action.
 * @throws Error with a sentence to show, if the server refuses or can't be reached
 */
export async function send(action: PlaygroundAction, body: unknown): Promise<unknown> {
  const response = await fetch(`/playground/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("The server can't be reached. Is it still running?");
  });
  if (!response.ok) throw new Error(await reasonOf(response));
  return response.json();
}

export interface StreamListener {
  onState(state: PlaygroundState): void;
  onChange(change: PlaygroundChange): void;
  onConnected(connected: boolean): void;
}

/** Listens to what the stand-ins receive; the browser reconnects by itself. @returns a function that stops. */
export function listen(listener: StreamListener): () => void {
  const source = new EventSource("/playground/stream");
  source.addEventListener("open", () => listener.onConnected(true));
  source.addEventListener("error", () => listener.onConnected(false));
  source.addEventListener("state", (event) => listener.onState(JSON.parse(event.data)));
  source.addEventListener("change", (event) => listener.onChange(JSON.parse(event.data)));
  return () => source.close();
}
