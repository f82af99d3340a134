import { expect, it } from "vitest";
import { teamsCards } from "./render-teams-cards.js";

const TENT = {
  sku: "T-1",
  name: "Tarn 2",
  priceText: "€289.00",
  imageUrl: "https://shop.example/t.png",
  url: "https://shop.example/t",
  reason: "because you prefer green",
};

it("draws a product with its picture, and opens it when it is pressed", () => {
  expect(teamsCards({ products: [TENT], locale: "en" })).toMatchObject([
    {
      type: "ColumnSet",
      columns: [
        { type: "Column", items: [{ type: "Image", url: TENT.imageUrl, altText: "Tarn 2" }] },
        {
          type: "Column",
          items: [
            { type: "TextBlock", text: "Tarn 2", wrap: true },
            { type: "TextBlock", text: "€289.00" },
            { type: "TextBlock", text: "because you prefer green" },
          ],
        },
      ],
      selectAction: { type: "Action.OpenUrl", title: "View: Tarn 2", url: TENT.url },
    },
  ]);
});

it("draws what there is of a product, and at most five", () => {
  const bare = { sku: "B", name: "Bivy", priceText: "€99.00" };
  const rows = teamsCards({ products: Array.from({ length: 7 }, () => bare), locale: "de" });
  expect(rows).toHaveLength(5);
  expect(rows[0]).not.toHaveProperty("selectAction");
  expect(rows[0]?.columns).toHaveLength(1);
});

it("draws articles as links", () => {
  const url = "https://shop.example/a";
  expect(teamsCards({ articles: [{ title: "Care", url }], locale: "en" })).toMatchObject([
    {
      type: "RichTextBlock",
      inlines: [{ type: "TextRun", text: "Care", selectAction: { type: "Action.OpenUrl", url } }],
    },
  ]);
});
