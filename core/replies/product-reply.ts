import { randomUUID } from "node:crypto";
import type { ProductRecord } from "../recommend/item-store.js";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import type { Receipt } from "./receipt.js";
import type { Reply } from "./reply.js";

/** What the catalogue says of a product that the customer picked of those that were shown. */
export function productReply(
  { sku, name, price, currency, description, url }: ProductRecord,
  { customer, segment, language, modelVersion }: Decision,
): Reply {
  const { consent, withheld } = customer.view;
  const amount = new Intl.NumberFormat(language, { style: "currency", currency }).format(price);
  const receipt: Receipt = {
    fields: [],
    withheld,
    segment,
    tier: "rules",
    modelVersion,
    source: { kind: "product", key: sku, variant: `default/${language}` },
    consent: { purpose: "personalization", status: consent.status, basis: consent.basis },
    reasons: ["The customer picked it of what was shown."],
  };
  return {
    decisionId: randomUUID(),
    kind: "answer",
    text: [`${name}, ${amount}`, description, url ?? ""].filter((line) => line !== "").join("\n"),
    locale: language,
    customerReason: customerReason(receipt, language),
    choices: [],
    suggestions: [],
    receipt,
  };
}
