import {
  isWithdrawal,
  type Polarity,
  type PreferenceKind,
  type PreferenceMention,
  type StrengthClass,
} from "./preference-mention.js";

/** A sentence of `preference-sentences.tsv`; the rules for its labels stand in `preference-sentences.md`. */
export interface PreferenceSentence {
  readonly half: "tune" | "frozen";
  readonly language: "en" | "de";
  readonly group: string;
  readonly labels: readonly PreferenceLabel[];
  readonly text: string;
}

export interface PreferenceLabel {
  readonly kind: PreferenceKind;
  readonly object: string;
  readonly polarity: Polarity;
  readonly strength: StrengthClass;
}

/** @param tsv the file's content, with its header */
export function parsePreferenceSentences(tsv: string): readonly PreferenceSentence[] {
  const [, ...rows] = tsv.trimEnd().split("\n");
  return rows.map((row) => {
    const [half, language, group, labels = "", text = ""] = row.split("\t");
    return {
      half,
      language,
      group,
      labels: labels === "none" ? [] : labels.split(";").map(parseLabel),
      text,
    } as PreferenceSentence;
  });
}

/** The sentences with those of their labels that state something, or that withdraw it. */
export function withLabels(
  sentences: readonly PreferenceSentence[],
  which: "stated" | "withdrawn",
): readonly PreferenceSentence[] {
  return sentences.map((sentence) => ({
    ...sentence,
    labels: sentence.labels.filter(({ strength }) => (strength === "withdrawn") === (which === "withdrawn")),
  }));
}

function parseLabel(label: string): PreferenceLabel {
  const [kind, object, polarity, strength] = label.split(":");
  return { kind, object, polarity, strength } as PreferenceLabel;
}

/** What was found right, wrongly and not at all, counted by preference. */
export interface Extraction {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
}

/** A preference counts as found if kind, object, polarity, hardness and whether it is withdrawn are the label's. */
export function measureExtraction(
  sentences: readonly PreferenceSentence[],
  find: (text: string) => readonly PreferenceMention[],
): Extraction {
  let [right, wrong, missed] = [0, 0, 0];
  for (const { text, labels } of sentences) {
    const expected = labels.map(({ kind, object, polarity, strength }) =>
      [kind, object, polarity, strength === "hard", strength === "withdrawn"].join(":"),
    );
    const found = find(text).map((mention) =>
      [mention.kind, mention.object, mention.polarity, mention.hard, isWithdrawal(mention)].join(":"),
    );
    const hits = found.filter((each) => expected.includes(each)).length;
    right += hits;
    wrong += found.length - hits;
    missed += expected.length - hits;
  }
  return { right, wrong, missed, precision: right / (right + wrong), recall: right / (right + missed) };
}
