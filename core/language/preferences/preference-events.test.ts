import { describe, expect, it } from "vitest";
import { readProfile } from "../../consent/read-profile.js";
import { profileEventSchema } from "../../events/profile-event.js";
import { createInventory } from "../../privacy/data-inventory.js";
import { stripEvent } from "../../privacy/strip-event.js";
import { sweepProfile } from "../../privacy/sweep-profile.js";
import { applyEvent } from "../../profiles/apply-event.js";
import { emptyProfile, type Profile } from "../../profiles/profile.js";
import { testProducts } from "../../recommend/test-products.js";
import { readPreferences } from "./find-preferences.js";
import { preferenceAttributes } from "./preference-attributes.js";
import { preferenceEvents } from "./preference-events.js";

const attributes = preferenceAttributes(testProducts);
const inventory = createInventory();
const START_MS = Date.parse("2026-11-23T00:00:00Z");
const DAY_MS = 86_400_000;

interface Said {
  readonly day: number;
  readonly text: string;
  readonly channel?: "slack" | "zendesk";
}

/** A profile after its person wrote these. */
function profileAfter(...said: readonly Said[]): Profile {
  return said
    .flatMap(({ day, text, channel = "zendesk" }) =>
      preferenceEvents(readPreferences(text, attributes), {
        turnId: `turn-${day}`,
        channel,
        timestamp: new Date(START_MS + day * DAY_MS).toISOString(),
        identifiers: [{ type: "email", value: "vera@mail.example" }],
      }),
    )
    .map((event) => stripEvent(profileEventSchema.parse(event), "self", inventory))
    .reduce((profile, { event, dropped }) => {
      expect(dropped).toEqual([]);
      return applyEvent(profile, event, "self", inventory);
    }, emptyProfile(START_MS));
}

/** @param regime under `ccpa` all is allowed until refused, under `gdpr` nothing but service until granted */
function view(profile: Profile, purpose: "service" | "personalization", regime: "gdpr" | "ccpa", day = 2) {
  const nowMs = START_MS + day * DAY_MS;
  const { fields, preferences, withheld } = readProfile(profile, purpose, {
    regime,
    inventory,
    restricted: false,
    nowMs,
  });
  const own = Object.entries(fields).filter(([field]) => field.startsWith("preferences."));
  return { fields: Object.fromEntries(own), preferences, withheld: withheld.map(({ field }) => field) };
}

const SAID: readonly Said[] = [
  { day: 0, text: "I prefer wool and I don't like leather. Please never call me." },
  { day: 1, text: "I'm allergic to down. E-mail only, and please answer in German." },
];

describe("what somebody stated in a conversation", () => {
  it("is read for personalization with consent, and withheld without", () => {
    const profile = profileAfter(...SAID);
    expect(view(profile, "personalization", "ccpa").fields).toEqual({
      "preferences.likes": "wool",
      "preferences.avoids": "leather",
      "preferences.never": "down",
      "preferences.no_contact": "phone",
      "preferences.contact_channel": "email",
      "preferences.language": "de",
    });
    const { fields, preferences, withheld } = view(profile, "personalization", "gdpr");
    expect([fields, preferences]).toEqual([{}, []]);
    expect(withheld).toContain("preferences.never");
  });

  it("tells the service how to serve, and nothing of tastes and allergies", () => {
    const { fields, preferences } = view(profileAfter(...SAID), "service", "gdpr");
    expect(fields).toEqual({
      "preferences.no_contact": "phone",
      "preferences.contact_channel": "email",
      "preferences.language": "de",
    });
    expect(preferences.map(({ object, turnId, source }) => [object, turnId, source])).toEqual([
      ["email", "turn-1", "self"],
      ["phone", "turn-0", "self"],
    ]);
  });

  it("holds no word of what they wrote", () => {
    const json = JSON.stringify(profileAfter(...SAID));
    for (const word of ["allergic", "prefer ", "never call", "please"]) expect(json).not.toContain(word);
  });

  it("gives way to what they say later, in whichever order it is heard of", () => {
    const [earlier, later] = [
      { day: 0, text: "I hate wool. Don't call me." },
      { day: 1, text: "actually I do like wool. And the best way to reach me is by phone." },
    ];
    for (const profile of [profileAfter(earlier, later), profileAfter(later, earlier)]) {
      expect(view(profile, "personalization", "ccpa").fields).toEqual({
        "preferences.likes": "wool",
        "preferences.contact_channel": "phone",
      });
    }
  });

  it("ends when they withdraw it, in whichever order it is heard of, and is kept no more", () => {
    const [earlier, later] = [
      { day: 0, text: "I'm allergic to down, I hate wool and I love merino. Never call me." },
      { day: 1, text: "I'm not allergic to down after all. You may call me again." },
    ];
    for (const profile of [profileAfter(earlier, later), profileAfter(later, earlier)]) {
      const { fields, preferences } = view(profile, "personalization", "ccpa");
      expect(fields).toEqual({ "preferences.likes": "merino", "preferences.avoids": "wool" });
      expect(preferences.map(({ object }) => object)).toEqual(["merino", "wool"]);
      expect(Object.keys(profile.preferences).sort()).toEqual([
        "contact:phone:avoids:withdrawn",
        "product:down:avoids:withdrawn",
        "product:merino:likes",
        "product:wool:avoids",
      ]);
    }
  });

  it("begins anew when they say it again, and not when they withdraw what they never said", () => {
    const withdrawn = { day: 0, text: "I'm not allergic to down" };
    expect(view(profileAfter(withdrawn), "personalization", "ccpa").fields).toEqual({});
    const again = profileAfter(withdrawn, { day: 1, text: "I'm allergic to down" });
    expect(view(again, "personalization", "ccpa").fields).toEqual({ "preferences.never": "down" });
  });

  it("loses a dislike's hardness with what is withdrawn in the same breath", () => {
    const profile = profileAfter(
      { day: 0, text: "I'm allergic to wool" },
      { day: 1, text: "I'm not allergic to wool, I just don't like wool" },
    );
    expect(view(profile, "personalization", "ccpa").fields).toEqual({ "preferences.avoids": "wool" });
  });

  it("in Slack steers its conversation only, but for how to be served", () => {
    const profile = profileAfter(...SAID.map((said) => ({ ...said, channel: "slack" as const })));
    expect(view(profile, "personalization", "ccpa").fields).toEqual({
      "preferences.no_contact": "phone",
      "preferences.contact_channel": "email",
      "preferences.language": "de",
    });
  });

  it("ends with its retention, an allergy too, and sooner where nothing allows it", () => {
    const profile = profileAfter(...SAID);
    const swept = (day: number, regime: "gdpr" | "ccpa") =>
      Object.keys(
        sweepProfile(profile, { inventory, regime, nowMs: START_MS + day * DAY_MS }).profile.preferences,
      );
    expect(swept(2, "ccpa").length).toBe(Object.keys(profile.preferences).length);
    expect(swept(3, "gdpr")).toEqual(["contact:phone:never", "contact:email:likes"]);
    expect(swept(740, "ccpa")).toEqual(["contact:email:likes"]);
    expect(view(profile, "personalization", "ccpa", 740).fields).not.toHaveProperty("preferences.never");
  });

  it("is dropped where it is no preference", () => {
    const event = (properties: Readonly<Record<string, unknown>>) =>
      profileEventSchema.parse({
        type: "track",
        event: "Preference Stated",
        messageId: "m",
        timestamp: new Date(START_MS).toISOString(),
        userId: "u-1",
        properties: {
          kind: "product",
          object: "wool",
          polarity: "likes",
          strength: 0.5,
          hard: false,
          ...properties,
        },
      });
    const kept = (properties: Readonly<Record<string, unknown>>) =>
      Object.keys(applyEvent(emptyProfile(START_MS), event(properties), "api", inventory).preferences);
    expect(kept({})).toEqual(["product:wool:likes"]);
    for (const wrong of [
      { kind: "language" },
      { kind: "contact" },
      { object: "I wrote a whole sentence here, which is no attribute at all, and goes on" },
      { polarity: "constructor" },
      { strength: -0.1 },
      { strength: 0, polarity: "avoids", hard: true },
      { strength: "1" },
      { hard: true },
      { turn_id: "a text with spaces" },
    ]) {
      expect(kept(wrong)).toEqual([]);
    }
  });
});
