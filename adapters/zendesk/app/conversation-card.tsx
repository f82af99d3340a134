import { Tag } from "@zendeskgarden/react-tags";
import { MD } from "@zendeskgarden/react-typography";
import type { AppConversation } from "../app-messages.js";
import { Facts, Head, Muted, Panel } from "./panel.js";

/** Where the conversation stands that this ticket was made from. */
export function ConversationCard({ conversation }: { readonly conversation: AppConversation }) {
  const { channel, isOpen, state, since, reason, topic, slots, flow, segment, link, withheld } = conversation;
  const rows: readonly (readonly [label: string, value: string | undefined])[] = [
    ["Why", reason],
    ["Topic", topic],
    ...slots.map(({ label, value }) => [label, value] as const),
    ["Flow", flow],
    ["Segment then", segment],
    ["Since", new Date(since).toLocaleString()],
  ];
  return (
    <Panel data-test="conversation-card">
      <Head>
        <MD isBold tag="h2">
          From {channel}
        </MD>
        <Tag hue={isOpen ? "yellow" : "grey"} data-test="conversation-state">
          {state}
        </Tag>
      </Head>
      <Facts>
        {rows.flatMap(([label, value]) =>
          value === undefined ? [] : [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{value}</dd>],
        )}
      </Facts>
      {withheld !== undefined && <Muted>More is withheld: {withheld}</Muted>}
      {link !== undefined && (
        <a href={link} target="_blank" rel="noreferrer" data-test="conversation-link">
          Open in {channel}
        </a>
      )}
      {isOpen && <Muted>Public replies reach the customer in {channel} until you solve the ticket.</Muted>}
    </Panel>
  );
}
