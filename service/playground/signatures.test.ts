import { describe, expect, it } from "vitest";
import { slackSignatureHeaders } from "./slack-signature.js";
import { zendeskSignatureHeaders } from "./zendesk-signature.js";

describe("the stand-ins' signatures", () => {
  it("signs the example of Slack's own documentation", () => {
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(slackSignatureHeaders("8f742231b10e8888abcd99yyyzzz85a5", body, 1_531_420_618_000)).toEqual({
      "x-slack-request-timestamp": "1531420618",
      "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    });
  });

  it("signs Zendesk's timestamp and body as openssl does", () => {
    expect(zendeskSignatureHeaders("playground-secret", '{"a":1}', 1_700_000_000_000)).toEqual({
      "x-zendesk-webhook-signature-timestamp": "2023-11-14T22:13:20.000Z",
      "x-zendesk-webhook-signature": "oahtClbp0BLKIVgUvafJDAM8bonig5FB3oK6u2w34t8=",
    });
  });
});
