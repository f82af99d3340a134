import { afterEach, describe, expect, it } from "vitest";
import { silentLog } from "../core/testing.js";
import { type HttpHost, startHttpHost } from "./http-host.js";
import { metricsRoute } from "./metrics-route.js";

const TOKEN = "metrics-token-of-the-tests";
const TYPE = "text/plain; version=0.0.4; charset=utf-8";
const METRICS = { contentType: TYPE, text: async () => "rapport_queue_up 1\n" };

let host: HttpHost;

afterEach(() => host.close());

async function scrape(token: string | undefined, authorization?: string) {
  host = await startHttpHost({ port: 0, hostname: "127.0.0.1", log: silentLog });
  host.serve([metricsRoute({ metrics: METRICS, token })]);
  const response = await fetch(`${host.url}/metrics`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return { response, body: await response.text() };
}

describe("GET /metrics", () => {
  it("answers in Prometheus' text format", async () => {
    const { response, body } = await scrape(undefined);
    expect([response.status, response.headers.get("content-type"), body]).toEqual([
      200,
      TYPE,
      "rapport_queue_up 1\n",
    ]);
  });

  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`])(
    "answers the bearer of the token: %s",
    async (authorization) => {
      expect((await scrape(TOKEN, authorization)).response.status).toBe(200);
    },
  );

  it.each([
    ["no header", undefined],
    ["another token", "Bearer metrics-token-of-nobody-"],
    ["the token's beginning", `Bearer ${TOKEN.slice(0, -1)}`],
    ["no token", "Bearer"],
    ["another scheme", `Basic ${TOKEN}`],
  ])("refuses %s", async (_what, authorization) => {
    const { response, body } = await scrape(TOKEN, authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(body).not.toContain("rapport_");
  });
});
