/** What a preference can be about: goods, how to be reached, and which language to be answered in. */
export const PREFERENCE_KINDS = ["product", "contact", "language"] as const;

export type PreferenceKind = (typeof PREFERENCE_KINDS)[number];

export const POLARITIES = ["likes", "avoids"] as const;

export type Polarity = (typeof POLARITIES)[number];

/** A preference that a message states or takes back, of the person who wrote it. */
export interface PreferenceMention {
  readonly kind: PreferenceKind;
  /** An attribute of the catalogue, a way of contact (`phone`, `email`, `sms`, `post`), or a BCP 47 tag. */
  readonly object: string;
  readonly polarity: Polarity;
  /** (0,1]: see `STRENGTHS`; 0 in a withdrawal: that the object is liked, or avoided, holds no more. */
  readonly strength: number;
  /** No exceptions: allergies, what is never wanted, and contact that is forbidden. */
  readonly hard: boolean;
}

/** How much a class of words weighs: what is taken back, a tendency, a plain preference, love and hate, an allergy. */
export const STRENGTHS = { withdrawn: 0, weak: 0.35, normal: 0.65, strong: 0.9, hard: 1 } as const;

export type StrengthClass = keyof typeof STRENGTHS;

/** Whether a mention takes back what was said before, and states nothing itself. */
export function isWithdrawal({ strength }: Pick<PreferenceMention, "strength">): boolean {
  return strength === STRENGTHS.withdrawn;
}
