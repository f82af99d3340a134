import type { ArticleRecord } from "../records.js";
import { gearArticles } from "./gear-articles.js";
import { memberArticles } from "./member-articles.js";
import { shoppingArticles } from "./shopping-articles.js";

/** The help centre of the demo company. */
export const helpArticles: readonly ArticleRecord[] = [
  ...shoppingArticles,
  ...memberArticles,
  ...gearArticles,
].map(([key, title, labels, body]) => ({
  key,
  title,
  body,
  locale: "en",
  labels: labels.split(","),
  url: `https://help.larkfell.example/${key.replaceAll("_", "-")}`,
}));
