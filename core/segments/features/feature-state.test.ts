import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileEvent } from "../../events/profile-event.js";
import { createInventory } from "../../privacy/data-inventory.js";
import { applyEvent } from "../../profiles/apply-event.js";
import { arbitraryEvents, personNamed } from "../../profiles/arbitrary-events.js";
import { emptyProfile, type Profile } from "../../profiles/profile.js";
import { PROPERTY_RUNS } from "../../property-runs.js";
import { type FeatureState, featureState } from "./feature-state.js";
import { featureVector } from "./feature-vector.js";
import { stepFeatures } from "./step-features.js";

const inventory = createInventory();
const vera = personNamed("vera");
const NOW_MS = Date.parse("2026-11-24T00:00:00Z");
const NOBODY = emptyProfile(NOW_MS);
const source = fc.constantFrom("api", "zendesk", "teams", "slack", "import");

interface Step {
  readonly profile: Profile;
  readonly state: FeatureState;
}

function step({ profile, state }: Step, event: ProfileEvent, from = "api"): Step {
  const after = applyEvent(profile, event, from, inventory);
  return { profile: after, state: stepFeatures(state, profile, after, event) };
}

const START: Step = { profile: NOBODY, state: featureState(NOBODY) };

const track = (event: string, properties: Record<string, unknown>, day: number): ProfileEvent => ({
  type: "track",
  event,
  properties,
  messageId: `${event}-${day}`,
  timestamp: new Date(NOW_MS - day * 86_400_000).toISOString(),
  userId: "u",
});

/** More events than `arbitraryEvents` makes: prices with cents, other years, and names that objects inherit. */
const unusual = fc.oneof(
  fc
    .record({
      event: fc.constantFrom("Order Completed", "Order Refunded", "Order Updated"),
      order_id: fc.constantFrom("O-1", "constructor", "__proto__", "9"),
      total: fc.oneof(fc.double(), fc.constantFrom(0.1, 0.2, 19.99, "12.34")),
      day: fc.integer({ min: -20, max: 900 }),
    })
    .map(({ event, day, ...properties }) => track(event, properties, day)),
  fc
    .record({
      event: fc.constantFrom("Ticket Created", "Ticket Solved", "Ticket Reopened"),
      ticket_id: fc.constantFrom("7", "toString"),
      satisfaction: fc.constantFrom("good", "bad", "none"),
      day: fc.integer({ min: 0, max: 900 }),
    })
    .map(({ event, day, ...properties }) => track(event, properties, day)),
  fc
    .constantFrom("constructor", "tents", "valueOf")
    .map((category) => track("Product Viewed", { category }, 3)),
);

const stream = fc
  .tuple(arbitraryEvents(vera, 16), fc.array(unusual, { maxLength: 10 }))
  .chain(([events, others]) => {
    const all = [...events, ...others];
    // Twice the same list: events come out of order, and again.
    return fc.shuffledSubarray([...all, ...all], { minLength: 1 });
  });

describe("stepFeatures", () => {
  it("equals the state of the whole profile after each event, out of order and repeated too", () => {
    fc.assert(
      fc.property(stream, fc.array(source, { minLength: 1 }), (events, sources) => {
        let now = START;
        for (const [n, event] of events.entries()) {
          now = step(now, event, sources[n % sources.length]);
          expect(now.state).toEqual(featureState(now.profile));
          expect(JSON.stringify(now.state.weeks)).toBe(JSON.stringify(featureState(now.profile).weeks));
        }
      }),
      { numRuns: PROPERTY_RUNS * 3 },
    );
  });

  it("finds the last order anew when it turns out to be older", () => {
    const late = [
      track("Order Completed", { order_id: "a", total: 5 }, 20),
      track("Order Shipped", { order_id: "b" }, 2),
    ].reduce((now, event) => step(now, event), START);
    const older = step(late, track("Order Completed", { order_id: "b", total: 7 }, 30));
    expect(featureVector(late.state, NOW_MS)[0]).toBe(2);
    expect(featureVector(older.state, NOW_MS)[0]).toBe(20);
  });

  it("stays exact in a profile so full that entries fall out", () => {
    const fill = Array.from({ length: 505 }, (_, n) => [
      track("Order Completed", { order_id: `o${n}`, total: 0.1 }, 600 - n),
      track("Ticket Created", { ticket_id: `t${n}`, satisfaction: "bad" }, 600 - n),
      track("Product Viewed", { category: `c${n}` }, 1),
    ]).flat();
    const full = fill.reduce((now, event) => step(now, event), START);
    expect(full.state).toEqual(featureState(full.profile));
    expect(full.state.lifetime).toMatchObject({ orders: 500, orderedCents: 5000, tickets: 500 });
  });
});

it("holds no key but numbers and the plan", () => {
  fc.assert(
    fc.property(stream, (events) => {
      const { state } = events.reduce((now, event) => step(now, event), START);
      const { plan, ...numbers } = state;
      expect(JSON.stringify(numbers)).not.toMatch(/vera|Vera|O-1|wool|tents/);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

describe("a zero-copy channel", () => {
  it("changes no feature, whatever it sends", () => {
    fc.assert(
      fc.property(stream, fc.array(fc.boolean(), { minLength: 1 }), (events, fromSlack) => {
        let [without, all] = [NOBODY, NOBODY];
        for (const [n, event] of events.entries()) {
          const isSlack = fromSlack[n % fromSlack.length] === true;
          all = applyEvent(all, event, isSlack ? "slack" : "api", inventory);
          if (!isSlack) without = applyEvent(without, event, "api", inventory);
        }
        expect(featureState(all)).toEqual(featureState(without));
        expect(featureVector(featureState(all), NOW_MS)).toEqual(
          featureVector(featureState(without), NOW_MS),
        );
      }),
      { numRuns: PROPERTY_RUNS * 3 },
    );
  });

  it("is not counted by another's word either, nor from what was kept before", () => {
    const kept: Profile = {
      ...NOBODY,
      messages: { slack: 9 },
      traits: { "purchases.plan": { value: "summit", source: "slack", observedAtMs: 1, confidence: 1 } },
      preferences: {
        "product:wool:likes": {
          ...{ kind: "product", object: "wool", polarity: "likes", strength: 1, hard: false },
          ...{ turnId: "t", source: "slack", atMs: 1 },
        },
      },
    };
    expect(featureState(kept)).toEqual(featureState(NOBODY));
  });
});
