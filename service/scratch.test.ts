import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "vitest";
import { openTestCore } from "../core/testing.js";
import { loadDemo } from "./load-demo.js";

it("talks", async () => {
  const dir = mkdtempSync(join(tmpdir(), "talk-"));
  const test = await openTestCore({ stocked: false, dataDir: dir });
  const company = await loadDemo(test.core, dir, Date.now(), false);
  const out: string[] = [];
  const say = async (
    channel: "slack" | "teams",
    who: number,
    conv: string,
    text: string,
    choice?: string,
  ) => {
    const c = company!.featured[who]!;
    const reply = await test.core.respond({
      tenantId: test.tenantId,
      channel,
      conversationId: conv,
      isPrivate: true,
      text,
      sender: { identifiers: [{ type: "email", value: c.email }] },
      ...(choice ? { choice } : {}),
    });
    out.push(
      `> ${text}${choice ? ` [${choice}]` : ""}`,
      `  [${reply.kind} ${reply.receipt.source.key} ${reply.receipt.source.variant} ${reply.locale}] ${reply.text.replaceAll("\n", "\n     ")}`,
      reply.choices.length
        ? `  choices: ${reply.choices.map((x) => x.title + "=" + x.replyKey).join(" | ")}`
        : "",
    );
  };
  const conv = async (
    ch: "slack" | "teams",
    who: number,
    id: string,
    ...lines: (string | [string, string])[]
  ) => {
    out.push("", `=== ${ch} ${company!.featured[who]!.firstName} ${id}`);
    for (const l of lines)
      typeof l === "string" ? await say(ch, who, id, l) : await say(ch, who, id, l[0], l[1]);
  };
  await conv("teams", 0, "c1", "Where is my order?", "and the other one?", "thanks");
  await conv(
    "teams",
    0,
    "c2",
    "I want to send something back",
    "do you ship to Switzerland?",
    "it's too small",
    "no, the other order",
    "never mind",
  );
  await conv(
    "slack",
    1,
    "c3",
    "I'm allergic to down, which sleeping bag can I buy?",
    "the second one",
    "what did you say?",
  );
  await conv(
    "teams",
    3,
    "c4",
    "Ich bin allergisch gegen Daunen, was können Sie empfehlen?",
    "eine Jacke",
    "Ich möchte mit einem Menschen sprechen",
  );
  await conv(
    "teams",
    1,
    "c5",
    "please answer in German",
    "Where is my order?",
    "I love recycled jackets",
    "ok",
  );
  await conv(
    "teams",
    2,
    "c6",
    "I want to complain, this is the worst service",
    "the courier was rude",
    "yes",
  );
  await conv(
    "teams",
    0,
    "c7",
    "blorp fizzle quux",
    "zork frotz",
    "I'd like to upgrade my membership",
    "Summit",
    "yes",
  );
  console.log(out.join("\n"));
  await test.close();
}, 300_000);
