/** Made-up builds for tests of the console: blobs of customers, and reports that fit them. */
import { randomUUID } from "node:crypto";
import type { ReportedSegment, SegmentMembers, SegmentReport } from "../../core/index.js";
import { FEATURES, writeSegmentModel } from "../../core/testing.js";

interface Blob {
  readonly key: string;
  readonly name: string;
  readonly kind: "rule" | "found";
  readonly share: number;
  readonly at: readonly [number, number];
  readonly spread: number;
  readonly words: readonly (readonly [string, string, number])[];
}

const BLOBS: readonly Blob[] = [
  {
    key: "at_risk",
    name: "At risk",
    kind: "rule",
    share: 0.04,
    at: [-3, 3],
    spread: 0.6,
    words: [
      ["bad_ratings_90d", "rate badly", 2.1],
      ["tickets_90d", "write often", 1.2],
    ],
  },
  {
    key: "vip",
    name: "VIP",
    kind: "rule",
    share: 0.08,
    at: [4, 2.5],
    spread: 0.7,
    words: [
      ["spend_12m", "spend a lot", 2.6],
      ["orders_12m", "order often", 1.9],
    ],
  },
  {
    key: "g-weekend",
    name: "Weekend hikers",
    kind: "found",
    share: 0.27,
    at: [0.5, 0.4],
    spread: 1.1,
    words: [
      ["weekend_share", "come on weekends", 1.4],
      ["orders_12m", "order now and then", 0.3],
      ["returns_12m", "return little", -0.5],
    ],
  },
  {
    key: "g-bargain",
    name: "Bargain hunters",
    kind: "found",
    share: 0.21,
    at: [-2.6, -1.6],
    spread: 0.9,
    words: [
      ["discount_share", "buy reduced goods", 1.8],
      ["spend_12m", "spend little", -0.7],
    ],
  },
  {
    key: "g-returns",
    name: "Try and return",
    kind: "found",
    share: 0.12,
    at: [2.4, -2.4],
    spread: 0.8,
    words: [
      ["returns_12m", "return a lot", 2.2],
      ["tickets_90d", "write often", 0.9],
    ],
  },
  {
    key: "g-quiet",
    name: "Quiet regulars",
    kind: "found",
    share: 0.18,
    at: [-0.6, 3.2],
    spread: 0.8,
    words: [
      ["tickets_90d", "hardly ever write", -1.1],
      ["days_known", "have been known for long", 1.0],
    ],
  },
  {
    key: "g-fresh",
    name: "Fresh starters",
    kind: "found",
    share: 0.1,
    at: [5.2, -0.6],
    spread: 0.6,
    words: [
      ["days_known", "have been known for a short time", -1.9],
      ["orders_total", "have ordered once", -0.8],
    ],
  },
];

/** The same numbers in [0,1) at each run, good enough for blobs (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The groups that the made-up builds found, told apart by one number: a model that the core reads. */
export function testModel(): Uint8Array {
  const groups = BLOBS.filter(({ kind }) => kind === "found").map((blob) => ({
    key: blob.key,
    name: blob.name,
    description: descriptionOf(blob),
  }));
  const features = FEATURES.map(({ key }) => key);
  const words = { name: "spend in 12 months", high: "spends much", low: "spends little" };
  const at = features.indexOf("spend_12m");
  const columns = [
    { feature: "spend_12m", kind: "value" as const, at, log: true, center: 5, spread: 1, ...words },
  ];
  const values = Float64Array.from(groups, (_, place) => place - (groups.length - 1) / 2);
  const centroids = { rows: groups.length, columns: 1, values };
  return writeSegmentModel({ tier: "clusters", scaler: { features, columns }, groups, centroids }, undefined);
}

/** @param first who is the first of them; they are a VIP and stand in the middle of the map */
export function testMembers(people: number, first: string): SegmentMembers {
  const random = numbersFrom(7);
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const members = {
    profileIds: Array.from({ length: people }, (_, at) => (at === 0 ? first : randomUUID())),
    keys: BLOBS.map(({ key }) => key),
    segments: new Uint8Array(people),
    confidence: new Uint8Array(people),
    x: new Float32Array(people),
    y: new Float32Array(people),
  };
  const borders = BLOBS.map((_, at) => BLOBS.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0));
  for (let at = 0; at < people; at++) {
    const lot = random();
    const segment = Math.min(BLOBS.length - 1, borders.findIndex((border) => lot < border) >>> 0);
    const blob = BLOBS[segment] as Blob;
    const [across, up] = [bell(), bell()];
    members.segments[at] = segment;
    members.x[at] = blob.at[0] + across * blob.spread;
    members.y[at] = blob.at[1] + up * blob.spread;
    members.confidence[at] = Math.round(255 * Math.max(0.35, 0.99 - 0.11 * Math.hypot(across, up) ** 1.5));
  }
  members.segments[0] = members.keys.indexOf("vip");
  members.confidence[0] = 255;
  members.x[0] = middleOf(members.x.subarray(1));
  members.y[0] = middleOf(members.y.subarray(1));
  return members;
}

function middleOf(values: Float32Array): number {
  return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
}

function descriptionOf({ words }: Blob): string {
  return `Customers who ${words.map(([, word]) => word).join(" and ")}.`;
}

/** @param age how many builds ago: sizes differ a little from build to build */
export function testReport(people: number, age: number): SegmentReport {
  const segments = BLOBS.map((blob, place) => reported(blob, place, people, age));
  return {
    tier: "clusters",
    missing: ["160 more customers must have consented to analytics before a model is trained."],
    people,
    withheld: Math.round(people / 9),
    method: "k-means",
    k: 5,
    seed: 1,
    silhouette: { value: 0.41, standardError: 0.006 },
    curves: Array.from({ length: 9 }, (_, at) => ({
      k: at + 2,
      silhouette: 0.41 - 0.035 * Math.abs(at - 3) - (at > 3 ? 0.02 : 0),
      inertia: (people * 14) / (at + 2) ** 0.8,
    })),
    stability: { mean: 0.93, deviation: 0.02 },
    forest: undefined,
    segments,
    moves: BLOBS.flatMap(({ key, share }, place) => {
      const to = BLOBS[(place + 2) % BLOBS.length]?.key ?? key;
      return [
        { from: key, to: key, people: Math.round(people * share * 0.93) },
        { from: key, to, people: Math.round(people * share * 0.05) },
        ...(key === "g-fresh" ? [{ from: key, to: "g-weekend", people: Math.round(people * 0.018) }] : []),
      ];
    }),
    changes: [
      "“Fresh starters” is new: 10 % of all customers.",
      "“Try and return” grew from 9 % to 12 %, mostly out of “At risk”: returns a customer rose by 0.4.",
    ],
    fairness: [
      {
        attribute: "demographics.country",
        association: 0.07,
        groups: Object.entries({ AT: 0.1, DE: 0.42, GB: 0.3, US: 0.18 }).map(([group, share], place) => ({
          group,
          people: Math.round(people * share),
          confidence: 0.84 + place * 0.02,
          shares: Object.fromEntries(
            BLOBS.map(({ key, share: usual }, at) => [key, usual * (1 + ((at + place) % 3) * 0.04)]),
          ),
        })),
        flagged: [],
      },
      {
        attribute: "demographics.language",
        association: 0.31,
        groups: ["de", "en"].map((group, place) => ({
          group,
          people: Math.round(people * (place === 0 ? 0.55 : 0.45)),
          confidence: 0.88 - place * 0.13,
          shares: Object.fromEntries(
            BLOBS.map(({ key, share }, at) => [key, share * (at === 3 ? 0.5 + place : 1)]),
          ),
        })),
        flagged: [
          {
            segment: "g-bargain",
            because: "English speakers are in it three times as often as German speakers.",
          },
        ],
      },
    ],
    seconds: 31.4,
  };
}

function reported(blob: Blob, place: number, people: number, age: number): ReportedSegment {
  const share = blob.share * (1 + 0.12 * Math.sin(age + place));
  const figure = (mean: number, spread: number, n: number) => ({
    mean,
    low: mean - spread,
    high: mean + spread,
    n,
  });
  const size = Math.round(people * share);
  return {
    key: blob.key,
    name: blob.name,
    description: descriptionOf(blob),
    kind: blob.kind,
    size,
    share,
    confidence: blob.kind === "rule" ? 1 : 0.8 + 0.02 * place,
    drivers: blob.words.map(([feature, words, effect]) => ({
      feature,
      words,
      effect,
      mean: 3 + effect,
      meanOfAll: 3,
    })),
    business: {
      ...(place === 6 ? {} : { satisfaction: figure(0.62 + 0.05 * place, 0.015 + 0.01 * place, size) }),
      tickets: figure(6.2 - 0.7 * place, 0.3, size),
      ...(place === 6 ? {} : { reopened: figure(0.42 - 0.05 * place, 0.04, size) }),
      spend: figure(blob.key === "vip" ? 1840 : 120 + 70 * place, 25 + 4 * place, size),
    },
    since: blob.kind === "rule" ? "a rule of yours" : age > 0 || place < 6 ? "carried over" : "new",
  };
}
