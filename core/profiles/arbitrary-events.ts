/** For property tests: what may come in about one person. */
import fc from "fast-check";
import type { ProfileEvent } from "../events/profile-event.js";

/** Times collide often, so that ties are met. */
const START_MS = Date.parse("2026-09-01T00:00:00Z");
const arbitraryTime = fc
  .integer({ min: 0, max: 40 })
  .map((n) => new Date(START_MS + n * 43_200_000).toISOString());

/** A person's identifiers, all theirs. */
export interface ArbitraryPerson {
  readonly userId: string;
  readonly email: string;
  readonly anonymousId: string;
  readonly slackId: string;
}

/** Somebody who shares no identifier with a person of another `name`. */
export function personNamed(name: string): ArbitraryPerson {
  return {
    userId: `u-${name}`,
    email: `${name}@mail.example`,
    anonymousId: `anon-${name}`,
    slackId: `T1/${name}`,
  };
}

const words = (...texts: readonly string[]) => fc.constantFrom(...texts);
const orders = words("O-1", "O-2", "O-3");
const tickets = words("7", "8");
const money = fc.integer({ min: 1, max: 400 });

type Body = Partial<ProfileEvent> & Pick<ProfileEvent, "type">;

const track = (event: string, properties: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Body> =>
  properties.map((given) => ({ type: "track", event, properties: given }) as Body);

const identify: fc.Arbitrary<Body> = fc
  .record(
    {
      firstName: words("Vera", "Vero", "V."),
      plan: words("trail", "ridge", "summit"),
      language: words("en", "de"),
      address: fc.record({ city: words("Graz", "Wien"), country: words("AT", "DE") }),
      shoeSize: fc.integer({ min: 36, max: 47 }),
    },
    { requiredKeys: [] },
  )
  .map((traits) => ({ type: "identify", traits }));

const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 3, arbitrary: identify },
  ...["Order Completed", "Order Updated", "Order Shipped", "Order Refunded", "Order Cancelled"].map((event) =>
    track(
      event,
      fc.record(
        {
          order_id: orders,
          total: money,
          currency: words("EUR", "USD"),
          products: fc.array(fc.record({ name: words("tent", "boots"), price: money }), { maxLength: 2 }),
        },
        { requiredKeys: ["order_id"] },
      ),
    ),
  ),
  ...["Ticket Created", "Ticket Solved", "Ticket Reopened", "Ticket Status Changed"].map((event) =>
    track(
      event,
      fc.record(
        {
          ticket_id: tickets,
          status: words("open", "pending", "solved"),
          satisfaction: words("good", "bad"),
        },
        { requiredKeys: ["ticket_id"] },
      ),
    ),
  ),
  track("Product Viewed", fc.record({ category: words("tents", "boots") })),
  track("Subscription Upgraded", fc.record({ plan: words("ridge", "summit") })),
  track("Email Opened", fc.constant({})),
  track(
    "Preference Stated",
    fc
      .record({
        kind: words("product", "contact"),
        object: words("wool", "down", "phone", "email"),
        polarity: words("likes", "avoids"),
        strength: fc.constantFrom(0, 0.35, 0.65, 0.9, 1),
        hard: fc.boolean(),
        turn_id: words("t-1", "t-2"),
      })
      // Nobody likes a thing without exception, nor takes it back so.
      .map((stated) => ({
        ...stated,
        hard: stated.hard && stated.polarity === "avoids" && stated.strength > 0,
      })),
  ),
  track("Message Received", fc.record({ channel: words("slack", "teams") })),
  track("Something Else", fc.constant({ secret: "undeclared" })),
  fc.constant<Body>({ type: "page", name: "Home" }),
);

const consent = fc.record(
  {
    categoryPreferences: fc.dictionary(
      words("personalization", "analytics", "marketing", "model_training"),
      fc.boolean(),
    ),
    gpc: fc.boolean(),
    until: words("2026-09-05T00:00:00Z", "2030-01-01T00:00:00Z"),
    textVersion: words("1", "0"),
  },
  { requiredKeys: [] },
);

/** Which of a person's identifiers an event names; at least one. */
const naming = fc.subarray(["userId", "email", "anonymousId", "slackId"] as const, { minLength: 1 });

/** An event about a person. `messageId` says which of the list it is. */
function arbitraryEvent(person: ArbitraryPerson): fc.Arbitrary<Omit<ProfileEvent, "messageId">> {
  return fc
    .record({ given: body, names: naming, timestamp: arbitraryTime, said: fc.option(consent, { freq: 3 }) })
    .map(({ given, names, timestamp, said }) => {
      const externalIds = [
        ...(names.includes("email") ? [{ type: "email", id: person.email }] : []),
        ...(names.includes("slackId") ? [{ type: "slack_user_id", id: person.slackId }] : []),
      ];
      return {
        ...given,
        timestamp,
        ...(names.includes("userId") ? { userId: person.userId } : {}),
        ...(names.includes("anonymousId") ? { anonymousId: person.anonymousId } : {}),
        context: { externalIds, ...(said === null ? {} : { consent: said }) },
      } as Omit<ProfileEvent, "messageId">;
    });
}

/** Up to `maxLength` events about one person, with ids of their own. */
export function arbitraryEvents(
  person: ArbitraryPerson,
  maxLength = 12,
): fc.Arbitrary<readonly ProfileEvent[]> {
  return fc
    .array(arbitraryEvent(person), { minLength: 1, maxLength })
    .map((events) =>
      events.map((event, n) => ({ ...event, messageId: `${person.userId}-${n}` }) as ProfileEvent),
    );
}

/** An event that names all of a person's identifiers, or those of several people. */
export function linkingEvent(messageId: string, ...people: readonly ArbitraryPerson[]): ProfileEvent {
  return {
    type: "identify",
    messageId,
    timestamp: new Date(START_MS).toISOString(),
    context: {
      externalIds: people.flatMap(({ email, slackId, anonymousId }) => [
        { type: "email", id: email },
        { type: "slack_user_id", id: slackId },
        { type: "anonymous_id", id: anonymousId },
      ]),
    },
    ...(people.length === 1 ? { userId: people[0]?.userId } : {}),
  };
}
