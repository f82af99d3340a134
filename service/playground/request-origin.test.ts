import { describe, expect, it } from "vitest";
import { crossOriginReason, isLoopbackHost } from "./request-origin.js";

describe("who may drive the playground", () => {
  it.each(["localhost:3978", "127.0.0.1:3978", "127.0.0.1", "[::1]:3978"])("takes the host %s", (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "rebound.example:3978",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "10.0.0.5",
  ])("refuses the host %s", (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });

  const host = "127.0.0.1:3978";
  it("takes its own page", () => {
    expect(
      crossOriginReason({ host, origin: `http://${host}`, "sec-fetch-site": "same-origin" }),
    ).toBeUndefined();
  });

  it.each([
    ["no word about who asks", { host }],
    ["another site", { host, origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    [
      "another port of this machine",
      { host, origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-site" },
    ],
    ["an opaque origin", { host, origin: "null" }],
    [
      "a rebound name",
      { host: "evil.example", origin: "http://evil.example", "sec-fetch-site": "same-origin" },
    ],
    [
      "a false origin under a true fetch site",
      { host, origin: "http://evil", "sec-fetch-site": "same-origin" },
    ],
  ])("refuses %s", (_name, headers) => {
    expect(crossOriginReason(headers)).toBeDefined();
  });
});
