import { Tag } from "@zendeskgarden/react-tags";
import { LG } from "@zendeskgarden/react-typography";
import { styled } from "styled-components";
import type { AppCustomer } from "../app-messages.js";
import { consentLabel } from "./consent-label.js";
import { fieldLabel } from "./field-label.js";
import { Facts, Fold, Head, Muted, Panel } from "./panel.js";

const ConsentLine = styled.div`
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 8px;
`;

/** Who wrote, as far as consent allows, and the segment that the replies are made for. */
export function CustomerCard({ customer }: { readonly customer: AppCustomer }) {
  const { segment, tier, facts, withheld, consent } = customer;
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
      <Muted>
        {segment.because} · by {tier}
      </Muted>
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

function FactRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
