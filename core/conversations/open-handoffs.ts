import { randomUUID } from "node:crypto";
import { type Channel, keepsText } from "../channel.js";
import type { Clock } from "../clock.js";
import { RapportError } from "../error.js";
import type { Logger } from "../logger.js";
import type { Stores } from "../open-stores.js";
import type { Identifier } from "../profiles/identity/identifier.js";
import { normalizeIdentifiers } from "../profiles/identity/normalize-identifier.js";
import { joinParts, type ProfileReader, type ReaderSetup } from "../profiles/profile-reader.js";
import type { KnownCustomer } from "../replies/decision.js";
import type { TenantId } from "../tenant-id.js";
import {
  type Handoff,
  type HandoffRequester,
  type HandoffSummary,
  handoffIdOf,
  type Relay,
  type RelayPayload,
} from "./handoff.js";
import { HANDOFF_SAYINGS } from "./handoff-sayings.js";
import type { ConversationState, DeskEvent, DeskOutcome, Handoffs } from "./handoffs.js";
import type { InboundMessage } from "./inbound-message.js";
import { ownLanguage } from "./own-language.js";
import { type OpenRelayLine, openRelayLine } from "./relay-line.js";
import { RELAYED_WITHIN_MS, type TakenRelay } from "./relay-store.js";

/** What a turn says about a conversation that it hands off. */
export interface HandoffRequest {
  readonly message: InboundMessage;
  readonly customer: KnownCustomer;
  /** BCP 47. */
  readonly locale: string;
  /** The link is asked of the message. */
  readonly summary: Omit<HandoffSummary, "link">;
  /** The customer's latest words, oldest first. Dropped where the channel's text may not be kept. */
  readonly lastInputs: readonly string[];
}

/** Hand-off, as a turn reaches it. */
export interface HandoffDesk {
  /** Whether anybody can be asked. */
  isOpen(): boolean;
  /** Passes a message on if people answer in its conversation. @returns false if the bot does */
  forward(message: InboundMessage, conversationHash: string): Promise<boolean>;
  /** Asks people to take over; nothing happens where they did. @returns false if the message tells no address */
  handOff(request: HandoffRequest, conversationHash: string): Promise<boolean>;
  /** Brings the bot back, and tells the agent. */
  end(channel: Channel, conversationHash: string): Promise<void>;
}

export interface HandoffParts {
  readonly stores: Stores;
  readonly inTransaction: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly setup: ReaderSetup;
  readonly reader: ProfileReader;
  readonly own: (tenantId: TenantId) => void;
  /** What was taken before then is nobody's any more. */
  readonly abandonedBeforeMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

const MAX_ADDRESS_CHARS = 4_096;
const MAX_TEXT_CHARS = 20_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** Hand-offs over one tenant's stores: for adapters, for turns, and how to end it. */
export function openHandoffs(parts: HandoffParts): {
  readonly handoffs: Handoffs;
  readonly desk: HandoffDesk;
  stop(): Promise<void>;
} {
  const { stores, inTransaction, setup, reader, own, clock, log } = parts;
  const lines = new Map<Channel, OpenRelayLine>();
  const wake = (recipient: Channel) => lines.get(recipient)?.wake();

  /** Puts relays into the outbox and wakes who delivers them. @returns false if the first was there already */
  async function relay(
    handoff: Pick<Handoff, "handoffId">,
    recipient: Channel,
    source: string,
    payload: RelayPayload,
    tx: Stores,
  ): Promise<boolean> {
    const { handoffId } = handoff;
    return tx.relays.add({ handoffId, recipient, source, payload }, clock.nowMs());
  }

  const saying = ({ document }: Handoff, name: "solved" | "unreachable"): RelayPayload => ({
    kind: name,
    text: HANDOFF_SAYINGS[ownLanguage(document.locale)][name],
  });

  /** People are done with it, for better or worse: the bot answers again, and says so. */
  async function close(handoff: Handoff, state: "solved" | "failed", tx: Stores): Promise<void> {
    await tx.handoffs.note(handoff.handoffId, { state }, clock.nowMs());
    const name = state === "solved" ? "solved" : "unreachable";
    await relay(handoff, handoff.channel, state, saying(handoff, name), tx);
  }

  async function delivered(
    { relayId, handoffId, attempt, payload }: TakenRelay,
    ticketId: string | undefined,
  ) {
    const channel = await inTransaction(async (tx) => {
      const nowMs = clock.nowMs();
      await tx.relays.settle(relayId, nowMs);
      const handoff = await tx.handoffs.byId(handoffId);
      if (handoff === undefined) return undefined;
      if (payload.kind === "open" && ticketId !== undefined) {
        const state = handoff.state === "asked" ? "open" : handoff.state;
        await tx.handoffs.note(handoffId, { state, ticketId }, nowMs);
        // It may have stood for a while: what was said in it meanwhile found no hand-off.
        if (attempt > 1) await relay(handoff, "zendesk", "opened", { kind: "look", solved: false }, tx);
      }
      const ends = payload.kind === "look" && payload.solved && handoff.state === "open";
      if (ends) await close(handoff, "solved", tx);
      return ends ? handoff.channel : undefined;
    });
    if (channel !== undefined) wake(channel);
  }

  /** It will never arrive: whoever waits for it is told. */
  async function givenUp(taken: TakenRelay, recipient: Channel, code: string): Promise<void> {
    const { relayId, handoffId, payload } = taken;
    const woken = await inTransaction(async (tx): Promise<Channel | undefined> => {
      const nowMs = clock.nowMs();
      await tx.relays.settle(relayId, nowMs);
      const handoff = await tx.handoffs.byId(handoffId);
      if (handoff === undefined) return undefined;
      const stands = handoff.state === "asked" || handoff.state === "open";
      if (payload.kind === "agent_replied") {
        await relay(handoff, "zendesk", `undelivered/${relayId}`, { kind: "undelivered", code }, tx);
        return "zendesk";
      }
      if (payload.kind === "look" && payload.solved && stands) {
        await close(handoff, "solved", tx);
        return handoff.channel;
      }
      if ((payload.kind === "open" || payload.kind === "customer_wrote") && stands) {
        await tx.relays.settleAll(handoffId, recipient, nowMs);
        await close(handoff, "failed", tx);
        return handoff.channel;
      }
      return undefined;
    });
    if (woken !== undefined) wake(woken);
  }

  async function failed(taken: TakenRelay, recipient: Channel, error: unknown): Promise<void> {
    const code = error instanceof RapportError ? error.code : "bug";
    const nowMs = clock.nowMs();
    const hopeless = error instanceof RapportError && !error.retry;
    const fields = { channel: recipient, kind: taken.payload.kind, code, attempts: taken.attempt };
    if (hopeless || nowMs - taken.createdAtMs >= RELAYED_WITHIN_MS) {
      log.warn(fields, "a relay was given up");
      return givenUp(taken, recipient, code);
    }
    log.warn(fields, "a relay will be tried again");
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (taken.attempt - 1), LONGEST_PAUSE_MS);
    await stores.relays.postpone(taken.relayId, nowMs + pauseMs);
  }

  async function deliverOne(
    taken: TakenRelay,
    recipient: Channel,
    deliver: Parameters<Handoffs["serve"]>[2],
  ): Promise<void> {
    const handoff = await stores.handoffs.byId(taken.handoffId);
    if (handoff === undefined) return stores.relays.settle(taken.relayId, clock.nowMs());
    const { channel, ticketId, document } = handoff;
    const { address, locale, summary } = document;
    const { relayId, handoffId, attempt, payload } = taken;
    const about = { relayId, handoffId, attempt, channel, address, locale, summary, ticketId };
    let made: Awaited<ReturnType<typeof deliver>>;
    try {
      made = await deliver({ ...payload, ...about } satisfies Relay);
    } catch (error) {
      return failed(taken, recipient, error);
    }
    await delivered(taken, made?.ticketId);
  }

  async function handoffOf({ ticketId, externalId }: DeskEvent, tx: Stores): Promise<Handoff | undefined> {
    const byTicket = await tx.handoffs.byTicket(ticketId);
    if (byTicket !== undefined || externalId === undefined) return byTicket;
    const handoffId = handoffIdOf(externalId);
    const asked = handoffId === undefined ? undefined : await tx.handoffs.byId(handoffId);
    if (asked?.state !== "asked") return undefined;
    // The ticket is there and we were stopped before noting it.
    await tx.handoffs.note(asked.handoffId, { state: "open", ticketId }, clock.nowMs());
    return { ...asked, state: "open", ticketId };
  }

  async function fromDesk(event: DeskEvent): Promise<DeskOutcome> {
    own(event.tenantId);
    const { outcome, woken } = await inTransaction(
      async (tx): Promise<{ readonly outcome: DeskOutcome; readonly woken?: Channel }> => {
        const handoff = await handoffOf(event, tx);
        if (handoff?.state !== "open") return { outcome: "no_handoff" };
        if (event.kind === "agent_replied") {
          const { commentId, author, text } = event;
          const said = { text: text.slice(0, MAX_TEXT_CHARS), ...(author === undefined ? {} : { author }) };
          const payload: RelayPayload = { kind: "agent_replied", ...said };
          const isNew = await relay(handoff, handoff.channel, `comment/${commentId}`, payload, tx);
          return { outcome: isNew ? "passed_on" : "known", woken: handoff.channel };
        }
        const payload: RelayPayload = { kind: "look", solved: event.kind === "solved" };
        const isNew = await relay(handoff, "zendesk", `${event.kind}/${event.eventId}`, payload, tx);
        return { outcome: isNew ? "passed_on" : "known", woken: "zendesk" };
      },
    );
    if (woken !== undefined) wake(woken);
    return outcome;
  }

  async function conversationOf(
    tenantId: TenantId,
    ticketId: string,
  ): Promise<ConversationState | undefined> {
    own(tenantId);
    const handoff = await stores.handoffs.byTicket(ticketId);
    if (handoff === undefined) return undefined;
    const { channel, state, createdAtMs: sinceMs, document } = handoff;
    const { summary, identifiers } = document;
    const { person } = await reader.read(identifiers, ["service", "personalization"], clock.nowMs());
    const { reason, link } = summary;
    const bare = { channel, state, sinceMs, reason, ...(link === undefined ? {} : { link }) };
    if (person !== undefined && !person.views.service.consent.allowed) {
      return { ...bare, slots: {}, withheld: person.views.service.consent.basis };
    }
    const { segment, ...others } = summary;
    const mayBeNamed = segment !== undefined && person?.views.personalization.consent.allowed === true;
    return { ...bare, ...others, ...(mayBeNamed ? { segment } : {}) };
  }

  /** What names the customer in Zendesk. What a profile only claims may be somebody else's. */
  async function requesterOf(
    { message, customer }: Pick<HandoffRequest, "message" | "customer">,
    tx: Stores,
  ): Promise<HandoffRequester> {
    const { sender } = message;
    const parts = customer.profileId === undefined ? [] : await tx.people.partsOf(customer.profileId);
    const held =
      parts.length === 0 || parts.some(({ restricted }) => restricted)
        ? []
        : joinParts(parts, setup.inventory).identifiers.filter(({ standing }) => standing === "verified");
    const find = (type: Identifier["type"]) =>
      (
        sender.identifiers.find((each) => each.type === type && each.verified !== false) ??
        held.find((each) => each.type === type)
      )?.value;
    const [email, zendeskUserId] = [find("email"), find("zendesk_user_id")];
    return {
      ...(sender.name === undefined ? {} : { name: sender.name }),
      ...(email === undefined ? {} : { email }),
      ...(zendeskUserId === undefined ? {} : { zendeskUserId }),
    };
  }

  /** Asked of the platform, so not within a transaction. */
  const linkOf = async ({ link }: InboundMessage): Promise<{ readonly link?: string }> => {
    const found = await link?.();
    return found === undefined ? {} : { link: found };
  };

  async function forward(message: InboundMessage, conversationHash: string): Promise<boolean> {
    const { channel, text } = message;
    if ((await stores.handoffs.standing(channel, conversationHash)) === undefined) return false;
    const link = await linkOf(message);
    const kept = keepsText(channel) && text !== "" ? { text: text.slice(0, MAX_TEXT_CHARS) } : {};
    const isForwarded = await inTransaction(async (tx) => {
      const standing = await tx.handoffs.standing(channel, conversationHash);
      if (standing === undefined) return false;
      return relay(standing, "zendesk", randomUUID(), { kind: "customer_wrote", ...kept, ...link }, tx);
    });
    if (isForwarded) wake("zendesk");
    return isForwarded;
  }

  async function handOff(request: HandoffRequest, conversationHash: string): Promise<boolean> {
    const { message, customer, locale, summary, lastInputs } = request;
    const { channel, address, sender } = message;
    if (address === undefined || JSON.stringify(address).length > MAX_ADDRESS_CHARS) return false;
    const link = await linkOf(message);
    const [first] = normalizeIdentifiers(sender.identifiers, setup.blocked);
    await inTransaction(async (tx) => {
      const nowMs = clock.nowMs();
      const handoffId = randomUUID();
      const subjectHash = first === undefined ? undefined : tx.people.hash(first);
      const document = { address, locale, summary: { ...summary, ...link }, identifiers: sender.identifiers };
      const { partId, profileId } = customer;
      const isNew = await tx.handoffs.add(
        { handoffId, channel, conversationHash, partId, subjectHash, document },
        nowMs,
      );
      if (!isNew) return;
      const requester = await requesterOf(request, tx);
      const inputs = keepsText(channel) ? lastInputs : [];
      await relay({ handoffId }, "zendesk", "open", { kind: "open", requester, lastInputs: inputs }, tx);
      await relay({ handoffId }, "zendesk", "summary", { kind: "summary" }, tx);
      if (profileId === undefined) return;
      const detail = { purposes: ["service"], handoff: handoffId };
      await tx.audit.append(
        [{ action: "read", actor: `turn:${channel}`, subject: profileId, detail }],
        nowMs,
      );
    });
    wake("zendesk");
    return true;
  }

  async function end(channel: Channel, conversationHash: string): Promise<void> {
    await inTransaction(async (tx) => {
      const standing = await tx.handoffs.standing(channel, conversationHash);
      if (standing === undefined) return;
      await tx.handoffs.note(standing.handoffId, { state: "solved" }, clock.nowMs());
      await relay(standing, "zendesk", "bot_resumed", { kind: "bot_resumed" }, tx);
    });
    wake("zendesk");
  }

  return {
    handoffs: {
      serve(tenantId, recipient, deliver) {
        own(tenantId);
        const line = openRelayLine({
          async deliverDue() {
            const { abandonedBeforeMs } = parts;
            const due = await stores.relays.take(recipient, { nowMs: clock.nowMs(), abandonedBeforeMs });
            await Promise.all(due.map((taken) => deliverOne(taken, recipient, deliver)));
            return due.length > 0;
          },
          async nextInMs() {
            const dueAtMs = await stores.relays.nextDueMs(recipient);
            return dueAtMs === undefined ? undefined : dueAtMs - clock.nowMs();
          },
          onFailure(error) {
            const code = error instanceof RapportError ? error.code : "bug";
            log.error({ channel: recipient, code }, "relays could not be delivered");
          },
        });
        lines.set(recipient, line);
        return line;
      },
      fromDesk,
      conversationOf,
    },
    desk: { isOpen: () => lines.has("zendesk"), forward, handOff, end },
    async stop() {
      await Promise.all([...lines.values()].map((line) => line.stop()));
    },
  };
}
