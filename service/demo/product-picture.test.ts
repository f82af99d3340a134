import { expect, it } from "vitest";
import { catalogue, productPicturePath } from "./catalogue/catalogue.js";
import { productPicture } from "./product-picture.js";

it("draws every product of the catalogue, which says where", () => {
  for (const { sku, name, image } of catalogue) {
    expect(image).toBe(productPicturePath(sku));
    const svg = productPicture(sku);
    expect(svg, sku).toContain(`<title>${name.replaceAll("&", "&amp;")}</title>`);
    expect(svg, sku).not.toMatch(/undefined|NaN|&(?!amp;)/);
    expect(svg?.match(/<text /g)?.length, sku).toBeGreaterThan(0);
  }
});

it("draws nothing that is not there", () => {
  expect(productPicture("NOPE-1")).toBeUndefined();
});
