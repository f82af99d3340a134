import { useCallback, useEffect, useRef, useState } from "react";
import type { SuggestionsRequest, SuggestionsResponse } from "../app-messages.js";
import { BackendError, fetchSuggestions } from "./backend.js";
import { readTicket } from "./ticket.js";
import { useSegmentWatch } from "./use-segment-watch.js";
import type { ZafClient } from "./zaf-client.js";

export type SuggestionsState =
  | { readonly status: "loading" }
  | { readonly status: "no_ticket" | "not_configured" | "unreachable" }
  | {
      readonly status: "ready";
      readonly answer: SuggestionsResponse;
      readonly requester: SuggestionsRequest["requester"];
      /** Whether the customer has written anything that replies could answer. */
      readonly hasMessage: boolean;
      readonly refreshing: boolean;
    };

const REFRESH_EVENTS = ["ticket.conversation.changed", "ticket.requester.id.changed"] as const;

/** Zendesk activates an app once when it starts, which asks by itself, and each time its ticket is shown again. */
function isFirstActivation(data: unknown): boolean {
  return typeof data === "object" && data !== null && "firstLoad" in data && data.firstLoad === true;
}

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
        const answer = await fetchSuggestions(client, ticket);
        const { requester, text } = ticket;
        show({ status: "ready", answer, requester, hasMessage: text !== "", refreshing: false });
      })
      .catch((error: unknown) => {
        show({ status: error instanceof BackendError ? error.reason : "unreachable" });
      });
  }, [client]);

  useEffect(() => {
    const onActivated = (data: unknown) => {
      if (!isFirstActivation(data)) refresh();
    };
    client.on("app.activated", onActivated);
    for (const event of REFRESH_EVENTS) client.on(event, refresh);
    refresh();
    return () => {
      client.off("app.activated", onActivated);
      for (const event of REFRESH_EVENTS) client.off(event, refresh);
      latest.current += 1;
    };
  }, [client, refresh]);

  const shown = state.status === "ready" ? state : undefined;
  useSegmentWatch(client, shown?.requester, shown?.answer.customer.segment.key, refresh);

  return { state, refresh };
}
