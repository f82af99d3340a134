import { describe, expect, it } from "vitest";
import { createZafHost } from "./zaf-host.js";

function start() {
  const posted: unknown[] = [];
  const inserted: unknown[] = [];
  const host = createZafHost({
    appGuid: "g",
    context: { product: "support" },
    metadata: { settings: {} },
    data: () => ({ ticket: { id: 42, requester: { email: "one@example.com" } } }),
    actions: { "ticket.editor.insert": (text) => void inserted.push(text) },
    api: () => undefined,
    request: () => Promise.reject(new Error("no request is expected")),
    post: (message) => posted.push(message),
  });
  const tell = (message: Record<string, unknown>) =>
    host.receive(JSON.stringify({ ...message, appGuid: "g" }));
  return { host, posted, inserted, tell };
}

describe("the host's half of the ZAF protocol", () => {
  it("registers an app that shakes hands, as text and as an object", () => {
    const { host, posted, tell } = start();
    tell({ key: "iframe.handshake" });
    host.receive({ key: "iframe.handshake", appGuid: "g" });
    const registered = {
      key: "zaf.app.registered",
      message: { context: { product: "support" }, metadata: { settings: {} } },
      instanceGuid: "g",
    };
    expect(posted).toEqual([registered, registered]);
  });

  it("answers nothing to another app or to noise", () => {
    const { host, posted } = start();
    host.receive({ key: "iframe.handshake", appGuid: "other" });
    host.receive("{");
    host.receive(null);
    expect(posted).toEqual([]);
  });

  it("reads paths, and names the one that is not there", () => {
    const { posted, tell } = start();
    tell({ id: 1, request: "get", params: ["ticket.requester.email", "ticket.constructor"] });
    expect(posted).toEqual([
      {
        id: 1,
        result: {
          "ticket.requester.email": "one@example.com",
          errors: {
            "ticket.constructor": {
              name: "APIError",
              path: "ticket.constructor",
              message: "is not available",
            },
          },
        },
      },
    ]);
  });

  it("invokes what is there and refuses what is not", () => {
    const { posted, inserted, tell } = start();
    tell({ id: 2, request: "invoke", params: { "ticket.editor.insert": ["Hello"], "ticket.delete": [] } });
    expect(inserted).toEqual(["Hello"]);
    expect(posted).toMatchObject([{ id: 2, result: { errors: { "ticket.delete": { name: "APIError" } } } }]);
  });

  it("fires only what the app listens to", () => {
    const { host, posted, tell } = start();
    host.trigger("ticket.conversation.changed");
    tell({ key: "iframe.on:ticket.conversation.changed", message: { subscriberCount: 1 } });
    host.trigger("ticket.conversation.changed");
    tell({ key: "iframe.off:ticket.conversation.changed", message: { subscriberCount: 0 } });
    host.trigger("ticket.conversation.changed");
    expect(posted).toEqual([{ key: "zaf.ticket.conversation.changed", message: {} }]);
  });

  it("waits for the answer to a hook, as an object, and goes on where nobody answers", async () => {
    const { host, posted, tell } = start();
    expect(await host.ask("ticket.save", 10_000)).toBe(true);
    expect(posted).toEqual([]);
    tell({ key: "iframe.on:ticket.save", message: { subscriberCount: 1 } });
    const allowed = host.ask("ticket.save", 10_000);
    expect(posted).toEqual([{ key: "zaf.ticket.save", needsReply: true }]);
    host.receive({ key: "iframe.reply:ticket.save", appGuid: "g" });
    expect(await allowed).toBe(true);
    const blocked = host.ask("ticket.save", 10_000);
    host.receive({ key: "iframe.reply:ticket.save", appGuid: "g", error: { msg: "not yet" } });
    expect(await blocked).toBe(false);
    expect(await host.ask("ticket.save", 1)).toBe(true);
  });

  it.each([
    [200, "zaf.request:1.done", [{ ok: 1 }, "success", { status: 200 }]],
    [401, "zaf.request:1.fail", [{ status: 401 }, "error", "401"]],
  ])("passes a request's answer of %i on", async (status, key, args) => {
    const answered = new Promise<unknown>((resolve) => {
      const host = createZafHost({
        appGuid: "g",
        context: {},
        metadata: {},
        data: () => ({}),
        actions: {},
        api: () => undefined,
        request: async () => ({ status, body: '{"ok":1}', contentType: "application/json" }),
        post: resolve,
      });
      host.receive({ key: "request:1", message: { url: "x" }, appGuid: "g" });
    });
    expect(await answered).toMatchObject({ key, message: { responseArgs: args } });
  });
  it.each([
    ["/api/v2/users/7/identities.json", "zaf.request:3.done", [{ count: 1 }, "success", { status: 200 }]],
    ["/api/v2/users/8/identities.json", "zaf.request:3.fail", [{ status: 404 }, "error", "404"]],
  ])("answers a read of Zendesk's own API itself: %s", async (path, key, args) => {
    const answered = new Promise<unknown>((resolve) => {
      const host = createZafHost({
        appGuid: "g",
        context: {},
        metadata: {},
        data: () => ({}),
        actions: {},
        api: (asked) => (asked === "/api/v2/users/7/identities.json" ? { count: 1 } : undefined),
        request: () => Promise.reject(new Error("no request to another host is expected")),
        post: resolve,
      });
      host.receive({ key: "request:3", message: { url: path, type: "GET" }, appGuid: "g" });
    });
    expect(await answered).toMatchObject({ key, message: { responseArgs: args } });
  });

  it("leaves a write to Zendesk's own API to the proxy, which refuses it", async () => {
    const asked: unknown[] = [];
    const options = { url: "/api/v2/users/7.json", type: "PUT" };
    const answered = new Promise<unknown>((resolve) => {
      const host = createZafHost({
        appGuid: "g",
        context: {},
        metadata: {},
        data: () => ({}),
        actions: {},
        api: () => ({}),
        request(made) {
          asked.push(made);
          return Promise.reject(new Error("refused"));
        },
        post: resolve,
      });
      host.receive({ key: "request:4", message: options, appGuid: "g" });
    });
    expect(await answered).toMatchObject({ key: "zaf.request:4.fail" });
    expect(asked).toEqual([options]);
  });
});
