/** Somebody whose side of the conversation the playground can play. */
export interface PlaygroundCustomer {
  /** The shop's own id of the customer: `userId` in Segment Spec events. */
  readonly key: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: "en" | "de";
  readonly plan: string;
  /** One line for the picker, e.g. `Buys for every season, replies within minutes`. */
  readonly persona: string;
}

/** The keys that one customer has on the three stand-in platforms; the same after every start. */
export interface PlatformIds {
  readonly slackUser: string;
  readonly slackRoom: string;
  readonly teamsUser: string;
  readonly teamsAadObject: string;
  readonly teamsConversation: string;
  readonly zendeskUser: string;
  readonly zendeskTicket: string;
}

/** @param index place in the list of customers, from 0 to 8,998 */
export function platformIds(index: number): PlatformIds {
  const number = String(index + 1).padStart(4, "0");
  return {
    slackUser: `U${number}`,
    slackRoom: `D${number}`,
    teamsUser: `29:playground-${number}`,
    teamsAadObject: `00000000-0000-4000-8000-00000000${number}`,
    teamsConversation: `a:playground-${number}`,
    zendeskUser: String(900_000 + index + 1),
    zendeskTicket: String(4_200 + index + 1),
  };
}

export function fullName(customer: Pick<PlaygroundCustomer, "firstName" | "lastName">): string {
  return `${customer.firstName} ${customer.lastName}`.trim();
}

/** BCP 47, as the platforms say it. */
export function localeOf(customer: Pick<PlaygroundCustomer, "language">): string {
  return customer.language === "de" ? "de-DE" : "en-US";
}
