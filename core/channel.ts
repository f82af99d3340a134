/** The places a customer can meet us in. (Slack's own "channel" is called a *room* here.) */
export const CHANNELS = ["zendesk", "slack", "teams"] as const;

export type Channel = (typeof CHANNELS)[number];

/**
 * What may be kept of a message's text: `none` (never written anywhere), `session` (only while the
 * conversation's context lives), `retained` (as long as the tenant's retention says).
 */
export type TextRetention = "none" | "session" | "retained";

/** Slack is zero-copy by its Marketplace guidelines; the other two platforms have no such rule. */
export const TEXT_RETENTION: Readonly<Record<Channel, TextRetention>> = {
  slack: "none",
  teams: "session",
  zendesk: "retained",
};

/** Whether anything of what a customer writes there may be kept, if only while the conversation lasts. */
export function keepsText(channel: Channel): boolean {
  return TEXT_RETENTION[channel] !== "none";
}

/** Whether nothing that comes from there may tell of a person beyond who they are: a source of events, or a channel. */
export function isZeroCopy(source: string): boolean {
  return CHANNELS.some((channel) => channel === source && !keepsText(channel));
}
