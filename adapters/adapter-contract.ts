import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Channel, Clock, Core, Handoffs, InboundMessage, Logger, TenantId } from "../core/index.js";
import { openTestCore, silentLog } from "../core/testing.js";
import type { ChannelAdapter, HttpRequest, HttpResponse } from "./channel-adapter.js";

/**
 * How a request is made wrong. `unsigned`: no signature or token at all. `wrong_key`: signed with another
 * key. `stale`: signed rightly, long ago. `future`: signed rightly, an hour ahead (Teams: `nbf` and `iat`
 * ahead). `malformed`: signed rightly, now, and the body is not what the platform sends (answered 400).
 */
const FORGERIES = ["unsigned", "wrong_key", "stale", "future", "malformed"] as const;

type Forgery = (typeof FORGERIES)[number];

/** What an adapter is started with, as the host does it. */
interface AdapterContractSetup {
  readonly core: Core;
  readonly tenantId: TenantId;
  /** Stands still at the real time, so a vendor's own clock agrees with it to within minutes. */
  readonly clock: Clock;
  readonly log: Logger;
}

/** A running adapter with a stand-in of its platform. */
export interface AdapterUnderTest {
  readonly adapter: ChannelAdapter;
  /** A customer's message as the platform delivers it. Equal `deliveryId`s are one delivery, sent again. */
  validRequest(opts: {
    readonly deliveryId: string;
    readonly atMs: number;
    readonly text: string;
  }): Promise<HttpRequest>;
  /** A message that must be refused; for all kinds but `malformed` it is a valid one otherwise. */
  forge(kind: Forgery): Promise<HttpRequest>;
  /**
   * Messages that the stand-in received so far, typing indicators not counted. For Zendesk, which answers
   * nobody: webhook deliveries whose events the core accepted.
   */
  effects(): number;
  /** How customers talk with the bot; absent for Zendesk, where nobody does. */
  readonly conversation?: ConversationUnderTest;
  stop(): Promise<void>;
}

/** What the customer sees of the bot's messages, and can do about them. */
export interface ConversationUnderTest {
  /** The same customer's message where others read along: a room, a team's channel. */
  sharedRequest(opts: {
    readonly deliveryId: string;
    readonly atMs: number;
    readonly text: string;
  }): Promise<HttpRequest>;
  /** All texts of the bot's latest message, in order; empty before the first. */
  lastTexts(): readonly string[];
  /** Keys of the choices that are offered under any of the bot's messages, oldest first. */
  choices(): readonly string[];
  /** Keys of the choices, and the marks of ratings, under the bot's latest message. */
  lastButtons(): readonly string[];
  /** The customer presses the button of an offered choice, in their private conversation. */
  pressRequest(opts: {
    readonly deliveryId: string;
    readonly atMs: number;
    readonly choice: string;
  }): Promise<HttpRequest>;
}

/** What each adapter folder exports as `contractDescriptor` from its `contract-descriptor.ts`. */
export interface AdapterContractDescriptor {
  readonly channel: Channel;
  start(setup: AdapterContractSetup): Promise<AdapterUnderTest>;
}

/** What one check works with. */
interface AdapterCheckSubject {
  readonly running: AdapterUnderTest;
  readonly nowMs: number;
  /** Calls of the core that could store something, so far. */
  coreCalls(): number;
  /** Messages that reached `respond`, oldest first. */
  responded(): readonly InboundMessage[];
  /** Stands in for the desk, where a check hands off. */
  readonly handoffs: Handoffs;
  readonly tenantId: TenantId;
}

/** One promise of `ChannelAdapter`; `run` rejects when the adapter breaks it. */
interface AdapterCheck {
  readonly name: string;
  run(subject: AdapterCheckSubject): Promise<void>;
}

const QUESTION = "Where is my order?";

/** Hands a request to the route it is for, as the host would. */
async function deliver(adapter: ChannelAdapter, request: HttpRequest): Promise<HttpResponse> {
  const route = adapter.routes.find((r) => r.method === request.method && r.path === request.path);
  assert.ok(route, `no route for ${request.method} ${request.path}`);
  assert.ok(request.body.length <= route.maxBodyBytes, "the descriptor's request is above maxBodyBytes");
  return route.handle(request);
}

function assertAccepted(response: HttpResponse): void {
  assert.ok(response.status >= 200 && response.status < 300, `expected 2xx, got ${response.status}`);
}

/** Runs `act`, waits for the answers it caused, and returns how many effects there were. */
async function effectsOf(running: AdapterUnderTest, act: () => Promise<void>): Promise<number> {
  const before = running.effects();
  await act();
  await running.adapter.idle();
  return running.effects() - before;
}

function refusal(kind: Forgery): AdapterCheck {
  const status = kind === "malformed" ? 400 : 401;
  return {
    name: `${kind}: ${status}, nothing stored, nothing sent`,
    async run({ running, coreCalls }) {
      const request = await running.forge(kind);
      const callsBefore = coreCalls();
      let answered = 0;
      const effects = await effectsOf(running, async () => {
        answered = (await deliver(running.adapter, request)).status;
      });
      assert.equal(answered, status);
      assert.equal(effects, 0, "a refused request had an effect");
      assert.equal(coreCalls() - callsBefore, 0, "a refused request reached the core");
    },
  };
}

/** The promises of `ChannelAdapter`, as plain functions: a test can expect a broken adapter to fail them. */
export const ADAPTER_CHECKS: readonly AdapterCheck[] = [
  {
    name: "a valid delivery: 2xx and one effect",
    async run({ running, nowMs }) {
      const request = await running.validRequest({ deliveryId: randomUUID(), atMs: nowMs, text: QUESTION });
      const effects = await effectsOf(running, async () =>
        assertAccepted(await deliver(running.adapter, request)),
      );
      assert.equal(effects, 1);
    },
  },
  {
    name: "the same delivery twice: 2xx twice and one effect",
    async run({ running, nowMs }) {
      const once = { deliveryId: randomUUID(), atMs: nowMs, text: QUESTION };
      const effects = await effectsOf(running, async () => {
        assertAccepted(await deliver(running.adapter, await running.validRequest(once)));
        await running.adapter.idle();
        assertAccepted(await deliver(running.adapter, await running.validRequest(once)));
      });
      assert.equal(effects, 1);
    },
  },
  {
    name: "the same delivery twice at once: one effect",
    async run({ running, nowMs }) {
      const once = { deliveryId: randomUUID(), atMs: nowMs, text: QUESTION };
      const requests = [await running.validRequest(once), await running.validRequest(once)];
      const effects = await effectsOf(running, async () => {
        const responses = await Promise.all(requests.map((request) => deliver(running.adapter, request)));
        responses.forEach(assertAccepted);
      });
      assert.equal(effects, 1);
    },
  },
  {
    name: "two deliveries: two effects",
    async run({ running, nowMs }) {
      const effects = await effectsOf(running, async () => {
        for (const deliveryId of [randomUUID(), randomUUID()]) {
          const request = await running.validRequest({ deliveryId, atMs: nowMs, text: QUESTION });
          assertAccepted(await deliver(running.adapter, request));
        }
      });
      assert.equal(effects, 2);
    },
  },
  ...FORGERIES.map(refusal),
  {
    name: "it still answers after refused requests",
    async run({ running, nowMs }) {
      for (const kind of FORGERIES) await deliver(running.adapter, await running.forge(kind));
      const request = await running.validRequest({ deliveryId: randomUUID(), atMs: nowMs, text: QUESTION });
      const effects = await effectsOf(running, async () =>
        assertAccepted(await deliver(running.adapter, request)),
      );
      assert.equal(effects, 1);
    },
  },
];

/** Hands over a request that must be accepted, and waits for what follows. */
async function converse({ adapter }: AdapterUnderTest, request: HttpRequest): Promise<void> {
  assertAccepted(await deliver(adapter, request));
  await adapter.idle();
}

const ABOUT_ME = "What do you know about me?";

/** The promises of adapters through which customers talk with the bot. */
export const CONVERSATION_CHECKS: readonly AdapterCheck[] = [
  {
    name: "the question of consent shows both its buttons, and pressing either reaches the core",
    async run({ running, nowMs, responded }) {
      const { conversation } = running;
      assert.ok(conversation, "the descriptor has no conversation");
      const message = () => ({ deliveryId: randomUUID(), atMs: nowMs });
      await converse(running, await running.validRequest({ ...message(), text: QUESTION }));
      for (const answer of ["yes", "no"]) {
        const choice: string | undefined = conversation
          .choices()
          .find((key) => key.startsWith(`rapport:consent:${answer}:`));
        assert.ok(choice, `no button says ${answer}`);
        await converse(running, await conversation.pressRequest({ ...message(), choice }));
        const received = responded().at(-1);
        assert.equal(received?.choice, choice);
        assert.equal(received?.isPrivate, true);
        assert.deepEqual(conversation.lastButtons(), [], "thanks are not to be rated");
      }
    },
  },
  {
    name: "a request about one's own data is answered in private, and reveals nothing in a shared room",
    async run({ running, nowMs, responded }) {
      const { conversation } = running;
      assert.ok(conversation, "the descriptor has no conversation");
      const message = () => ({ deliveryId: randomUUID(), atMs: nowMs, text: ABOUT_ME });
      await converse(running, await running.validRequest(message()));
      assert.equal(responded().at(-1)?.isPrivate, true);
      assert.ok(conversation.lastTexts().some((text) => /\babout you\b/.test(text)));
      await converse(running, await conversation.sharedRequest(message()));
      assert.equal(responded().at(-1)?.isPrivate, false);
      const texts = conversation.lastTexts();
      assert.ok(texts[0]?.includes("direct message"), "it does not say where to ask");
      assert.ok(!texts.some((text) => /\babout you\b/.test(text)), "it reveals something in a shared room");
      assert.deepEqual(conversation.lastButtons(), []);
    },
  },
  {
    name: "while people answer the bot is quiet, and their replies and the end reach the conversation",
    async run({ running, nowMs, handoffs, tenantId }) {
      const { conversation, adapter } = running;
      assert.ok(conversation, "the descriptor has no conversation");
      const desk = handoffs.serve(tenantId, "zendesk", async ({ kind }) =>
        kind === "open" ? { ticketId: "42" } : undefined,
      );
      const say = async (text: string) =>
        converse(running, await running.validRequest({ deliveryId: randomUUID(), atMs: nowMs, text }));
      await say("I want to talk to a human");
      await desk.idle();
      assert.equal(await effectsOf(running, () => say(QUESTION)), 0, "the bot answers beside the agent");
      const reply = { tenantId, ticketId: "42", kind: "agent_replied", commentId: "7" } as const;
      const text = "A person wrote this.";
      for (let time = 0; time < 2; time++) await handoffs.fromDesk({ ...reply, text, author: "Alex" });
      await adapter.idle();
      assert.deepEqual(conversation.lastTexts().slice(0, 1), [text]);
      await handoffs.fromDesk({ tenantId, ticketId: "42", kind: "solved", eventId: "8" });
      await desk.idle();
      await adapter.idle();
      assert.ok(conversation.lastTexts()[0]?.includes("closed"), "the end is not told");
      assert.equal(await effectsOf(running, () => say(QUESTION)), 1, "the bot does not answer again");
    },
  },
];

const STORING_CALLS: ReadonlySet<PropertyKey> = new Set<keyof Core>([
  "ingest",
  "suggest",
  "feedback",
  "claim",
  "settle",
]);

/** The given core, with its storing calls counted and the messages that reach it kept. */
function observed(core: Core): {
  readonly core: Core;
  calls(): number;
  responded(): readonly InboundMessage[];
} {
  let calls = 0;
  const messages: InboundMessage[] = [];
  const proxy = new Proxy(core, {
    get(target, name) {
      if (name === "respond") {
        return (message: InboundMessage) => {
          calls += 1;
          messages.push(message);
          return target.respond(message);
        };
      }
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (STORING_CALLS.has(name)) calls += 1;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { core: proxy, calls: () => calls, responded: () => messages };
}

/** Starts a descriptor's adapter on a fresh core. Call `stop` when done, also after a failed check. */
export async function startSubject(
  descriptor: AdapterContractDescriptor,
): Promise<{ readonly subject: AdapterCheckSubject; stop(): Promise<void> }> {
  const nowMs = Date.now();
  const clock: Clock = { nowMs: () => nowMs };
  const { core, tenantId, close } = await openTestCore({ clock });
  const { core: observedCore, calls, responded } = observed(core);
  const running = await descriptor.start({ core: observedCore, tenantId, clock, log: silentLog });
  return {
    subject: { running, nowMs, coreCalls: calls, responded, handoffs: core.handoffs, tenantId },
    async stop() {
      await running.stop();
      await close();
    },
  };
}

/** Registers the suite that every adapter must pass. */
export function describeAdapterContract(descriptor: AdapterContractDescriptor): void {
  describe(`adapter contract: ${descriptor.channel}`, () => {
    let started: Awaited<ReturnType<typeof startSubject>> | undefined;
    beforeAll(async () => {
      started = await startSubject(descriptor);
    });
    afterAll(async () => started?.stop());

    const checks =
      descriptor.channel === "zendesk" ? ADAPTER_CHECKS : [...ADAPTER_CHECKS, ...CONVERSATION_CHECKS];
    for (const check of checks) {
      it(check.name, async () => {
        assert.ok(started);
        assert.equal(started.subject.running.adapter.channel, descriptor.channel);
        await check.run(started.subject);
      });
    }
  });
}
