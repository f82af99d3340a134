import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileEvent } from "../events/profile-event.js";
import { applyEvent } from "../profiles/apply-event.js";
import { arbitraryEvents, personNamed } from "../profiles/arbitrary-events.js";
import { eventIdentifiers } from "../profiles/identity/event-identifiers.js";
import { emptyProfile } from "../profiles/profile.js";
import { PROPERTY_RUNS } from "../property-runs.js";
import { createInventory } from "./data-inventory.js";
import { minimizeEvent } from "./minimize-event.js";
import { stripEvent } from "./strip-event.js";

const inventory = createInventory();
const base = { messageId: "m", timestamp: "2026-11-24T00:00:00Z", userId: "u" } as const;

/** Everything that anything is made of from an event. */
function effectOf(event: ProfileEvent) {
  return {
    profile: applyEvent(emptyProfile(0), event, "api", inventory),
    history: minimizeEvent(event, inventory),
    identifiers: eventIdentifiers(event),
  };
}

describe("an event that is stripped", () => {
  it("has the same effect, and strips to itself", () => {
    fc.assert(
      fc.property(
        arbitraryEvents(personNamed("vera")),
        fc.dictionary(
          fc.string({ maxLength: 12 }).map((name) => `x${name}`),
          fc.jsonValue(),
        ),
        (events, noise) => {
          for (const event of events) {
            const noisy = {
              ...event,
              context: { ...noise, ...event.context },
              ...("traits" in event ? { traits: { ...noise, ...event.traits } } : {}),
              ...("properties" in event ? { properties: { ...noise, ...event.properties } } : {}),
            } as ProfileEvent;
            const stripped = stripEvent(noisy, "api", inventory);
            expect(effectOf(stripped.event)).toEqual(effectOf(noisy));
            expect(stripEvent(stripped.event, "api", inventory).event).toEqual(stripped.event);
          }
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it("names all that went, and holds none of it", () => {
    const event = {
      ...base,
      type: "track",
      event: "Order Completed",
      properties: {
        order_id: "A-1",
        revenue: 12,
        card_number: "4111-secret",
        products: [{ name: "Tent", price: 12, gift_note: "secret" }],
      },
      context: {
        ip: "secret",
        library: { name: "secret" },
        traits: { firstName: "Vera", shoeSize: "secret", address: { city: "Graz", street: "secret" } },
        externalIds: [{ id: "T1/U1", type: "slack_user_id", collection: "secret" }],
        device: { id: "d-1", model: "secret" },
        consent: { categoryPreferences: { personalization: true } },
      },
    } as const;
    const { event: stripped, dropped } = stripEvent(event as unknown as ProfileEvent, "api", inventory);
    expect(JSON.stringify(stripped)).not.toContain("secret");
    expect([...dropped].sort()).toEqual([
      "address.street",
      "context.device.model",
      "context.externalIds",
      "context.ip",
      "context.library",
      "products.gift_note",
      "properties.card_number",
      "shoeSize",
    ]);
    expect(stripped.context).toEqual({
      traits: { firstName: "Vera", address: { city: "Graz" } },
      externalIds: [{ id: "T1/U1", type: "slack_user_id" }],
      device: { id: "d-1" },
      consent: { categoryPreferences: { personalization: true } },
    });
  });

  it("of no declared name keeps nothing but whom it is about", () => {
    const event: ProfileEvent = { ...base, type: "track", event: "Secret Deed", properties: { secret: 1 } };
    expect(stripEvent(event, "api", inventory)).toEqual({
      event: { ...base, type: "track", event: "Secret Deed" },
      dropped: ["event Secret Deed"],
    });
  });

  it("of an account keeps what is said of the account", () => {
    const traits = { name: "Larkfell", plan: "summit", vat_number: "secret" };
    const event: ProfileEvent = { ...base, type: "group", groupId: "g-1", traits };
    const stripped = stripEvent(event, "api", inventory);
    expect(stripped.dropped).toEqual(["group vat_number"]);
    expect(effectOf(stripped.event)).toEqual(effectOf(event));
  });

  it("keeps a trait from the sources that may bring it only", () => {
    const rare = inventory.attributes.find(({ sources, from }) => sources !== "any" && from !== "derived");
    if (rare === undefined || rare.from === "derived") return expect(rare).toBeUndefined();
    const [name = ""] = rare.from;
    const event: ProfileEvent = { ...base, type: "identify", traits: { [name]: "x" } };
    expect(stripEvent(event, "nowhere", inventory).event).toEqual({ ...base, type: "identify", traits: {} });
  });
});
