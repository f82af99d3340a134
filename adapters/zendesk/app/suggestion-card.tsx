import { Button, ToggleIconButton } from "@zendeskgarden/react-buttons";
import { getColor } from "@zendeskgarden/react-theming";
import { MD } from "@zendeskgarden/react-typography";
import { useId, useState } from "react";
import { styled } from "styled-components";
import type { AppSuggestion, FeedbackRequest } from "../app-messages.js";
import { sendFeedback } from "./backend.js";
import { OfferedItems } from "./offered-items.js";
import { Muted, Panel } from "./panel.js";
import { Receipt } from "./receipt.js";
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
  gap: 4px;

  & > :nth-child(2) {
    margin-right: auto;
  }
`;

const Percent = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: "foreground.subtle" })};
  font-size: 12px;
  white-space: nowrap;
`;

/** One reply: insert it, ask why, rate it. What fails is said under it and can be pressed again. */
export function SuggestionCard(props: { readonly client: ZafClient; readonly suggestion: AppSuggestion }) {
  const { client, suggestion } = props;
  const { decisionId, title, text, scorePercent, locale, products, articles, receipt } = suggestion;
  const [open, setOpen] = useState(false);
  const [rating, setRating] = useState<Rating>();
  const [problem, setProblem] = useState<string>();
  const receiptId = useId();

  async function insert(reply: string): Promise<void> {
    setProblem(undefined);
    try {
      await insertReply(client, reply);
    } catch {
      setProblem("The reply could not be inserted into the editor.");
      return;
    }
    // The agent has the text: that it went unrecorded is no reason to disturb them.
    await sendFeedback(client, { decisionId, kind: "accepted" }).catch(() => undefined);
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
        <Text lang={locale}>{text}</Text>
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
          isBasic
          aria-expanded={open}
          aria-controls={receiptId}
          onClick={() => setOpen(!open)}
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
      </Actions>
      {problem && <Muted role="alert">{problem}</Muted>}
      {open && <Receipt receipt={receipt} id={receiptId} />}
    </Panel>
  );
}
