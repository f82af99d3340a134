import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createZendeskClient } from "./zendesk-client.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A Support API that gives the next answer of the list to each request, and the last one for ever. */
async function supportApi(...answers: readonly [Answer, ...Answer[]]) {
  const requests: { url: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url, authorization: request.headers.authorization });
    const answer = answers[Math.min(requests.length, answers.length) - 1] ?? answers[0];
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const settings = { url: `http://127.0.0.1:${port}/api/v2`, email: "bot@example.com", token: "t0ken" };
  return { settings, requests };
}

const USER = {
  id: 35436,
  name: "Ada Example",
  email: "ada@example.com",
  verified: true,
  locale: "de",
  role: "end-user",
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(body));
  };

const ADDRESS = { id: 1, user_id: 35436, type: "email", value: USER.email, verified: true, primary: true };
const identities = (...listed: readonly unknown[]) =>
  json(200, { identities: listed, next_page: null, previous_page: null, count: listed.length });

const ok = json(200, { user: USER });
const silence: Answer = () => undefined;
const QUICK = { backoffMs: 1, retries: 2 };

test("a user is asked for with the API token and read", async () => {
  const { settings, requests } = await supportApi(ok, identities(ADDRESS));
  expect(await createZendeskClient(settings).user("35436")).toEqual({
    id: "35436",
    role: "end-user",
    name: "Ada Example",
    verifiedEmail: "ada@example.com",
    locale: "de",
  });
  const basic = Buffer.from("bot@example.com/token:t0ken").toString("base64");
  expect(requests).toEqual([
    { url: "/api/v2/users/35436.json", authorization: `Basic ${basic}` },
    { url: "/api/v2/users/35436/identities.json", authorization: `Basic ${basic}` },
  ]);
});

test("an address that Zendesk did not verify is left out", async () => {
  const { settings, requests } = await supportApi(json(200, { user: { ...USER, verified: false } }));
  expect(await createZendeskClient(settings).user("35436")).not.toHaveProperty("verifiedEmail");
  expect(requests).toHaveLength(1);
});

test("a user who is verified by something else is not by the address", async () => {
  const phone = { ...ADDRESS, id: 2, type: "phone_number", value: "+15550100" };
  const { settings } = await supportApi(ok, identities({ ...ADDRESS, verified: false }, phone));
  const user = await createZendeskClient(settings).user("35436");
  expect(user?.name).toBe("Ada Example");
  expect(user).not.toHaveProperty("verifiedEmail");
});

test("identities that can't be read now are asked for again later, as the user is", async () => {
  const { settings, requests } = await supportApi(ok, json(503, {}));
  await expect(createZendeskClient(settings, QUICK).user("35436")).rejects.toMatchObject({
    code: "vendor_unavailable",
  });
  expect(requests).toHaveLength(4);
});

test("a user who is deleted between the two requests is known without the address", async () => {
  const { settings } = await supportApi(ok, json(404, { error: "RecordNotFound" }));
  expect(await createZendeskClient(settings).user("35436")).not.toHaveProperty("verifiedEmail");
});

test("429 waits for Retry-After and tries again", async () => {
  const { settings, requests } = await supportApi(json(429, {}, { "retry-after": "0" }), ok, identities());
  const client = createZendeskClient(settings, { backoffMs: 1_000_000 });
  expect((await client.user("35436"))?.name).toBe("Ada Example");
  expect(requests).toHaveLength(3);
});

test("a Retry-After above the limit is not waited for", async () => {
  const { settings, requests } = await supportApi(json(429, {}, { "retry-after": "3600" }), ok);
  await expect(createZendeskClient(settings, QUICK).user("35436")).rejects.toMatchObject({
    code: "vendor_unavailable",
    message: "zendesk answered 429",
  });
  expect(requests).toHaveLength(1);
});

test.each([500, 502, 503, 504])("%i is retried, then thrown", async (status) => {
  const { settings, requests } = await supportApi(json(status, {}));
  await expect(createZendeskClient(settings, QUICK).user("1")).rejects.toMatchObject({
    code: "vendor_unavailable",
    message: `zendesk answered ${status}`,
  });
  expect(requests).toHaveLength(3);
});

test("500 once, then a user", async () => {
  const { settings } = await supportApi(json(500, {}), ok, identities());
  expect((await createZendeskClient(settings, QUICK).user("35436"))?.id).toBe("35436");
});

test("an API that never answers is given up", async () => {
  const { settings, requests } = await supportApi(silence);
  const client = createZendeskClient(settings, { ...QUICK, timeoutMs: 40 });
  await expect(client.user("1")).rejects.toMatchObject({ code: "vendor_unavailable" });
  expect(requests).toHaveLength(3);
});

test("an answer that breaks off is not taken for a user", async () => {
  const { settings } = await supportApi((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write("{");
    response.destroy();
  });
  await expect(createZendeskClient(settings, QUICK).user("1")).rejects.toMatchObject({
    code: "vendor_unavailable",
  });
});

test("404 is no user", async () => {
  const { settings, requests } = await supportApi(json(404, { error: "RecordNotFound" }));
  expect(await createZendeskClient(settings, QUICK).user("1")).toBeUndefined();
  expect(requests).toHaveLength(1);
});

test.each([401, 403, 422])("%i is refused without a retry", async (status) => {
  const { settings, requests } = await supportApi(json(status, { error: "Couldn't authenticate you" }));
  await expect(createZendeskClient(settings, QUICK).user("1")).rejects.toMatchObject({
    code: "vendor_refused",
    message: `zendesk answered ${status}`,
  });
  expect(requests).toHaveLength(1);
});

test("a redirect is refused, so the token stays with the configured host", async () => {
  const elsewhere = await supportApi(ok);
  const { settings } = await supportApi(json(302, {}, { location: elsewhere.settings.url }));
  await expect(createZendeskClient(settings, QUICK).user("1")).rejects.toMatchObject({
    code: "vendor_refused",
  });
  expect(elsewhere.requests).toHaveLength(0);
});

test("a body that is not a user is refused", async () => {
  const { settings } = await supportApi(json(200, { user: { name: 3 } }));
  await expect(createZendeskClient(settings, QUICK).user("1")).rejects.toMatchObject({
    code: "vendor_refused",
    message: "zendesk answered something that is not a user",
  });
});
