/** An article as its writer sees it: key, title, comma-separated labels, text. */
export type ArticleDraft = readonly [key: string, title: string, labels: string, body: string];
