import { expect, it } from "vitest";
import { sentReply } from "./sent-reply.js";

const REPLY = "Your order is on its way.\nIt comes on Monday.";

it("a reply that stands in the comment was sent, whatever stands around it and however it is broken", () => {
  expect(sentReply("d", REPLY, REPLY)).toEqual({ decisionId: "d", kind: "sent" });
  expect(sentReply("d", REPLY, `Hi!\n\n${REPLY.replace("\n", "\n\n ")}\n\nAlex`)).toEqual({
    decisionId: "d",
    kind: "sent",
  });
});

it("a reply that was changed was edited, with both texts", () => {
  expect(sentReply("d", REPLY, "Your order is on its way. It comes on Tuesday.")).toEqual({
    decisionId: "d",
    kind: "edited",
    edit: {
      suggested: "Your order is on its way. It comes on Monday.",
      sent: "Your order is on its way. It comes on Tuesday.",
    },
  });
});

it("no comment says nothing, and a long one is cut", () => {
  expect(sentReply("d", REPLY, " \n ")).toBeUndefined();
  expect(sentReply("d", REPLY, "a".repeat(30_000))?.edit?.sent).toHaveLength(20_000);
});
