import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifySlackRequest } from "./verify-slack-request.js";

/** The example of Slack's page "Verifying requests from Slack". */
const EXAMPLE = {
  signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
  timestamp: "1531420618",
  signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
};
const SIGNED_AT_MS = 1531420618_000;

function check(
  changes: {
    readonly timestamp?: string;
    readonly signature?: string;
    readonly body?: string;
    readonly nowMs?: number;
    readonly headers?: Readonly<Record<string, string | undefined>>;
  } = {},
): string {
  const result = verifySlackRequest({
    signingSecret: EXAMPLE.signingSecret,
    body: Buffer.from(changes.body ?? EXAMPLE.body),
    nowMs: changes.nowMs ?? SIGNED_AT_MS,
    headers: changes.headers ?? {
      "x-slack-request-timestamp": changes.timestamp ?? EXAMPLE.timestamp,
      "x-slack-signature": changes.signature ?? EXAMPLE.signature,
    },
  });
  return result.ok ? "ok" : result.reason;
}

/** A right signature over any timestamp. */
function signatureAt(timestamp: string): string {
  const hmac = createHmac("sha256", EXAMPLE.signingSecret).update(`v0:${timestamp}:${EXAMPLE.body}`);
  return `v0=${hmac.digest("hex")}`;
}

describe("verifySlackRequest", () => {
  it("accepts Slack's own example", () => {
    expect(check()).toBe("ok");
  });

  it("accepts up to 5 minutes of age and 5 seconds ahead", () => {
    expect(check({ nowMs: SIGNED_AT_MS + 300_000 })).toBe("ok");
    expect(check({ nowMs: SIGNED_AT_MS + 300_001 })).toBe("stale");
    expect(check({ nowMs: SIGNED_AT_MS - 5_000 })).toBe("ok");
    expect(check({ nowMs: SIGNED_AT_MS - 5_001 })).toBe("future");
  });

  it("refuses another body, key or timestamp", () => {
    expect(check({ body: `${EXAMPLE.body}&x=1` })).toBe("mismatch");
    expect(check({ signature: `v0=${"0".repeat(64)}` })).toBe("mismatch");
    expect(check({ timestamp: "1531420619" })).toBe("mismatch");
  });

  it("refuses missing headers", () => {
    expect(check({ headers: {} })).toBe("headers_missing");
    expect(check({ headers: { "x-slack-signature": EXAMPLE.signature } })).toBe("headers_missing");
    expect(check({ headers: { "x-slack-request-timestamp": EXAMPLE.timestamp } })).toBe("headers_missing");
  });

  it.each(["", "NaN", "Infinity", "1531420618.0", " 1531420618", "1e9", "-1", "0x5b479c8a", "1531420618;x"])(
    "refuses the timestamp %j although it was signed",
    (timestamp) => {
      expect(check({ timestamp, signature: signatureAt(timestamp) })).toBe("headers_garbled");
    },
  );

  it.each([
    "",
    "v0",
    "v0=",
    "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    "v0=ä",
    "==",
  ])("refuses the signature %j", (signature) => {
    expect(check({ signature })).toBe("headers_garbled");
  });
});
