import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONSENT_TEXT } from "../privacy/consent-text.js";
import { parsePrivacyRequest } from "../privacy/privacy-request.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import { type ConsentMoment, consentQuestion, shouldAsk } from "./consent-question.js";

const OPEN: ConsentMoment = {
  reply: { kind: "answer", locale: "en" },
  consent: { personalization: { allowed: false, status: "not_asked", askAgain: false } },
  context: {},
  waits: false,
  erased: false,
  isPrivate: true,
  consentText: DEFAULT_CONSENT_TEXT,
};

describe("shouldAsk", () => {
  it.each<[string, Partial<ConsentMoment>, boolean]>([
    ["under the first answer", {}, true],
    ["of a stranger", { consent: {} }, true],
    [
      "again when the text changed",
      { consent: { personalization: { allowed: false, status: "denied", askAgain: true } } },
      true,
    ],
    ["under a question of a flow", { reply: { kind: "flow", locale: "en" }, waits: true }, false],
    ["under an answer after which a flow asks", { reply: { kind: "flow", locale: "en" } }, true],
    ["under a greeting", { reply: { kind: "greeting", locale: "en" } }, false],
    ["when nothing was understood", { reply: { kind: "unsure", locale: "en" } }, false],
    ["under a privacy reply", { reply: { kind: "privacy", locale: "en" } }, false],
    ["twice in a conversation", { context: { askedVersion: "1" } }, false],
    ["in a shared room", { isPrivate: false }, false],
    ["of somebody who was erased", { erased: true }, false],
    [
      "after a yes",
      { consent: { personalization: { allowed: true, status: "granted", askAgain: false } } },
      false,
    ],
    [
      "after a no",
      { consent: { personalization: { allowed: false, status: "denied", askAgain: false } } },
      false,
    ],
    [
      "after a withdrawal",
      { consent: { personalization: { allowed: false, status: "withdrawn", askAgain: false } } },
      false,
    ],
    [
      "for what is in use until it is refused",
      { consent: { personalization: { allowed: true, status: "not_asked", askAgain: false } } },
      false,
    ],
  ])("%s: %#", (_, change, expected) => {
    expect(shouldAsk({ ...OPEN, ...change })).toBe(expected);
  });

  it("asks when any asked purpose is open, and minds no other", () => {
    const consentText = { ...DEFAULT_CONSENT_TEXT, purposes: ["personalization", "analytics"] as const };
    const granted = { allowed: true, status: "granted", askAgain: false } as const;
    const open = { allowed: false, status: "not_asked", askAgain: false } as const;
    expect(shouldAsk({ ...OPEN, consentText, consent: { personalization: granted, analytics: open } })).toBe(
      true,
    );
    expect(
      shouldAsk({
        ...OPEN,
        consentText,
        consent: { personalization: granted, analytics: granted, marketing: open },
      }),
    ).toBe(false);
  });

  it("never asks where others read along, whatever else is true", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("answer", "greeting", "unsure", "privacy"),
        fc.constantFrom("granted", "denied", "withdrawn", "not_asked"),
        fc.boolean(),
        fc.boolean(),
        (kind, status, askAgain, erased) => {
          const consent = { personalization: { allowed: false, status, askAgain } } as const;
          const reply = { kind, locale: "en" } as const;
          expect(shouldAsk({ ...OPEN, reply, consent, erased, isPrivate: false })).toBe(false);
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });
});

describe("consentQuestion", () => {
  it("speaks the reply's language, and its buttons come back as answers to this version", () => {
    const ask = consentQuestion({ ...OPEN, reply: { kind: "answer", locale: "de-AT" } });
    expect(ask?.text).toContain("Darf ich");
    expect(ask?.choices.map(({ title }) => title)).toEqual(["Ja, gern", "Nein, danke"]);
    expect(ask?.choices.map(({ replyKey }) => parsePrivacyRequest({ text: "", choice: replyKey }))).toEqual([
      { kind: "consent", granted: true, version: "1" },
      { kind: "consent", granted: false, version: "1" },
    ]);
  });

  it("is not there when it is not the moment", () => {
    expect(consentQuestion({ ...OPEN, erased: true })).toBeUndefined();
  });
});
