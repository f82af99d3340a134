import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { LG } from "@zendeskgarden/react-typography";
import { useState } from "react";
import { styled } from "styled-components";
import type { AppCustomer } from "../app-messages.js";
import { undoShift } from "./backend.js";
import { consentLabel } from "./consent-label.js";
import { fieldLabel } from "./field-label.js";
import { Facts, Fold, Head, Muted, Panel } from "./panel.js";
import { readAgentId } from "./ticket.js";
import type { ZafClient } from "./zaf-client.js";

const ConsentLine = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 8px;
`;

const Moved = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  font-size: 12px;
  gap: 4px 8px;
  justify-content: space-between;
`;

/** Who wrote, as far as consent allows, and the segment that the replies are made for. */
export function CustomerCard(props: {
  readonly client: ZafClient;
  readonly customer: AppCustomer;
  /** Called when the agent moved the customer. */
  readonly onMoved: () => void;
}) {
  const { client, customer, onMoved } = props;
  const { segment, tier, shift, pinnedUntil, facts, withheld, consent } = customer;
  const label = consentLabel(consent.status);
  return (
    <Panel data-test="customer-card">
      <Head>
        <LG isBold tag="h2">
          {customer.name ?? (customer.known ? "Customer" : "New customer")}
        </LG>
        <Tag isPill hue="kale" data-test="segment">
          {segment.name}
        </Tag>
      </Head>
      {pinnedUntil === undefined ? (
        <Muted>
          {segment.because} · by {tier}
          {segment.confidence < 1 && `, ${Math.round(segment.confidence * 100)} % sure`}
        </Muted>
      ) : (
        <Muted data-test="pinned">Kept there by an agent until {pinnedUntil.slice(0, 10)}.</Muted>
      )}
      {shift && <ShiftLine client={client} shift={shift} onMoved={onMoved} />}
      <Facts>
        {facts.map(({ label, value }) => (
          <FactRow key={label} label={label} value={value} />
        ))}
      </Facts>
      <ConsentLine data-test="consent-status">
        <Tag hue={label.hue}>Consent: {label.text}</Tag> <Muted>Basis: {consent.basis}</Muted>
      </ConsentLine>
      {withheld.length > 0 && (
        <Fold data-test="withheld">
          <summary>
            {withheld.length} {withheld.length === 1 ? "field" : "fields"} withheld
          </summary>
          <ul>
            {withheld.map(({ field, reason }) => (
              <li key={field}>
                {fieldLabel(field)} (<code>{field}</code>): {reason}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </Panel>
  );
}

/** What moved the customer, and a button that takes it back. */
function ShiftLine(props: {
  readonly client: ZafClient;
  readonly shift: NonNullable<AppCustomer["shift"]>;
  readonly onMoved: () => void;
}) {
  const { client, shift, onMoved } = props;
  const [state, setState] = useState<"shown" | "busy" | "failed">("shown");

  async function undo(): Promise<void> {
    setState("busy");
    try {
      await undoShift(client, { shiftId: shift.shiftId, agentId: await readAgentId(client) });
      onMoved();
    } catch {
      setState("failed");
    }
  }

  return (
    <Moved role="status" data-test="shift">
      <span>
        Moved from {shift.from} to {shift.to}: {shift.cause}
      </span>
      <Button size="small" disabled={state === "busy"} onClick={() => void undo()} data-test="undo-shift">
        Undo
      </Button>
      {state === "failed" && <Muted role="alert">This could not be undone. Try again.</Muted>}
    </Moved>
  );
}

function FactRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
