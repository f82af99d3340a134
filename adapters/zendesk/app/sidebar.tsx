import { Button } from "@zendeskgarden/react-buttons";
import { Skeleton } from "@zendeskgarden/react-loaders";
import { Alert, Title } from "@zendeskgarden/react-notifications";
import { MD, SM } from "@zendeskgarden/react-typography";
import { styled } from "styled-components";
import { ConversationCard } from "./conversation-card.js";
import { CustomerCard } from "./customer-card.js";
import { SuggestionCard } from "./suggestion-card.js";
import { useSentReplies } from "./use-sent-replies.js";
import { useSuggestions } from "./use-suggestions.js";
import type { ZafClient } from "./zaf-client.js";

const PROBLEMS = {
  no_ticket: {
    title: "No requester yet",
    text: "Replies are offered as soon as the ticket has been created and names a requester.",
  },
  not_configured: {
    title: "Not configured",
    text: "The Rapport server did not accept this app. Ask an admin to compare the shared secret in the app's settings with ZENDESK_APP_SHARED_SECRET on the server.",
  },
  unreachable: {
    title: "Rapport can't be reached",
    text: "The server did not answer. The ticket itself is not affected.",
  },
} as const;

const Stack = styled.div`
  display: grid;
  gap: 12px;
`;

const Retry = styled.div`
  margin-top: 8px;
`;

/** Card, suggestions, or the reason why there are none. */
export function Sidebar({ client }: { readonly client: ZafClient }) {
  const { state, refresh } = useSuggestions(client);
  const noteInserted = useSentReplies(client);
  if (state.status === "loading") {
    return (
      <Stack aria-busy="true" aria-label="Loading replies" role="status" data-test="loading">
        <Skeleton height="88px" />
        <Skeleton height="120px" />
        <Skeleton height="120px" />
      </Stack>
    );
  }
  if (state.status !== "ready") {
    const { title, text } = PROBLEMS[state.status];
    return (
      <Alert type={state.status === "no_ticket" ? "info" : "warning"} data-test="problem">
        <Title>{title}</Title>
        {text}
        <Retry>
          <Button size="small" onClick={refresh} data-test="retry">
            Try again
          </Button>
        </Retry>
      </Alert>
    );
  }

  const { customer, conversation, note } = state.answer;
  const suggestions = state.hasMessage ? state.answer.suggestions : [];
  return (
    <Stack aria-busy={state.refreshing}>
      {conversation !== undefined && <ConversationCard conversation={conversation} />}
      <CustomerCard client={client} customer={customer} onMoved={refresh} />
      <section aria-label="Suggested replies">
        <Stack>
          <MD isBold tag="h2">
            Suggested replies
          </MD>
          {suggestions.length === 0 && (
            <SM data-test="empty">
              {state.hasMessage
                ? (note ?? "There is no reply that fits this message yet.")
                : `${customer.name ?? "The customer"} has not written yet. Replies appear here with the first message.`}
            </SM>
          )}
          {suggestions.map((suggestion) => (
            <SuggestionCard
              // A refresh brings the same reply as a new decision: what the agent is writing stays.
              key={`${suggestion.receipt.source.kind} ${suggestion.receipt.source.key}`}
              client={client}
              suggestion={suggestion}
              customerName={state.requester.name}
              onInserted={noteInserted}
            />
          ))}
        </Stack>
      </section>
    </Stack>
  );
}
