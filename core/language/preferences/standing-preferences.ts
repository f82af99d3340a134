import { isWithdrawal, type PreferenceMention } from "./preference-mention.js";

/** A preference, when it was stated, and in which turn. */
export interface DatedPreference extends PreferenceMention {
  readonly atMs: number;
  /** Names the turn that stated it, and holds nothing of its text. */
  readonly turnId: string;
}

const DAY_MS = 86_400_000;

/** Days in which the strongest soft preference halves; weaker ones halve sooner, in proportion. */
const HALF_LIFE_DAYS = 400;

/** Below this strength nothing is left of a preference. */
const MIN_STRENGTH = 0.05;

/**
 * What is left of a preference's strength at `nowMs`, in [0,1]: halved every 400 days times its strength (a tendency
 * after 140, a strong one after 360). Hard ones stay as they are. One of the future counts as of now.
 */
export function preferenceStrength(
  { strength, hard, atMs }: Pick<DatedPreference, "strength" | "hard" | "atMs">,
  nowMs: number,
): number {
  if (hard) return strength;
  const halfLives = Math.max(0, nowMs - atMs) / (HALF_LIFE_DAYS * strength * DAY_MS);
  return strength * 2 ** -halfLives;
}

/** Tells statements apart that stand beside each other: an object liked, avoided, never wanted, or that withdrawn. */
export function statementKey(mention: PreferenceMention): string {
  const { kind, object, polarity, hard } = mention;
  return `${kind}:${object}:${hard ? "never" : polarity}${isWithdrawal(mention) ? ":withdrawn" : ""}`;
}

/**
 * Statements without those that a later withdrawal of their object and polarity takes back, as if they had never been
 * said. The withdrawals stay, for what is heard of late. At the same time as a withdrawal they stay: "I'm not allergic
 * to wool, I just don't like it".
 */
export function withoutWithdrawn<P extends DatedPreference>(statements: readonly P[]): readonly P[] {
  const saidOf = ({ kind, object, polarity }: P) => `${kind}:${object}:${polarity}`;
  const withdrawnMs = new Map<string, number>();
  for (const statement of statements) {
    const [of, { atMs }] = [saidOf(statement), statement];
    if (isWithdrawal(statement)) withdrawnMs.set(of, Math.max(atMs, withdrawnMs.get(of) ?? atMs));
  }
  if (withdrawnMs.size === 0) return statements;
  return statements.filter(
    (statement) =>
      isWithdrawal(statement) ||
      statement.atMs >= (withdrawnMs.get(saidOf(statement)) ?? Number.NEGATIVE_INFINITY),
  );
}

/**
 * What stands of preferences from a profile and from a conversation: of each object what was said last, each with the
 * strength that is left of it, in the order of kind and object. What is hard (an allergy) is not softened by saying
 * it again mildly, and ends only when the opposite is said or it is withdrawn. What is withdrawn counts as never said,
 * and a withdrawal itself is none that stands. Neither list need be in order, and the order does not
 * matter; at the same time what is hard goes before what is avoided, and that before what is liked.
 */
export function standingPreferences<P extends DatedPreference>(
  profileOnes: readonly P[],
  conversationOnes: readonly P[],
  nowMs: number,
): readonly P[] {
  const byObject = new Map<string, P[]>();
  for (const preference of withoutWithdrawn([...profileOnes, ...conversationOnes])) {
    if (isWithdrawal(preference)) continue;
    const key = `${preference.kind}:${preference.object}`;
    byObject.set(key, [...(byObject.get(key) ?? []), preference]);
  }
  return [...byObject]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, said]) => standing(said))
    .map((preference) => ({ ...preference, strength: preferenceStrength(preference, nowMs) }))
    .filter(({ strength }) => strength >= MIN_STRENGTH);
}

function standing<P extends DatedPreference>(said: readonly P[]): P {
  const [latest, ...earlier] = [...said].sort((a, b) => b.atMs - a.atMs || precedence(a) - precedence(b)) as [
    P,
    ...P[],
  ];
  const opposite = earlier.findIndex(({ polarity }) => polarity !== latest.polarity);
  const since = opposite < 0 ? earlier : earlier.slice(0, opposite);
  return latest.hard ? latest : (since.find(({ hard }) => hard) ?? latest);
}

function precedence({ hard, polarity }: DatedPreference): number {
  return hard ? 0 : polarity === "avoids" ? 1 : 2;
}
