import { Button } from "@zendeskgarden/react-buttons";
import { getColor } from "@zendeskgarden/react-theming";
import { useEffect, useId, useRef, useState } from "react";
import { styled } from "styled-components";
import type { AppSuggestion } from "../app-messages.js";
import { proposeVariant, sendFeedback } from "./backend.js";
import { Muted } from "./panel.js";
import { readAgentId } from "./ticket.js";
import { insertReply, type ZafClient } from "./zaf-client.js";

/** The server compares no longer texts. */
const MAX_CHARS = 20_000;

const Stack = styled.div`
  display: grid;
  gap: 8px;
`;

const Box = styled.textarea`
  background: ${({ theme }) => getColor({ theme, variable: "background.default" })};
  border: 1px solid ${({ theme }) => getColor({ theme, variable: "border.emphasis" })};
  border-radius: 4px;
  box-sizing: border-box;
  color: inherit;
  font: inherit;
  font-size: 14px;
  line-height: 20px;
  min-height: 120px;
  padding: 8px;
  resize: vertical;
  width: 100%;
`;

const Row = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
`;

/** A reply to be changed before it is inserted, and from here into the library. What fails is said under it. */
export function ReplyEditor(props: {
  readonly id: string;
  readonly client: ZafClient;
  readonly suggestion: AppSuggestion & { readonly text: string };
  readonly customerName: string | undefined;
}) {
  const { id, client, customerName } = props;
  // As it was when the agent began to write: a refresh meanwhile makes it no other text.
  const [suggestion] = useState(props.suggestion);
  const { decisionId, title, text: suggested, locale, receipt } = suggestion;
  const [written, setWritten] = useState(suggested);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean }>();
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const boxId = useId();
  useEffect(() => box.current?.focus(), []);
  const isChanged = written.trim() !== "" && written.trim() !== suggested.trim();
  const { segment } = receipt;

  async function insert(): Promise<void> {
    setSaid(undefined);
    try {
      await insertReply(client, written);
    } catch {
      setSaid({ text: "The reply could not be inserted into the editor.", isProblem: true });
      return;
    }
    setSaid({ text: "Inserted.", isProblem: false });
    // The agent has the text: that it went unrecorded is no reason to disturb them.
    await sendFeedback(client, { decisionId, kind: "edited", edit: { suggested, sent: written } }).catch(
      () => undefined,
    );
  }

  async function propose(forSegment: string | undefined): Promise<void> {
    setBusy(true);
    setSaid(undefined);
    try {
      const { status, problem } = await proposeVariant(client, {
        decisionId,
        text: written,
        locale,
        agentId: await readAgentId(client),
        ...(forSegment === undefined ? {} : { segment: forSegment }),
        ...(customerName === undefined ? {} : { customerName }),
      });
      setSaid(
        status === "refused"
          ? { text: problem ?? "The server refused this text.", isProblem: true }
          : { text: PROPOSED[status], isProblem: false },
      );
    } catch {
      setSaid({ text: "This could not be saved. Try again.", isProblem: true });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack id={id} data-test="reply-editor">
      <label htmlFor={boxId}>
        <Muted>Change “{title}” for this customer</Muted>
      </label>
      <Box
        id={boxId}
        ref={box}
        lang={locale}
        maxLength={MAX_CHARS}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        data-test="reply-text"
      />
      <Row>
        <Button
          size="small"
          isPrimary
          disabled={!isChanged}
          onClick={() => void insert()}
          data-test="insert-edited"
        >
          Insert edited
        </Button>
      </Row>
      {isChanged && (
        <Row role="group" aria-label="Save as variant" data-test="save-variant">
          <Muted>Save as variant ({locale}):</Muted>
          {segment.key !== "unknown" && (
            <Button
              size="small"
              disabled={busy}
              onClick={() => void propose(segment.key)}
              data-test="variant-segment"
            >
              For {segment.name} customers
            </Button>
          )}
          <Button
            size="small"
            disabled={busy}
            onClick={() => void propose(undefined)}
            data-test="variant-everybody"
          >
            For everybody
          </Button>
        </Row>
      )}
      {said && (
        <Muted role={said.isProblem ? "alert" : "status"} data-test="editor-note">
          {said.text}
        </Muted>
      )}
    </Stack>
  );
}

const PROPOSED = {
  proposed: "Proposed. It is offered as soon as an admin approves it.",
  settled: "This was proposed before, and an admin has decided on it.",
  unknown_decision: "This suggestion is too old. Take a newer one.",
} as const;
