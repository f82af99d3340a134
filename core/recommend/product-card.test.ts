import { expect, it } from "vitest";
import { type ProductRecord, productRecordSchema } from "./item-store.js";
import { productCard } from "./product-card.js";

const PRODUCT: ProductRecord = productRecordSchema.parse({
  sku: "T-1",
  name: "Tarn 2",
  category: "Tents",
  price: 289,
  currency: "EUR",
});

const publicUrl = "https://desk.example/";

it.each([
  ["en", { ...PRODUCT }, { sku: "T-1", name: "Tarn 2", priceText: "€289.00" }],
  ["de", { ...PRODUCT }, { sku: "T-1", name: "Tarn 2", priceText: "289,00\u00a0€" }],
  ["en", { ...PRODUCT, image: "https://shop.example/t.png" }, { imageUrl: "https://shop.example/t.png" }],
  ["en", { ...PRODUCT, image: "/pictures/t.svg" }, { imageUrl: "https://desk.example/pictures/t.svg" }],
  ["en", { ...PRODUCT, url: "https://shop.example/t" }, { url: "https://shop.example/t" }],
])("in %s, %j is %j", (language, product, card) => {
  expect(productCard(product, { language, publicUrl })).toMatchObject(card);
});

it("has no picture that nobody can reach, and no empty reason", () => {
  const card = productCard({ ...PRODUCT, image: "/pictures/t.svg" }, { language: "en", reason: "" });
  expect(card).toEqual({ sku: "T-1", name: "Tarn 2", priceText: "€289.00" });
});

it.each(["http://shop.example/t.png", "//shop.example/t.png", "javascript:alert(1)", "t.png", "/a b.png"])(
  "a picture is not at %s",
  (image) => {
    expect(productRecordSchema.safeParse({ ...PRODUCT, image }).success).toBe(false);
  },
);
