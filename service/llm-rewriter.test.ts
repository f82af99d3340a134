import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Channel, Reply } from "../core/index.js";
import { openTestCore, rewriteReply, TEST_CUSTOMERS, type TestCore } from "../core/testing.js";
import { createLlmRewriter } from "./llm-rewriter.js";

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server on loopback that speaks as a language model's does. */
async function serveModel(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`, close };
}

async function modelAt(listener: RequestListener, timeoutMs = 5_000) {
  const { url, close } = await serveModel(listener);
  open.push(close);
  return createLlmRewriter({ url, model: "small-1", key: "secret-key", timeoutMs });
}

const completion = (content: string) => JSON.stringify({ choices: [{ message: { content } }] });

const TEXT = "Vera, order A-1 is on its way. It takes 2 days.";
const REQUEST = {
  text: TEXT,
  values: ["Vera", "A-1"],
  locale: "en",
  channel: "teams",
  allowSlack: false,
} as const;

describe("a language model", () => {
  it("is asked as OpenAI's is, with no value in the text", async () => {
    let seen: unknown;
    let asked: ChatRequest | undefined;
    const rewriter = await modelAt((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen = [request.method, request.url, request.headers.authorization];
        asked = JSON.parse(body);
        response.end(completion("  [[1]], your order [[2]] is on its way. That takes 2 days. "));
      });
    });
    expect(await rewriteReply(rewriter, { ...REQUEST, tone: "formal" })).toEqual({
      text: "Vera, your order A-1 is on its way. That takes 2 days.",
      rewritten: true,
    });
    expect(seen).toEqual(["POST", "/v1/chat/completions", "Bearer secret-key"]);
    expect(asked?.model).toBe("small-1");
    expect(asked?.messages.at(-1)).toEqual({
      role: "user",
      content: "[[1]], order [[2]] is on its way. It takes 2 days.",
    });
    expect(asked?.messages[0]?.content).toMatch(/language en.*formal/);
    expect(JSON.stringify(asked)).not.toMatch(/Vera|A-1/);
  });

  it.each<[string, string, RequestListener]>([
    ["unavailable", "503", (_, response) => response.writeHead(503).end()],
    ["unavailable", "401", (_, response) => response.writeHead(401).end("{}")],
    ["unavailable", "no JSON", (_, response) => response.end("<html>")],
    ["unavailable", "no choice", (_, response) => response.end('{"choices":[]}')],
    ["unavailable", "too much", (_, response) => response.end(completion("x".repeat(70_000)))],
    [
      "unavailable",
      "a redirect",
      (_, response) => response.writeHead(307, { location: "http://127.0.0.1:9" }).end(),
    ],
    ["empty", "nothing", (_, response) => response.end(completion(""))],
    [
      "tokens",
      "a lost value",
      (_, response) => response.end(completion("[[1]], it is on its way, in about 2 days.")),
    ],
    [
      "numbers",
      "a number of its own",
      (_, response) => response.end(completion("[[1]], order [[2]] is on its way. It takes 3 days.")),
    ],
    [
      "unchanged",
      "the same",
      (_, response) => response.end(completion("[[1]], order [[2]] is on its way. It takes 2 days.")),
    ],
  ])("that leaves the text as it is: %s for %s", async (refused, _what, listener) => {
    expect(await rewriteReply(await modelAt(listener), REQUEST)).toEqual({
      text: TEXT,
      rewritten: false,
      refused,
    });
  });

  it("is not waited for", async () => {
    const silent = await modelAt(() => {}, 100);
    expect(await rewriteReply(silent, REQUEST)).toMatchObject({ text: TEXT, refused: "unavailable" });
    // It began to answer, and stopped.
    const stuck = await modelAt((_, response) => response.write('{"choices":'), 100);
    expect(await rewriteReply(stuck, REQUEST)).toMatchObject({ text: TEXT, refused: "unavailable" });
  });

  it("names nothing of the text or the key when it fails", async () => {
    const rewriter = await modelAt((_, response) => response.writeHead(500).end());
    const failure = rewriter.rewrite({ system: "s", user: "the text" });
    await expect(failure).rejects.toThrow(/^the language model on 127\.0\.0\.1:\d+ answered 500$/);
  });
});

describe("a bot with a language model", () => {
  let test: TestCore;
  let close = () => {};
  const asked: string[] = [];

  beforeAll(async () => {
    const model = await serveModel((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        asked.push(body);
        const [, user] = (JSON.parse(body) as ChatRequest).messages;
        response.end(completion(user?.content.replace("your order", "now your order") ?? ""));
      });
    });
    close = model.close;
    const rewriter = createLlmRewriter({ url: model.url, model: "small-1", timeoutMs: 5_000 });
    test = await openTestCore({ core: { rewriting: { rewriter, allowSlack: false } } });
  });

  afterAll(async () => {
    await test.close();
    close();
  });

  function ask(channel: Channel, text: string): Promise<Reply> {
    return test.core.respond({
      tenantId: test.tenantId,
      channel,
      conversationId: `${channel}/${text}`,
      sender: { identifiers: [{ type: "email", value: TEST_CUSTOMERS.vip.email, verified: true }] },
      isPrivate: true,
      text,
    });
  }

  it("answers in its words, and says so", async () => {
    const reply = await ask("teams", "where is my order");
    expect(reply.text).toBe("Vera, now your order A-1001 has priority: it is confirmed.");
    expect(reply.receipt.reasons.at(-1)).toBe("Rewritten by small-1, checked against the library's text.");
    expect(asked).toHaveLength(1);
    expect(asked.join()).not.toMatch(/Vera|A-1001|where is my order/);
  });

  it("asks nothing of it in Slack, nor for what is no answer", async () => {
    const before = asked.length;
    const reply = await ask("slack", "where is my order");
    expect(reply.text).toBe("Vera, your order A-1001 has priority: it is confirmed.");
    expect(reply.receipt.reasons.join()).not.toContain("Rewritten");
    await ask("teams", "hello");
    await ask("teams", "what do you know about me?");
    expect(asked).toHaveLength(before);
  });
});
