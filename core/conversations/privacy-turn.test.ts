import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConsentDecision } from "../consent/decide-consent.js";
import { PURPOSES, type Purpose } from "../consent/purpose.js";
import { RapportError } from "../error.js";
import { DEFAULT_CONSENT_TEXT } from "../privacy/consent-text.js";
import type { ProfileFields } from "../profiles/profile-fields.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import type { Reply } from "../replies/reply.js";
import { tenantId } from "../tenant-id.js";
import { describePerson, type OwnView } from "./describe-person.js";
import type { InboundMessage } from "./inbound-message.js";
import type { OwnLanguage } from "./own-language.js";
import { answerPrivacyRequest, type DeskAnswers, type PrivacyDesk, privacyTopic } from "./privacy-turn.js";

function consentOf(granted: readonly Purpose[]): Record<Purpose, ConsentDecision> {
  const decisions = PURPOSES.map((purpose): [Purpose, ConsentDecision] => [
    purpose,
    purpose === "service" || granted.includes(purpose)
      ? { allowed: true, status: "granted", basis: "consent", askAgain: false }
      : { allowed: false, status: "not_asked", basis: `${purpose} was never asked for`, askAgain: false },
  ]);
  return Object.fromEntries(decisions) as Record<Purpose, ConsentDecision>;
}

const VERA: OwnView = {
  fields: {
    "demographics.first_name": "Vera",
    "preferences.language": "en",
    "purchases.orders_total": 3,
    "purchases.spend_12m": 312.5,
    "behaviour.newsletter_reader": true,
  },
  consent: consentOf(["personalization"]),
  restricted: false,
};

/** As the inventory calls them. */
const LABELS: Readonly<Record<string, Readonly<Record<OwnLanguage, string>>>> = {
  "demographics.first_name": { en: "First name", de: "Vorname" },
  "demographics.country": { en: "Country", de: "Land" },
  "preferences.language": { en: "Language", de: "Sprache" },
  "purchases.orders_total": { en: "Orders", de: "Bestellungen" },
  "purchases.spend_12m": { en: "Spent in 12 months", de: "Ausgegeben in 12 Monaten" },
};

/** A desk over one person's record, as the core's is over its storage: what was asked of it can be looked at. */
function deskOf(held: OwnView | undefined, link?: string) {
  let view = held;
  const asked: unknown[] = [];
  const desk: PrivacyDesk = {
    async view() {
      asked.push("view");
      return view;
    },
    label: (attribute, language) => LABELS[attribute]?.[language],
    async recordConsent(answers: DeskAnswers) {
      asked.push(answers);
      if (view === undefined && !Object.values(answers.answers).includes(true)) return undefined;
      const granted = PURPOSES.filter((purpose) => answers.answers[purpose] === true);
      view = { ...(view ?? { fields: {}, restricted: false }), consent: consentOf(granted) };
      return view;
    },
    async correct(attribute, value) {
      asked.push([attribute, value]);
      if (value === "Nowhere")
        throw new RapportError("request_malformed", "demographics.country: not a country");
      if (view !== undefined) view = { ...view, fields: { ...view.fields, [attribute]: value } };
      return view;
    },
    async erase() {
      asked.push("erase");
      const was = view !== undefined;
      view = undefined;
      return was;
    },
    async createDownloadLink() {
      asked.push("link");
      return link;
    },
  };
  return { desk, asked, held: () => view };
}

async function say(
  said: { text?: string; choice?: string; isPrivate?: boolean; locale?: string; preferredLanguage?: string },
  desk: PrivacyDesk,
): Promise<Reply> {
  const message: InboundMessage = {
    tenantId: tenantId("test"),
    channel: "slack",
    conversationId: "T1/D1",
    sender: {
      identifiers: [{ type: "slack_user_id", value: "T1/U1" }],
      ...(said.locale === undefined ? {} : { locale: said.locale }),
    },
    isPrivate: said.isPrivate ?? true,
    text: said.text ?? "",
    ...(said.choice === undefined ? {} : { choice: said.choice }),
  };
  const request = privacyTopic(message);
  if (request === undefined) throw new Error("an ordinary message");
  return answerPrivacyRequest(request, message, desk, {
    preferredLanguage: said.preferredLanguage,
    consent: VERA.consent.personalization,
    consentText: DEFAULT_CONSENT_TEXT,
    tenantName: "Test Outfitters",
  });
}

const keysOf = (reply: Reply) => reply.choices.map(({ replyKey }) => replyKey);

describe("what do you know about me", () => {
  it("lists it by module in plain words, with what it may be used for and what to do", async () => {
    const reply = await say({ text: "What do you know about me?" }, deskOf(VERA).desk);
    expect(reply.text.split("\n").slice(0, 20)).toEqual([
      "This is what I know about you:",
      "",
      "You",
      "• First name: Vera",
      "",
      "Your preferences",
      "• Language: English",
      "",
      "Your purchases",
      "• Orders: 3",
      "• Spent in 12 months: 312.5",
      "",
      "Your visits",
      "• Newsletter reader: yes",
      "",
      "What it may be used for",
      "• Answers made for you: allowed by you",
      "• Analytics: not in use, as you were never asked",
      "• Training of models: not in use, as you were never asked",
      "• Marketing: not in use, as you were never asked",
    ]);
    expect(reply).toMatchObject({ kind: "privacy", locale: "en", suggestions: [] });
    expect(keysOf(reply)).toEqual([
      "rapport:privacy:download",
      "rapport:privacy:stop",
      "rapport:privacy:forget",
    ]);
  });

  it("has a receipt of names, never values", async () => {
    const { receipt } = await say({ text: "What do you know about me?" }, deskOf(VERA).desk);
    expect(receipt).toMatchObject({
      source: { key: "privacy", variant: "view/en" },
      consent: { purpose: "personalization", status: "granted" },
      fields: expect.arrayContaining(["demographics.first_name"]),
    });
    expect(JSON.stringify(receipt)).not.toMatch(/Vera|312/);
  });

  it("is answered in the language that is recorded, else written, else the platform's", async () => {
    const text = async (said: Parameters<typeof say>[0]) => (await say(said, deskOf(VERA).desk)).text;
    expect(await text({ text: "Was weißt du über mich?", locale: "en-US" })).toContain("• Vorname: Vera");
    expect(await text({ text: "Was weißt du über mich?", preferredLanguage: "en" })).toContain(
      "• First name: Vera",
    );
    expect(await text({ choice: "rapport:privacy:view", locale: "de-DE" })).toContain("• Sprache: Englisch");
    expect(await text({ choice: "rapport:privacy:view" })).toContain("• Language: English");
  });

  it("says that data is restricted", async () => {
    const reply = await say({ text: "show my data" }, deskOf({ ...VERA, restricted: true }).desk);
    expect(reply.text).toContain("Your data is restricted");
  });

  it.each([
    ["What do you know about me?"],
    ["download my data"],
    ["forget me"],
    ["Yes, forget me"],
    ["my city is Bonn"],
  ])("of a stranger: %s", async (text) => {
    const { desk, asked } = deskOf(undefined);
    const reply = await say({ text }, desk);
    expect(reply.text).toContain("I know nothing about you");
    expect(reply.choices).toEqual([]);
    expect(asked).not.toContain("link");
  });
});

describe("describePerson", () => {
  it("stays within 3,500 characters, and counts what has no room", () => {
    const field = fc.tuple(
      fc.constantFrom("demographics", "purchases", "behaviour", "loyalty"),
      fc.stringMatching(/^[a-z_]{1,30}$/),
      fc.oneof(fc.string({ maxLength: 400 }), fc.integer(), fc.boolean()),
    );
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 120 }),
        fc.constantFrom("en" as const, "de" as const),
        (all, language) => {
          const fields: ProfileFields = Object.fromEntries(
            all.map(([module, name, value]) => [`${module}.${name}`, value]),
          );
          const text = describePerson({ ...VERA, fields }, language, () => undefined);
          expect(text.length).toBeLessThanOrEqual(3_500);
          const shown = text.split("\n").filter((line) => line.startsWith("• ")).length - 4;
          const left = Number(/^… (?:and|und) (\d+) /m.exec(text)?.[1] ?? 0);
          expect(shown + left).toBe(Object.keys(fields).length);
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("says values in the person's language, and a company's own as they are", () => {
    const fields: ProfileFields = {
      "demographics.country": "CH",
      "preferences.no_contact": "phone, sms, pigeon",
      "preferences.tone": "formal",
      "purchases.cart_status": "ordered",
      "purchases.last_order_status": "shipped",
      "purchases.last_order_total": "129.90 EUR",
      "purchases.subscription_status": "constructor",
      "purchases.plan": "summit",
      "interactions.mean_resolution_hours": 0,
    };
    const valuesIn = (language: OwnLanguage) => {
      const lines = describePerson({ ...VERA, fields }, language, (attribute) => attribute).split("\n");
      return Object.fromEntries(
        Object.keys(fields).map((field) => {
          const line = lines.find((each) => each.startsWith(`• ${field}: `));
          return [field.split(".")[1], line?.slice(field.length + 4)];
        }),
      );
    };
    expect(valuesIn("de")).toEqual({
      country: "Schweiz",
      no_contact: "Telefon, SMS, pigeon",
      tone: "förmlich",
      cart_status: "leer, alles wurde bestellt",
      last_order_status: "versandt",
      last_order_total: "129,90 €",
      subscription_status: "constructor",
      plan: "summit",
      mean_resolution_hours: "weniger als 1",
    });
    expect(valuesIn("en")).toMatchObject({
      country: "Switzerland",
      cart_status: "empty, all of it was ordered",
      last_order_status: "shipped",
      last_order_total: "€129.90",
      mean_resolution_hours: "less than 1",
    });
  });

  it("says so when nothing but the acquaintance is recorded", () => {
    expect(describePerson({ ...VERA, fields: {} }, "en", () => undefined)).toContain("That you wrote to us");
  });
});

describe("consent in chat", () => {
  it("records the answer to the question with its version and language", async () => {
    const { desk, asked } = deskOf(VERA);
    const reply = await say({ choice: "rapport:consent:yes:1", locale: "de" }, desk);
    expect(asked).toEqual([
      { answers: { personalization: true }, method: "prompt", textVersion: "1", locale: "de" },
    ]);
    expect(reply.text).toBe(DEFAULT_CONSENT_TEXT.texts.de?.thanksYes);
    expect(reply.ask).toBeUndefined();
  });

  it("records a no, and says that the answers stay general", async () => {
    const { desk, asked } = deskOf(VERA);
    const reply = await say({ choice: "rapport:consent:no:1" }, desk);
    expect(asked).toMatchObject([{ answers: { personalization: false } }]);
    expect(reply.text).toContain("general answers");
    expect(reply.receipt.consent.status).toBe("not_asked");
  });

  it("asks again instead of taking an answer to an older text", async () => {
    const { desk, asked } = deskOf(VERA);
    const reply = await say({ choice: "rapport:consent:yes:0" }, desk);
    expect(asked).toEqual([]);
    expect(reply.ask?.choices.map(({ replyKey }) => replyKey)).toEqual([
      "rapport:consent:yes:1",
      "rapport:consent:no:1",
    ]);
  });

  it("stops what was asked to stop, at once, and offers the way on", async () => {
    const { desk, asked } = deskOf(VERA);
    const reply = await say({ text: "do not sell or share my data" }, desk);
    expect(asked).toEqual([
      { answers: { marketing: false, model_training: false }, method: "chat", locale: "en" },
    ]);
    expect(reply.text).toContain("training of models and marketing");
    expect(keysOf(reply)).toEqual(["rapport:privacy:view", "rapport:privacy:forget"]);
  });

  it.each([
    ["don't use my data for marketing", "en", ["marketing"], "marketing"],
    ["I don't want ads", "en", ["marketing"], "marketing"],
    ["Keine Werbung bitte", "de", ["marketing"], "Werbung"],
    ["don't use my data for analytics", "en", ["analytics"], "analytics"],
  ] as const)(
    "records and confirms the refusal of one purpose: %s",
    async (text, locale, purposes, named) => {
      const { desk, asked } = deskOf(VERA);
      const reply = await say({ text }, desk);
      const answers = Object.fromEntries(purposes.map((purpose) => [purpose, false]));
      expect(asked).toEqual([{ answers, method: "chat", locale }]);
      expect(reply.text).toContain(named);
    },
  );

  it("answers what is about their data, and unclear, with what can be asked, and records nothing", async () => {
    const { desk, asked } = deskOf(VERA);
    const reply = await say({ text: "I never agreed to you collecting my personal information" }, desk);
    expect(asked).toEqual([]);
    expect(reply).toMatchObject({ kind: "privacy", locale: "en" });
    for (const words of ["stop using my data", "what do you know", "correct", "download", "forget me"]) {
      expect(reply.text).toContain(words);
    }
    expect(keysOf(reply)).toEqual(
      ["stop", "view", "download", "forget"].map((action) => `rapport:privacy:${action}`),
    );
    // What the answer says can be written is understood.
    for (const [, quoted] of reply.text.matchAll(/["„]([^"“]+)["“]/g)) {
      expect(privacyTopic({ text: quoted ?? "" })?.kind).toMatch(/stop|view|correct|download|forget/);
    }
    const german = await say({ text: "Meine Daten dürfen nicht weitergegeben werden" }, desk);
    expect(german.text).toContain("Vergiss mich");
    for (const [, quoted] of german.text.matchAll(/„([^“]+)“/g)) {
      expect(privacyTopic({ text: quoted ?? "" })?.kind).toMatch(/stop|view|correct|download|forget/);
    }
  });

  it("says to a stranger who refuses that there is nothing to use", async () => {
    const reply = await say({ text: "stop using my data" }, deskOf(undefined).desk);
    expect(reply.text).toContain("there is nothing that I could use");
  });

  it("starts for the purposes that the company asks for, without a text's version", async () => {
    const { desk, asked } = deskOf(undefined);
    const reply = await say({ text: "Use my data" }, desk);
    expect(asked).toEqual([{ answers: { personalization: true }, method: "chat", locale: "en" }]);
    expect(reply.receipt.consent.status).toBe("granted");
  });
});

describe("forget me", () => {
  it("asks first, and does nothing on keep", async () => {
    const { desk, held } = deskOf(VERA);
    const first = await say({ text: "Forget me" }, desk);
    expect(keysOf(first)).toEqual(["rapport:privacy:forget-confirm", "rapport:privacy:keep"]);
    expect((await say({ choice: "rapport:privacy:keep" }, desk)).text).toContain("stays as it is");
    expect(held()).toBe(VERA);
  });

  it("erases once it is confirmed, and says what is kept", async () => {
    const { desk, held } = deskOf(VERA);
    const reply = await say({ choice: "rapport:privacy:forget-confirm" }, desk);
    expect(held()).toBeUndefined();
    expect(reply.text).toContain("keyed fingerprint");
    expect(reply.receipt.consent.status).toBe("not_asked");
    expect((await say({ choice: "rapport:privacy:view" }, desk)).text).toContain("I know nothing about you");
  });
});

describe("corrections", () => {
  it("says what was changed, in the language that was just chosen", async () => {
    const { desk, held } = deskOf(VERA);
    const reply = await say({ text: "My language is German", preferredLanguage: "en" }, desk);
    expect(reply).toMatchObject({ text: "Erledigt: Sprache ist jetzt „Deutsch“.", locale: "de" });
    expect(reply.receipt.fields).toEqual(["preferences.language"]);
    expect(held()?.fields["preferences.language"]).toBe("de");
  });

  it("says so when the value is none", async () => {
    const reply = await say({ text: "my country is Nowhere" }, deskOf(VERA).desk);
    expect(reply.text).toContain("could not store that as your country");
  });
});

describe("download", () => {
  it("gives the link, or says who sends it", async () => {
    const link = "https://rapport.example/my-data/ticket";
    expect((await say({ text: "download my data" }, deskOf(VERA, link).desk)).text).toContain(link);
    expect((await say({ text: "download my data" }, deskOf(VERA).desk)).text).toContain(
      "Test Outfitters sends you",
    );
  });
});

it.each([
  "What do you know about me?",
  "download my data",
  "stop using my data",
  "forget me",
  "Yes, forget me",
  "my city is Bonn",
])("in a shared room %s reveals and changes nothing", async (text) => {
  const { desk, asked } = deskOf(VERA);
  const reply = await say({ text, isPrivate: false, preferredLanguage: "de" }, desk);
  expect(reply.text).toBe("Please write to me in a direct message about that.");
  expect(asked).toEqual([]);
  expect(reply.choices).toEqual([]);
  expect(reply.ask).toBeUndefined();
  expect(reply.receipt.consent.status).toBe("not_asked");
  const pressed = await say({ choice: "rapport:consent:yes:1", isPrivate: false }, desk);
  expect(pressed.text).toBe(reply.text);
  expect(asked).toEqual([]);
});
