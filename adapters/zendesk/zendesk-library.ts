import { z } from "zod";
import { RapportError } from "../../core/index.js";
import { connectZendesk, found, type ZendeskApiSettings, type ZendeskPatience } from "./connect-zendesk.js";

/** What a company has written down in Zendesk, record by record as the API gives it. */
export interface ZendeskLibrary {
  /** Macros that the API's user may use, shared ones and their own ("List Macros"). */
  macros(): AsyncGenerator<unknown>;
  /** Articles of the help center in their own languages ("List Articles"). */
  articles(): AsyncGenerator<unknown>;
}

/** As many as a page of the API has at most. */
const PAGE = 100;

const meta = z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() });

/**
 * Opens macros and articles for reading, page by page ("Cursor pagination"): one page is held at a time.
 * What is read throws a RapportError: `vendor_unavailable` for what may pass, `vendor_refused` for what won't,
 * `not_found` where there is no help center.
 */
export function createZendeskLibrary(
  settings: ZendeskApiSettings,
  patience: ZendeskPatience = {},
): ZendeskLibrary {
  const client = connectZendesk(settings, patience);

  /** The next page is asked for by its cursor, so that the token goes to no address that an answer names. */
  async function* records(path: readonly string[], name: string): AsyncGenerator<unknown> {
    const page = z.object({ result: z.object({ [name]: z.array(z.unknown()), meta: meta.optional() }) });
    for (let cursor: string | undefined; ; ) {
      const query = { "page[size]": PAGE, ...(cursor === undefined ? {} : { "page[after]": cursor }) };
      // Asked for through another resource's client, the package hands over the whole page, and not just its list.
      const answer = await found(client.users.get([...path, query]));
      if (answer === undefined) throw new RapportError("not_found", `zendesk has no ${path.join("/")}`);
      const parsed = page.safeParse(answer);
      if (!parsed.success) throw new RapportError("vendor_refused", "zendesk answered something else");
      const { meta: more, [name]: list } = parsed.data.result as {
        readonly meta?: z.output<typeof meta>;
      } & Readonly<Record<string, unknown>>;
      if (Array.isArray(list)) yield* list;
      const next = more?.has_more === true ? (more.after_cursor ?? undefined) : undefined;
      if (next === undefined || next === cursor) return;
      cursor = next;
    }
  }

  return {
    macros: () => records(["macros"], "macros"),
    articles: () => records(["help_center", "articles"], "articles"),
  };
}
