import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openTestCore, TEST_CUSTOMERS, type TestCore } from "../../core/testing.js";
import type { ChannelAdapter, HttpResponse } from "../channel-adapter.js";
import { createTeamsAdapter, type TeamsAdapterOptions } from "./teams-adapter.js";
import { startTeamsStandIn, type TeamsStandIn, type TokenOptions, teamsRequest } from "./teams-stand-in.js";

const ENTRA_TENANT = "1c2d3e4f-2222-4d7c-9a41-7f2f5c1d0002";
const ADA = { id: "29:ada", aadObjectId: "5f1f9b0e-1111-4d7c-9a41-7f2f5c1d0001", name: "Ada" };
const CHAT = "a:chat-with-ada";

const cardMessage = z.object({
  attachments: z.tuple([
    z.object({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      content: z.object({ version: z.literal("1.5"), body: z.array(z.looseObject({ type: z.string() })) }),
    }),
  ]),
});
const submits = z.object({
  actions: z.array(z.object({ title: z.string(), data: z.record(z.string(), z.unknown()) })),
});

let test: TestCore;
let standIn: TeamsStandIn;
let adapter: ChannelAdapter;
const logged: unknown[] = [];

const log = {
  info: (...line: unknown[]) => void logged.push(line),
  warn: (...line: unknown[]) => void logged.push(line),
  error: (...line: unknown[]) => void logged.push(line),
};

function options(change: Partial<TeamsAdapterOptions> = {}): TeamsAdapterOptions {
  const { appId, appPassword, authority } = standIn;
  return {
    core: test.core,
    tenantId: test.tenantId,
    clock: { nowMs: () => Date.now() },
    log,
    appId,
    appPassword,
    appType: "MultiTenant",
    authority,
    ...change,
  };
}

beforeEach(async () => {
  logged.length = 0;
  test = await openTestCore();
  standIn = await startTeamsStandIn();
  adapter = createTeamsAdapter(options());
});

afterEach(async () => {
  await adapter.idle();
  await standIn.stop();
  await test.close();
});

function activity(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: "message",
    id: "1732094102123",
    channelId: "msteams",
    serviceUrl: standIn.serviceUrl,
    from: ADA,
    recipient: { id: `28:${standIn.appId}`, name: "Rapport" },
    conversation: { id: CHAT, conversationType: "personal", tenantId: ENTRA_TENANT },
    channelData: { tenant: { id: ENTRA_TENANT } },
    locale: "en-US",
    text: "Where is my order?",
    ...change,
  };
}

async function post(body: unknown, token: string | undefined, to = adapter): Promise<HttpResponse> {
  const [route] = to.routes;
  if (route === undefined) throw new Error("no route");
  const response = await route.handle(teamsRequest(body, token));
  await to.idle();
  return response;
}

async function deliver(body: unknown, token?: TokenOptions, to = adapter): Promise<HttpResponse> {
  return post(body, await standIn.signToken(Date.now(), token), to);
}

function cardBody(message: unknown): readonly Record<string, unknown>[] {
  return cardMessage.parse(message).attachments[0].content.body;
}

function buttons(message: unknown): z.infer<typeof submits>["actions"] {
  return cardBody(message).flatMap((element) => submits.safeParse(element).data?.actions ?? []);
}

function text(message: unknown): string {
  return cardBody(message)
    .flatMap((element) => (element.type === "TextBlock" ? [element.text] : []))
    .join("\n");
}

/** Rates a decision at the core itself: `duplicate` if that rating is stored already. */
async function rate(decisionId: string, kind: "rated_up" | "rated_down"): Promise<string> {
  const { status } = await test.core.feedback({
    tenantId: test.tenantId,
    channel: "teams",
    decisionId,
    kind,
  });
  return status;
}

describe("a message", () => {
  it("gets typing and then a card at its serviceUrl, as an answer to it, with the bot's token", async () => {
    expect((await deliver(activity())).status).toBe(200);
    expect(standIn.sent.map(({ activity: { type } }) => type)).toEqual(["typing", "message"]);
    for (const sent of standIn.sent) {
      expect(sent.path).toBe(`/amer/v3/conversations/${encodeURIComponent(CHAT)}/activities/1732094102123`);
      expect(sent.authorization).toBe("Bearer stand-in-token");
    }
    expect(text(standIn.messages()[0])).toContain("order");
  });

  it("is answered with the AI label whole on the wire, once, and Teams' feedback buttons", async () => {
    await deliver(activity());
    expect(standIn.messages()[0]).toMatchObject({ channelData: { feedbackLoop: { type: "default" } } });
    expect(standIn.messages()[0]?.entities).toEqual([
      {
        type: "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        additionalType: ["AIGeneratedContent"],
      },
    ]);
  });

  it("is answered for the customer whom the directory names", async () => {
    standIn.members.set(ADA.id, {
      id: ADA.id,
      name: "Vera V",
      email: TEST_CUSTOMERS.vip.email,
      userPrincipalName: TEST_CUSTOMERS.vip.email,
    });
    await deliver(activity());
    expect(text(standIn.messages()[0])).toContain("Vera, your order A-1001 has priority");
    expect(standIn.memberLookups).toEqual([ADA.id]);
  });

  it("does not ask the directory about somebody known", async () => {
    standIn.members.set(ADA.id, { id: ADA.id, userPrincipalName: TEST_CUSTOMERS.vip.email });
    await deliver(activity());
    await test.core.drained();
    await deliver(activity({ id: "2" }));
    expect(standIn.memberLookups).toEqual([ADA.id]);
    expect(text(standIn.messages()[1])).toContain("Vera");
  });

  it("does not believe the free e-mail field of another organization's directory", async () => {
    standIn.members.set(ADA.id, {
      id: ADA.id,
      email: TEST_CUSTOMERS.vip.email,
      userPrincipalName: "mallory@elsewhere.example",
    });
    await deliver(activity());
    expect(text(standIn.messages()[0])).not.toContain("Vera");
  });

  it("believes the e-mail field of the company's own directory", async () => {
    standIn.members.set(ADA.id, {
      id: ADA.id,
      email: TEST_CUSTOMERS.vip.email,
      userPrincipalName: "vv@corp.example",
    });
    const own = createTeamsAdapter(options({ appType: "SingleTenant", appTenantId: ENTRA_TENANT }));
    await deliver(activity(), {}, own);
    expect(text(standIn.messages()[0])).toContain("Vera");
  });

  it("is answered, generically, when the directory knows nobody", async () => {
    await deliver(activity());
    expect(standIn.messages()).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain("vendor_refused");
  });

  it.each(["hi", "Hello", "help"])("%s is answered", async (word) => {
    await deliver(activity({ text: word }));
    expect(text(standIn.messages()[0])).not.toBe("");
  });

  it("without words, a picture say, is answered too", async () => {
    await deliver(activity({ text: undefined, attachments: [{ contentType: "image/*", contentUrl: "x" }] }));
    expect(text(standIn.messages()[0])).not.toBe("");
  });

  it("that was delivered before is acknowledged and not answered again", async () => {
    expect((await deliver(activity())).status).toBe(200);
    expect((await deliver(activity())).status).toBe(200);
    expect(standIn.messages()).toHaveLength(1);
  });

  it("with the same id in another chat is another message", async () => {
    await deliver(activity());
    await deliver(activity({ conversation: { id: "a:other", tenantId: ENTRA_TENANT } }));
    expect(standIn.messages()).toHaveLength(2);
  });

  it("that can't be answered is apologized for, logged by code and settled", async () => {
    standIn.refuse = ({ attachments }) => (attachments === undefined ? undefined : 400);
    expect((await deliver(activity())).status).toBe(200);
    expect(standIn.messages().map((message) => message.text)).toEqual([
      "Sorry, something went wrong on our side. Please try again in a moment.",
    ]);
    expect(JSON.stringify(logged)).toContain("vendor_refused");
    expect(await (await test.reopen()).interrupted(test.tenantId, "teams")).toEqual([]);
  });

  it("leaves neither text nor token in the log, even when Teams refuses the answer", async () => {
    standIn.refuse = () => 403;
    expect((await deliver(activity({ text: "my very private words" }))).status).toBe(200);
    expect(JSON.stringify(logged)).toContain("vendor_refused");
    expect(JSON.stringify(logged)).not.toMatch(/private|stand-in-token|stand-in-password|Bearer/);
  });
});

describe("buttons", () => {
  it("a choice gets the reply it names", async () => {
    await deliver(activity({ text: undefined, value: { choice: "size_help" } }));
    expect(text(standIn.messages()[0])).toContain("Measure your foot");
  });

  it.each([
    ["Yes", "rated_up"],
    ["No", "rated_down"],
  ] as const)("the thumb %s is stored once and thanked for once", async (title, kind) => {
    await deliver(activity());
    const thumb = buttons(standIn.messages()[0]).find((button) => button.title.endsWith(title));
    const pressed = activity({ id: "2", text: undefined, value: thumb?.data });
    expect((await deliver(pressed)).status).toBe(200);
    expect((await deliver(pressed)).status).toBe(200);
    expect(standIn.messages().map((message) => message.text)).toEqual([undefined, "Thanks for telling us."]);
    expect(await rate(String(thumb?.data.decisionId), kind)).toBe("duplicate");
  });

  it.each([
    ["like", "rated_up"],
    ["dislike", "rated_down"],
  ] as const)("Teams' own %s is stored for the decision behind the message", async (reaction, kind) => {
    await deliver(activity());
    const decisionId = String(buttons(standIn.messages()[0]).at(-1)?.data.decisionId);
    const response = await deliver(
      activity({
        type: "invoke",
        id: "2",
        name: "message/submitAction",
        replyToId: `sent-${standIn.sent.length}`,
        value: { actionName: "feedback", actionValue: { reaction, feedback: '{"feedbackText":"hm"}' } },
      }),
    );
    expect(response).toMatchObject({ status: 200, body: "{}" });
    expect(await rate(decisionId, kind)).toBe("duplicate");
  });

  it("an invoke that we don't know is 501", async () => {
    expect((await deliver(activity({ type: "invoke", name: "task/fetch", value: {} }))).status).toBe(501);
  });
});

describe("privacy in chat", () => {
  const customer = { id: ADA.id, name: "Vera V", userPrincipalName: TEST_CUSTOMERS.vip.email };
  const subject = {
    identifier: { type: "teams_user_id", value: `${ENTRA_TENANT}/${ADA.aadObjectId}` },
  } as const;

  it("leaves no trace of somebody who only asks what is known of them", async () => {
    await deliver(activity({ text: "What do you know about me?" }));
    expect(text(standIn.messages()[0])).toContain("I know nothing about you");
    await test.core.drained();
    expect(await test.core.privacy.read(subject, "service", "test")).toBeUndefined();
  });

  it.each(["channel", "groupChat"])("says in a %s only where to ask", async (conversationType) => {
    standIn.members.set(ADA.id, customer);
    const conversation = { id: "19:room", conversationType, tenantId: ENTRA_TENANT };
    await deliver(activity({ text: "What do you know about me?", conversation }));
    expect(text(standIn.messages()[0])).toBe("Please write to me in a direct message about that.");
    expect(buttons(standIn.messages()[0])).toEqual([]);
  });

  it("tells a customer their data in a personal chat, and forgets them when they confirm", async () => {
    standIn.members.set(ADA.id, customer);
    await deliver(activity({ text: "What do you know about me?" }));
    expect(text(standIn.messages()[0])).toContain("Vera");
    await deliver(activity({ id: "2", text: "forget me" }));
    const confirm = buttons(standIn.messages()[1])[0]?.data;
    await deliver(activity({ id: "3", text: undefined, value: confirm }));
    expect(text(standIn.messages()[2])).toContain("is deleted");
    await deliver(activity({ id: "4" }));
    expect(text(standIn.messages()[3])).not.toContain("Vera");
  });

  it("does not take the bot's removal from a chat for a wish to be forgotten", async () => {
    await deliver(activity({ text: undefined, value: { choice: "rapport:consent:yes:1" } }));
    await deliver(activity({ type: "installationUpdate", id: "2", text: undefined, action: "remove" }));
    expect(await test.core.privacy.read(subject, "service", "test")).toBeDefined();
  });
});

describe("installing", () => {
  it("welcomes once in a conversation, whichever event tells of it", async () => {
    const membersAdded = [{ id: `28:${standIn.appId}` }];
    await deliver(activity({ type: "conversationUpdate", id: "1", text: undefined, membersAdded }));
    await deliver(activity({ type: "installationUpdate", id: "2", text: undefined, action: "add" }));
    await deliver(activity({ type: "conversationUpdate", id: "3", text: undefined, membersAdded }));
    expect(standIn.messages()).toHaveLength(1);
    expect(standIn.messages()[0]?.text).toContain("**help**");
    expect(standIn.sent[0]?.path).toBe(`/amer/v3/conversations/${encodeURIComponent(CHAT)}/activities`);
  });

  it("welcomes nobody else who joins", async () => {
    await deliver(
      activity({ type: "conversationUpdate", text: undefined, membersAdded: [{ id: "29:ben" }] }),
    );
    expect(standIn.sent).toEqual([]);
  });
});

describe("after a crash", () => {
  it.each([
    ["message", "I was interrupted before I could answer. Could you send that once more?"],
    ["welcome", "Hi! I answer questions for our support team. Write yours here, or say **help**."],
  ])("makes up for a %s that was claimed and never sent, once", async (kind, said) => {
    await test.core.claim({
      tenantId: test.tenantId,
      channel: "teams",
      deliveryId: `${CHAT}/9`,
      address: {
        kind,
        serviceUrl: standIn.serviceUrl,
        conversationId: CHAT,
        tenantId: ENTRA_TENANT,
        botId: `28:${standIn.appId}`,
        userId: ADA.id,
        activityId: "9",
      },
    });
    adapter = createTeamsAdapter(options({ core: await test.reopen() }));
    await adapter.resume();
    await adapter.resume();
    expect(standIn.messages().map((message) => message.text)).toEqual([said]);
  });
});
