/** How a state of consent is shown; `hue` is one of Garden's ("Tags", garden.zendesk.com). */
export interface ConsentLabel {
  readonly text: string;
  readonly hue: "green" | "red" | "yellow" | "grey";
}

const LABELS: ReadonlyMap<string, ConsentLabel> = new Map([
  ["granted", { text: "granted", hue: "green" }],
  ["denied", { text: "denied", hue: "red" }],
  ["withdrawn", { text: "withdrawn", hue: "red" }],
  ["expired", { text: "expired", hue: "yellow" }],
  ["not_asked", { text: "not asked yet", hue: "grey" }],
]);

/** The words and the colour for a consent status; one that is not known here is shown as it is. */
export function consentLabel(status: string): ConsentLabel {
  return LABELS.get(status) ?? { text: status, hue: "grey" };
}
