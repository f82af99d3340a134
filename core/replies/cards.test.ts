import { expect, it } from "vitest";
import { type ProductCard, textAboveCards } from "./cards.js";

const TENT: ProductCard = {
  sku: "T-1",
  name: "Tarn 2",
  priceText: "€289.00",
  url: "https://shop.example/t",
  reason: "because you prefer green",
};
const BIVY: ProductCard = { sku: "B-1", name: "Bivy", priceText: "€99.00" };

it.each([
  [
    "For you:\n• Tarn 2, €289.00, because you prefer green: https://shop.example/t\n• Bivy, €99.00\n\nWhich one?",
    "For you:\n\nWhich one?",
  ],
  ["Bivy, €99.00\nA bag for the night.", "A bag for the night."],
  ["Tarn 2, €289.00\nhttps://shop.example/t", "Tarn 2, €289.00\nhttps://shop.example/t"],
  ["The Bivy, €99.00 only", "The Bivy, €99.00 only"],
])("%j stands above the cards as %j", (text, above) => {
  expect(textAboveCards({ text, products: [TENT, BIVY] })).toBe(above);
});

it("is left as it is where there are no cards", () => {
  expect(textAboveCards({ text: "Bivy, €99.00\nA bag." })).toBe("Bivy, €99.00\nA bag.");
});
