/** Where an answer goes: ids only, so it may be stored. `threadTs` is the thread's first message. */
export interface SlackAddress {
  readonly team: string;
  /** Slack's channel id: a room, or a direct message (`D…`). */
  readonly channel: string;
  readonly threadTs: string;
}

/** A person in Slack. `team` is the workspace that the person belongs to. */
export interface SlackPerson {
  readonly team: string;
  readonly user: string;
}

interface Answerable {
  readonly deliveryId: string;
  readonly address: SlackAddress;
  /** The message that was written, or under which a button was pressed. */
  readonly messageTs: string;
  readonly conversationId: string;
  /** True in a direct message: nobody but that person reads the answer. */
  readonly isPrivate: boolean;
  readonly person: SlackPerson;
}

/** Somebody wrote to the bot. */
export interface SlackMessage extends Answerable {
  readonly kind: "message";
  readonly text: string;
  readonly sentAtMs: number;
}

/** Somebody pressed one of the reply choices. */
export interface SlackChoice extends Answerable {
  readonly kind: "choice";
  readonly replyKey: string;
}

/** Somebody pressed a thumb under an answer. */
export interface SlackRating {
  readonly kind: "rating";
  readonly decisionId: string;
  readonly rating: "rated_up" | "rated_down";
  readonly address: SlackAddress;
  readonly person: SlackPerson;
}

/** The workspace took the app's access away; `deliveryId` names the event. */
export interface SlackAccessEnded {
  readonly kind: "access_ended";
  readonly deliveryId: string;
  readonly event: "app_uninstalled" | "tokens_revoked";
  readonly team: string;
  /** False if only tokens of people were revoked: we hold none. */
  readonly endsBot: boolean;
}

/** What one signed request of Slack asks for, with the body that bolt dispatches on. */
export type SlackDelivery =
  | SlackMessage
  | SlackChoice
  | SlackRating
  | { readonly kind: "home_opened"; readonly user: string }
  | { readonly kind: "command"; readonly text: string }
  | SlackAccessEnded
  | { readonly kind: "url_verification"; readonly challenge: string }
  | { readonly kind: "ignored" };
