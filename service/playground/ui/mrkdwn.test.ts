import { expect, it } from "vitest";
import { parseMrkdwn } from "./mrkdwn.js";

const text = (value: string) => ({ kind: "text", text: value });

it("reads styles, code, links and mentions", () => {
  expect(parseMrkdwn("*Hi _you_*, see `a*b*` or <https://example.com/?a=1&amp;b=2|the page>, <@U1>")).toEqual(
    [
      { kind: "bold", children: [text("Hi "), { kind: "italic", children: [text("you")] }] },
      text(", see "),
      { kind: "code", text: "a*b*" },
      text(" or "),
      { kind: "link", url: "https://example.com/?a=1&b=2", text: "the page" },
      text(", "),
      { kind: "mention", text: "@U1" },
    ],
  );
});

it("leaves what is no style alone", () => {
  expect(parseMrkdwn("order_id_2 costs 3*4 * 5")).toEqual([text("order_id_2 costs 3*4 * 5")]);
});

it("gives back escaped markup as text", () => {
  expect(parseMrkdwn("&lt;script&gt;&amp;lt;")).toEqual([text("<script>&lt;")]);
});

it("makes no link of a script", () => {
  expect(parseMrkdwn("<javascript:alert(1)|click>")).toEqual([text("click")]);
});
