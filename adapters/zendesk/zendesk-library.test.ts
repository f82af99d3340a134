import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createZendeskLibrary } from "./zendesk-library.js";
import { startZendeskStandIn, type ZendeskStandIn } from "./zendesk-stand-in.js";

let zendesk: ZendeskStandIn;

beforeEach(async () => {
  zendesk = await startZendeskStandIn();
});

afterEach(() => zendesk.close());

const open = () =>
  createZendeskLibrary({ url: zendesk.apiUrl, email: zendesk.email, token: zendesk.token }, { retries: 0 });

async function all(records: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const read: unknown[] = [];
  for await (const record of records) read.push(record);
  return read;
}

describe("Zendesk's library", () => {
  it("is read page by page, each record once", async () => {
    zendesk.macros.push(...Array.from({ length: 230 }, (_, id) => ({ id })));
    expect(await all(open().macros())).toEqual(zendesk.macros);
    expect(zendesk.requests).toHaveLength(3);
    const addresses = zendesk.requests.map((request) => decodeURIComponent(request.split(" ")[1] ?? ""));
    expect(addresses).toEqual([
      "/api/v2/macros.json?page[size]=100",
      "/api/v2/macros.json?page[size]=100&page[after]=100",
      "/api/v2/macros.json?page[size]=100&page[after]=200",
    ]);
  });

  it("holds the help center's articles", async () => {
    zendesk.articles.push({ id: 1, title: "Returns" });
    expect(await all(open().articles())).toEqual(zendesk.articles);
    expect(zendesk.requests[0]).toContain("/api/v2/help_center/articles.json");
  });

  it("may be empty", async () => {
    expect(await all(open().macros())).toEqual([]);
  });

  it("fails with what Zendesk says, and does not end early without a word", async () => {
    zendesk.refusal = 403;
    await expect(all(open().macros())).rejects.toMatchObject({ code: "vendor_refused" });
    zendesk.refusal = 429;
    await expect(all(open().macros())).rejects.toMatchObject({ code: "vendor_unavailable" });
    zendesk.refusal = 404;
    await expect(all(open().articles())).rejects.toMatchObject({ code: "not_found" });
    zendesk.refusal = 200;
    await expect(all(open().macros())).rejects.toMatchObject({ code: "vendor_refused" });
  });
});
