import type { Channel } from "../channel.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import type { TenantId } from "../tenant-id.js";

/** Who wrote, as the platform knows them. */
export interface Sender {
  /** At least one; the platform's own id first, then what the platform verified (an e-mail address). */
  readonly identifiers: readonly Identifier[];
  readonly name?: string;
  /** BCP 47, as the platform says it (`en-US`, `de`). */
  readonly locale?: string;
}

/** A customer's message to a bot, whichever platform it came from. */
export interface InboundMessage {
  readonly tenantId: TenantId;
  readonly channel: Channel;
  /** Unique within the tenant's channel; the same for all messages of one thread or chat. */
  readonly conversationId: string;
  readonly sender: Sender;
  /** True if nobody but the sender reads the answer: nothing about a person is said anywhere else. */
  readonly isPrivate: boolean;
  /** What was written, at most 4,000 characters are read. Empty when only a choice was pressed. */
  readonly text: string;
  /** The key of the reply whose button the customer pressed. */
  readonly choice?: string;
  /** What the adapter needs to write there again: ids only, at most 4 KB as JSON. Without it nobody can take over. */
  readonly address?: Readonly<Record<string, unknown>>;
  /** Opens the message in the platform; called only if an agent is to read it. `undefined` if there is no link. */
  readonly link?: () => Promise<string | undefined>;
}
