import { describe, expect, it } from "vitest";
import { feedbackDetail } from "./feedback-detail.js";

describe("feedbackDetail", () => {
  it("keeps how far texts are apart, and neither of them", () => {
    const edit = { suggested: "Hello Vera!", sent: "Hello Nino!" };
    // Four letters of eleven are others.
    expect(feedbackDetail({ edit })).toEqual({ edit: { characters: 4, share: 0.3636 } });
    expect(feedbackDetail({ edit: { suggested: "a", sent: "a" } })).toEqual({
      edit: { characters: 0, share: 0 },
    });
    expect(feedbackDetail({ edit: { suggested: "", sent: "" } })).toEqual({
      edit: { characters: 0, share: 0 },
    });
  });

  it("keeps the reason, and nothing where the kind says all", () => {
    expect(feedbackDetail({ reason: "wrong_tone" })).toEqual({ reason: "wrong_tone" });
    expect(feedbackDetail({})).toBeUndefined();
  });

  it("refuses texts that are too long", () => {
    const edit = { suggested: "a", sent: "b".repeat(20_001) };
    expect(() => feedbackDetail({ edit })).toThrow("a text of 20001 characters; at most 20000 are compared");
  });
});
