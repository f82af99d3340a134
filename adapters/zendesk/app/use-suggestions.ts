import { useCallback, useEffect, useRef, useState } from "react";
import type { SuggestionsResponse } from "../app-messages.js";
import { BackendError, fetchSuggestions } from "./backend.js";
import { readTicket } from "./ticket.js";
import type { ZafClient } from "./zaf-client.js";

export type SuggestionsState =
  | { readonly status: "loading" }
  | { readonly status: "no_ticket" | "not_configured" | "unreachable" }
  | { readonly status: "ready"; readonly answer: SuggestionsResponse; readonly refreshing: boolean };

const REFRESH_EVENTS = [
  "app.activated",
  "ticket.conversation.changed",
  "ticket.requester.id.changed",
] as const;

/** Keeps the answer for the open ticket fresh. Of overlapping requests only the last one's answer is shown. */
export function useSuggestions(client: ZafClient): {
  readonly state: SuggestionsState;
  readonly refresh: () => void;
} {
  const [state, setState] = useState<SuggestionsState>({ status: "loading" });
  const latest = useRef(0);

  const refresh = useCallback(() => {
    latest.current += 1;
    const mine = latest.current;
    const show = (next: SuggestionsState) => {
      if (mine === latest.current) setState(next);
    };
    setState((shown) => (shown.status === "ready" ? { ...shown, refreshing: true } : { status: "loading" }));
    readTicket(client)
      .then(async (ticket) => {
        if (!ticket) return show({ status: "no_ticket" });
        show({ status: "ready", answer: await fetchSuggestions(client, ticket), refreshing: false });
      })
      .catch((error: unknown) => {
        show({ status: error instanceof BackendError ? error.reason : "unreachable" });
      });
  }, [client]);

  useEffect(() => {
    for (const event of REFRESH_EVENTS) client.on(event, refresh);
    refresh();
    return () => {
      for (const event of REFRESH_EVENTS) client.off(event, refresh);
      latest.current += 1;
    };
  }, [client, refresh]);

  return { state, refresh };
}
