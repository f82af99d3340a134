import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineEvent } from "./outline-event.js";
import type { ProfileEvent } from "./profile-event.js";

const AT = "2026-11-23T12:00:00Z";

describe("outlineEvent", () => {
  it("shows names, types and lengths, and no value", () => {
    const outline = outlineEvent(
      {
        type: "track",
        event: "Order Completed",
        messageId: "vera-1",
        timestamp: AT,
        userId: "vera",
        properties: {
          total: 129.9,
          gift: true,
          note: null,
          products: [{ name: "Tent" }, { name: "Two-person tent", price: 3 }],
        },
        context: {
          traits: { email: "vera@mail.example" },
          externalIds: [
            { type: "slack_user_id", id: "T1/U1" },
            { type: "loyalty_card", id: "99" },
          ],
          device: { id: "d-1" },
        },
      },
      "api",
    );
    expect(outline).toMatchObject({
      type: "track",
      event: "Order Completed",
      timestamp: "2026-11-23T12:00:00.000Z",
      source: "api",
      identifiers: ["user_id", "slack_user_id", "other", "device_id", "email"],
      more: 0,
    });
    expect(outline.fields.map(({ path, type, length }) => [path, type, length])).toEqual([
      ["messageId", "string", 6],
      ["userId", "string", 4],
      ["properties", "object", 4],
      ["properties.total", "number", undefined],
      ["properties.gift", "boolean", undefined],
      ["properties.note", "null", undefined],
      ["properties.products", "array", 2],
      ["properties.products[]", "object", 2],
      ["properties.products[].name", "string", 15],
      ["properties.products[].price", "number", undefined],
      ["context", "object", 3],
      ["context.traits", "object", 1],
      ["context.traits.email", "string", 17],
      ["context.externalIds", "array", 2],
      ["context.externalIds[]", "object", 2],
      ["context.externalIds[].type", "string", 13],
      ["context.externalIds[].id", "string", 5],
      ["context.device", "object", 1],
      ["context.device.id", "string", 3],
    ]);
  });

  it.each(["vera@mail.example", "+43 660 1234567", "436601234567", "x".repeat(61), "4 3 6 6 0 1", ""])(
    "shows no name such as %j",
    (name) => {
      const event = {
        type: "track",
        event: name,
        messageId: "m",
        timestamp: AT,
        properties: { [name]: 1 },
      } as const;
      const outline = outlineEvent(event, "api");
      expect(outline.event).toBe("(unprintable name)");
      expect(outline.fields.map(({ path }) => path)).toContain("properties.(unprintable name)");
    },
  );

  it("takes what no schema would let in", () => {
    const odd = { type: "vera", timestamp: "Vera, 1 May", context: 7, traits: [], externalIds: null };
    expect(outlineEvent(odd as unknown as ProfileEvent, "api")).toMatchObject({
      type: "(unknown)",
      identifiers: [],
    });
    expect(outlineEvent(null as unknown as ProfileEvent, "api")).toMatchObject({
      type: "(unknown)",
      timestamp: "(unreadable)",
    });
  });

  it("shows 200 fields, and counts the others", () => {
    const traits = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`t${n}`, n]));
    const { fields, more } = outlineEvent({ type: "identify", messageId: "m", timestamp: AT, traits }, "api");
    expect([fields.length, more]).toEqual([200, 102]);
  });

  it("never lets a value through, wherever it stands", () => {
    const marked = fc.string().map((text) => `MARKER${text}`);
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        marked,
        fc.double(),
        fc.array(tie("any")),
        fc.dictionary(fc.constantFrom("plan", "name", "items", "id", "type"), tie("any")),
      ),
    })).any;
    fc.assert(
      fc.property(value, value, marked, (properties, context, text) => {
        const event = {
          type: text,
          event: "Known",
          messageId: text,
          timestamp: text,
          userId: text,
          properties,
          context,
        };
        expect(JSON.stringify(outlineEvent(event as unknown as ProfileEvent, "api"))).not.toContain("MARKER");
      }),
    );
  });
});
