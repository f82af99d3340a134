import { describe, expect, it } from "vitest";
import { replyRecordSchema } from "./reply-record.js";
import { bodyAt, bodyFor, withBodyAt } from "./variant-place.js";

const reply = replyRecordSchema.parse({
  key: "refund",
  title: "Refund",
  body: "for everybody",
  variants: [
    { segment: "vip", body: "for vip" },
    { locale: "de", body: "für alle" },
  ],
});
const vip = { segment: "vip", locale: "en" };

describe("places of variants", () => {
  it("a place has its own text, or the wider one's", () => {
    expect(bodyAt(reply, vip)).toBe("for vip");
    expect(bodyAt(reply, { segment: undefined, locale: "en" })).toBe("for everybody");
    expect(bodyAt(reply, { segment: "vip", locale: "de" })).toBeUndefined();
    expect(bodyFor(reply, { segment: "vip", locale: "de" })).toBe("für alle");
    expect(bodyFor(reply, { segment: "new", locale: "fr" })).toBe("for everybody");
  });

  it("a text at a new place is put beside the others", () => {
    const changed = withBodyAt(reply, { segment: "new", locale: "en" }, "for newcomers");
    expect(changed.variants).toEqual([
      ...reply.variants,
      { segment: "new", locale: "en", body: "for newcomers" },
    ]);
    expect(changed.body).toBe("for everybody");
  });

  it("a text at a place that has one replaces it", () => {
    expect(withBodyAt(reply, vip, "better").variants[0]).toEqual({ segment: "vip", body: "better" });
    expect(withBodyAt(reply, { segment: undefined, locale: "de" }, "besser").variants[1]).toEqual({
      locale: "de",
      body: "besser",
    });
    const own = withBodyAt(reply, { segment: undefined, locale: "EN" }, "better");
    expect(own).toEqual({ ...reply, body: "better" });
  });
});
