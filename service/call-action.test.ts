import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { callAction } from "./call-action.js";

let close = () => {};
afterEach(() => close());

/** A shop's endpoint on loopback. */
async function endpoint(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rental?token=secret`;
}

const patient = () => new AbortController().signal;

describe("an action of the tenant's own", () => {
  it("is posted as JSON, and answers with an object", async () => {
    let seen: unknown;
    const url = await endpoint((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen = [request.method, request.headers["content-type"], JSON.parse(body)];
        response.end('{"price": 12}');
      });
    });
    const body = { action: "rental_price", key: "k", slots: { what: "tent" } };
    expect(await callAction(url, body, patient())).toEqual({ price: 12 });
    expect(seen).toEqual(["POST", "application/json", body]);
  });

  it.each<[string, string, RequestListener]>([
    ["vendor_unavailable", "answered 503", (_, response) => response.writeHead(503).end()],
    ["vendor_refused", "answered 404", (_, response) => response.writeHead(404).end()],
    ["vendor_refused", "no JSON object", (_, response) => response.end("<html>")],
    ["vendor_refused", "no JSON object", (_, response) => response.end("[1]")],
    ["vendor_refused", "no JSON object", (_, response) => response.end(`{"a":"${"x".repeat(70_000)}"}`)],
    [
      "vendor_unavailable",
      "can't be reached",
      (_, response) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end(),
    ],
    ["vendor_unavailable", "can't be reached", (request) => request.socket.destroy()],
  ])("fails with %s: %s", async (code, message, answer) => {
    const url = await endpoint(answer);
    const error = await callAction(url, {}, patient()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(String(error)).not.toContain("secret");
  });

  it("is given up as soon as nobody waits", async () => {
    const giveUp = new AbortController();
    const url = await endpoint(() => giveUp.abort());
    await expect(callAction(url, {}, giveUp.signal)).rejects.toMatchObject({ code: "vendor_unavailable" });
  });
});
