import type { ProfileFields } from "../../profiles/profile-fields.js";
import { renderTemplate } from "../../replies/template.js";
import { ownLanguage } from "../own-language.js";
import type { SlotDeclaration } from "../slots/slot-declaration.js";
import type { SlotValue } from "../slots/slot-value.js";
import type { SaidText } from "./dialogue-output.js";
import { DIALOGUE_SAYINGS } from "./dialogue-sayings.js";

/** A text of a flow as the customer reads it. */
export interface RenderedText {
  readonly text: string;
  readonly locale: string;
  /** The segment that it was written for. */
  readonly segment: string | undefined;
  /** Profile fields that it holds, as `module.attribute`. */
  readonly fields: readonly string[];
}

/** What a text is rendered over. */
export interface RenderingSetting {
  /** What may be read of the customer. */
  readonly fields: ProfileFields;
  readonly tenantName: string;
  readonly slots: ReadonlyMap<string, SlotDeclaration>;
  /** Name of a product by its SKU. */
  productName(sku: string): string | undefined;
}

/**
 * Renders what a flow says: the first candidate without a hole.
 * @returns `undefined` only if none is; a checked flow file always has one
 */
export function renderSaid(
  said: Exclude<SaidText, { kind: "reply" }>,
  setting: RenderingSetting,
): RenderedText | undefined {
  if (said.kind === "own") {
    return { text: said.text, locale: said.locale, segment: undefined, fields: [] };
  }
  for (const { template, locale, segment } of said.candidates) {
    const words = Object.entries(said.slots).map(([name, value]) => [
      name,
      slotInWords(value, setting.slots.get(name), locale, setting.productName),
    ]);
    const { fields, tenantName } = setting;
    const values = { fields, tenantName, placeholders: {}, slots: Object.fromEntries(words) };
    const rendered = renderTemplate(template, values, locale);
    if (rendered !== undefined) return { text: rendered.text, locale, segment, fields: rendered.fields };
  }
  return undefined;
}

/** A slot's value as a customer reads it: a choice by its name, a day by its date, a product by its name. */
export function slotInWords(
  value: SlotValue,
  slot: Pick<SlotDeclaration, "type" | "choices"> | undefined,
  locale: string,
  productName: RenderingSetting["productName"],
): string {
  if (typeof value === "object") {
    return "amount" in value
      ? new Intl.NumberFormat(locale, { style: "currency", currency: value.currency }).format(value.amount)
      : `${dayInWords(value.from, locale)} – ${dayInWords(value.to, locale)}`;
  }
  if (typeof value === "boolean") return DIALOGUE_SAYINGS[ownLanguage(locale)][value ? "yes" : "no"];
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (slot?.type === "choice") {
    return slot.choices?.find((choice) => choice.value === value)?.names[locale]?.[0] ?? value;
  }
  if (slot?.type === "product") return productName(value) ?? value;
  return slot?.type === "date" ? dayInWords(value, locale) : value;
}

/** `2026-05-03` or `2026-05-03T15:00`, both without a time zone: they are the customer's own. */
function dayInWords(day: string, locale: string): string {
  const [date = "", time] = day.split("T");
  const atMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(atMs)) return day;
  const words = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(atMs);
  return time === undefined ? words : `${words}, ${time}`;
}
