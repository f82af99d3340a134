import { randomUUID } from "node:crypto";
import type { ProductRecord } from "../recommend/item-store.js";
import { productCard } from "../recommend/product-card.js";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import { receiptOf } from "./receipt-of.js";
import type { Reply } from "./reply.js";

/** What the catalogue says of a product that the customer picked of those that were shown. */
export function productReply(product: ProductRecord, decision: Decision): Reply {
  const { language, writing } = decision;
  const { sku, description } = product;
  const card = productCard(product, { language, publicUrl: writing?.publicUrl });
  const receipt = receiptOf(decision.inputs, {
    fields: [],
    source: { kind: "product", key: sku, variant: `default/${language}` },
    reasons: ["The customer picked it of what was shown."],
  });
  return {
    decisionId: randomUUID(),
    kind: "answer",
    text: [`${card.name}, ${card.priceText}`, description, card.url ?? ""]
      .filter((line) => line !== "")
      .join("\n"),
    locale: language,
    customerReason: customerReason(receipt, language),
    choices: [],
    products: [card],
    suggestions: [],
    receipt,
  };
}
