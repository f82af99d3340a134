import { expect, it } from "vitest";
import { plainSlackText } from "./plain-slack-text.js";

it.each([
  ["<@U0BOT> where is my order?", "where is my order?"],
  ["hey <@U0BOT|rapport>, hello", "hey , hello"],
  ["<!here> <!subteam^S1|@crew> help", "help"],
  ["see <#C1|orders> and <#C2>", "see #orders and"],
  ["<https://shop.example/a|my order> <https://shop.example/b>", "my order https://shop.example/b"],
  ["<mailto:helga@example.com|helga@example.com>", "helga@example.com"],
  ["boots &amp; poles &lt; 100 &gt; 50", "boots & poles < 100 > 50"],
  ["&amp;lt; stays escaped once", "&lt; stays escaped once"],
  ["  two   spaces\nand a line  ", "two spaces\nand a line"],
  ["<@U0BOT>", ""],
])("reads %j", (slack, plain) => {
  expect(plainSlackText(slack)).toBe(plain);
});
