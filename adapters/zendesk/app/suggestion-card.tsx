import { Button, ToggleIconButton } from "@zendeskgarden/react-buttons";
import { getColor } from "@zendeskgarden/react-theming";
import { MD } from "@zendeskgarden/react-typography";
import { useEffect, useId, useState } from "react";
import { styled } from "styled-components";
import type { AppSuggestion, FeedbackRequest } from "../app-messages.js";
import { sendFeedback } from "./backend.js";
import { OfferedItems } from "./offered-items.js";
import { Muted, Panel } from "./panel.js";
import { Receipt } from "./receipt.js";
import { REJECTION_LABELS, RejectionMenu } from "./rejection-menu.js";
import { ReplyEditor } from "./reply-editor.js";
import { ThumbIcon } from "./thumb-icon.js";
import { insertReply, type ZafClient } from "./zaf-client.js";

type Rating = Extract<FeedbackRequest["kind"], "rated_up" | "rated_down">;

const Head = styled.div`
  align-items: baseline;
  display: flex;
  gap: 8px;
  justify-content: space-between;
`;

const Score = styled.meter`
  display: block;
  height: 6px;
  width: 100%;
`;

const Text = styled.p`
  font-size: 14px;
  line-height: 20px;
  margin: 0;
  overflow-wrap: anywhere;
  white-space: pre-line;
`;

const Actions = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
`;

/** One line with the buttons before them, or a line of their own. */
const Judging = styled.span`
  display: flex;
  flex: 1 0 132px;
  gap: 4px;

  & > :first-child {
    margin-right: auto;
  }
`;

const Percent = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  font-size: 12px;
  white-space: nowrap;
`;

/** One reply: insert it, change it, reject it, ask why, rate it. What fails is said under it and can be pressed again. */
export function SuggestionCard(props: {
  readonly client: ZafClient;
  readonly suggestion: AppSuggestion;
  /** What the ticket calls the requester. */
  readonly customerName: string | undefined;
  /** Called when the reply is in the ticket's editor as it was suggested. */
  readonly onInserted: (decisionId: string, text: string) => void;
}) {
  const { client, suggestion, customerName, onInserted } = props;
  const { decisionId, title, text, textAbove, scorePercent, locale, products, articles, receipt } =
    suggestion;
  const [open, setOpen] = useState<"receipt" | "editor" | "rejection">();
  const [rejected, setRejected] = useState<FeedbackRequest["reason"]>();
  const [rating, setRating] = useState<Rating>();
  const [problem, setProblem] = useState<string>();
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new decision was not judged yet
  useEffect(() => {
    setRating(undefined);
    setRejected(undefined);
    setProblem(undefined);
  }, [decisionId]);
  const toggle = (part: NonNullable<typeof open>) => setOpen(open === part ? undefined : part);

  async function insert(reply: string): Promise<void> {
    setProblem(undefined);
    try {
      await insertReply(client, reply);
    } catch {
      setProblem("The reply could not be inserted into the editor.");
      return;
    }
    onInserted(decisionId, reply);
    // The agent has the text: that it went unrecorded is no reason to disturb them.
    await sendFeedback(client, { decisionId, kind: "accepted" }).catch(() => undefined);
  }

  async function reject(reason: NonNullable<typeof rejected>): Promise<void> {
    setProblem(undefined);
    setRejected(reason);
    setOpen(undefined);
    try {
      await sendFeedback(client, { decisionId, kind: "rejected", reason });
    } catch {
      setRejected(undefined);
      setProblem("Your reason could not be saved.");
    }
  }

  async function rate(next: Rating): Promise<void> {
    const before = rating;
    if (next === before) return;
    setProblem(undefined);
    setRating(next);
    try {
      await sendFeedback(client, { decisionId, kind: next });
    } catch {
      setRating(before);
      setProblem("Your rating could not be saved.");
    }
  }

  return (
    <Panel data-test="suggestion">
      <Head>
        <MD isBold tag="h3">
          {title}
        </MD>
        <Percent>{scorePercent < 1 ? "<1" : scorePercent} %</Percent>
      </Head>
      <Score min={0} max={100} value={scorePercent} aria-label={`Score of ${title}`} />
      {text === null ? (
        <Muted>The library has no text for this reply yet.</Muted>
      ) : (
        <Text lang={locale}>{textAbove ?? text}</Text>
      )}
      <OfferedItems products={products} articles={articles} locale={locale} />
      <Actions>
        <Button
          size="small"
          isPrimary
          disabled={text === null}
          onClick={() => text !== null && void insert(text)}
          data-test="insert"
        >
          Insert
        </Button>
        <Button
          size="small"
          disabled={text === null}
          aria-expanded={open === "editor"}
          aria-controls={`${id}-editor`}
          onClick={() => toggle("editor")}
          data-test="edit"
        >
          Edit
        </Button>
        <Button
          size="small"
          isBasic
          disabled={rejected !== undefined}
          aria-expanded={open === "rejection"}
          aria-controls={`${id}-rejection`}
          onClick={() => toggle("rejection")}
          data-test="reject"
        >
          Reject
        </Button>
        <Judging>
          <Button
            size="small"
            isBasic
            aria-expanded={open === "receipt"}
            aria-controls={`${id}-receipt`}
            onClick={() => toggle("receipt")}
            data-test="why"
          >
            Why?
          </Button>
          <ToggleIconButton
            size="small"
            isPressed={rating === "rated_up"}
            aria-label={`Good suggestion: ${title}`}
            onClick={() => void rate("rated_up")}
            data-test="thumb-up"
          >
            <ThumbIcon filled={rating === "rated_up"} />
          </ToggleIconButton>
          <ToggleIconButton
            size="small"
            isPressed={rating === "rated_down"}
            aria-label={`Bad suggestion: ${title}`}
            onClick={() => void rate("rated_down")}
            data-test="thumb-down"
          >
            <ThumbIcon down filled={rating === "rated_down"} />
          </ToggleIconButton>
        </Judging>
      </Actions>
      {problem && <Muted role="alert">{problem}</Muted>}
      {rejected && (
        <Muted role="status" data-test="rejected">
          Rejected: {REJECTION_LABELS[rejected].toLowerCase()}.
        </Muted>
      )}
      {open === "rejection" && (
        <RejectionMenu id={`${id}-rejection`} onPicked={(reason) => void reject(reason)} />
      )}
      {open === "editor" && text !== null && (
        <ReplyEditor
          id={`${id}-editor`}
          client={client}
          suggestion={{ ...suggestion, text }}
          customerName={customerName}
        />
      )}
      {open === "receipt" && <Receipt receipt={receipt} id={`${id}-receipt`} />}
    </Panel>
  );
}
