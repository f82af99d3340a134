import { Button } from "@zendeskgarden/react-buttons";
import { styled } from "styled-components";
import type { FeedbackRequest } from "../app-messages.js";

type Reason = NonNullable<FeedbackRequest["reason"]>;

export const REJECTION_LABELS: Readonly<Record<Reason, string>> = {
  wrong_topic: "Wrong topic",
  wrong_tone: "Wrong tone",
  wrong_facts: "Wrong facts",
  outdated: "Outdated",
  other: "Something else",
};

const Reasons = styled.fieldset`
  border: 0;
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  margin: 0;
  padding: 0;

  legend {
    font-size: 12px;
    line-height: 20px;
    padding: 0;
  }
`;

/** Why a reply is of no use: one press says it. */
export function RejectionMenu(props: { readonly id: string; readonly onPicked: (reason: Reason) => void }) {
  return (
    <Reasons id={props.id} data-test="rejection-menu">
      <legend>What is wrong with it?</legend>
      {(Object.entries(REJECTION_LABELS) as [Reason, string][]).map(([reason, label]) => (
        <Button
          key={reason}
          size="small"
          isPill
          onClick={() => props.onPicked(reason)}
          data-test={`reason-${reason}`}
        >
          {label}
        </Button>
      ))}
    </Reasons>
  );
}
