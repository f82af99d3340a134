import { type HandoffSummary, handoffExternalId, type Relay } from "../../core/index.js";
import type { NewTicket, TicketRequester } from "./zendesk-tickets.js";

const CHANNEL_NAMES = { slack: "Slack", teams: "Microsoft Teams", zendesk: "Zendesk" } as const;

const REASONS: Readonly<Record<HandoffSummary["reason"], string>> = {
  asked: "the customer asked for a person",
  unsure: "the assistant was not sure of its answer",
  out_of_scope: "the assistant does not know the topic",
  flow: "the conversation's flow ends with a person",
};

const TAG = "rapport_handoff";
const OPENING = "Handed over from ";
const MAX_SUBJECT = 120;

type Opening = Extract<Relay, { readonly kind: "open" }>;

/** How a channel is called in front of agents. */
export function channelName(channel: Relay["channel"]): string {
  return CHANNEL_NAMES[channel];
}

/** Why people were asked, in front of agents. */
export function reasonText({ reason, flowReason }: Pick<HandoffSummary, "reason" | "flowReason">): string {
  return flowReason === undefined ? REASONS[reason] : `${REASONS[reason]}: ${flowReason}`;
}

/** The ticket of a hand-off. Its first comment is public, so it says nothing that only agents should read. */
export function renderTicket(relay: Opening, subdomain: string): NewTicket {
  const { handoffId, channel, summary, lastInputs } = relay;
  const name = channelName(channel);
  const externalId = handoffExternalId(handoffId);
  const subject = summary.topic ?? "A customer asks for a person";
  const lines = [
    `${OPENING}${name} (${externalId}).`,
    ...(lastInputs.length === 0 ? [] : ["", ...lastInputs.map((text) => quoted(text))]),
    ...(summary.link === undefined ? [] : ["", `In ${name}: ${summary.link}`]),
  ];
  return {
    externalId,
    subject: `${[...subject].slice(0, MAX_SUBJECT).join("")} (${name})`,
    body: lines.join("\n"),
    requester: requesterOf(relay, subdomain),
    tags: [TAG, `${TAG}_${channel}`],
  };
}

/** True for the comment that `renderTicket` began the ticket with: it is no agent's reply, whoever's name it bears. */
export function isOpeningComment(text: string): boolean {
  return text.startsWith(OPENING) && text.split("\n", 1)[0]?.includes(handoffExternalId("")) === true;
}

/** What agents are told beside it, in a private note. */
export function renderSummary({ channel, summary, locale }: Relay): string {
  const name = channelName(channel);
  const slots = Object.entries(summary.slots).map(([slot, value]) => `${slot}: ${value}`);
  const rows: readonly (readonly [label: string, value: string | undefined])[] = [
    ["Why", reasonText(summary)],
    ["Topic", summary.topic],
    ["Given so far", slots.length === 0 ? undefined : slots.join("; ")],
    ["Flow", summary.flow],
    ["Segment", summary.segment],
    ["Language", locale],
    [`In ${name}`, summary.link],
  ];
  return [
    ...rows.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`])),
    "",
    `Public replies on this ticket reach the customer in ${name} until it is solved; the assistant is quiet meanwhile.`,
    ...(channel === "slack" ? ["What the customer writes in Slack is not copied here."] : []),
  ].join("\n");
}

/** What agents read when the customer wrote and their words may not be copied. */
export function renderWroteNote({ channel }: Relay, link: string | undefined): string {
  const name = channelName(channel);
  return `The customer wrote in ${name}.${link === undefined ? "" : ` Read it there: ${link}`}`;
}

/** A name is needed; an address only says who it is if somebody vouched for it. */
function requesterOf({ requester, channel, locale }: Opening, subdomain: string): TicketRequester {
  const [account, id] = requester.zendeskUserId?.split("/") ?? [];
  if (account === subdomain && id !== undefined && /^\d{1,15}$/.test(id)) return { id };
  return {
    name: requester.name ?? `${channelName(channel)} customer`,
    ...(requester.email === undefined ? {} : { email: requester.email, locale }),
  };
}

function quoted(text: string): string {
  return text.replaceAll(/^/gm, "> ");
}
