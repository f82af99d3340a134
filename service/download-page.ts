import type { HttpRequest, HttpResponse, Route } from "../adapters/channel-adapter.js";
import type { RunningCore } from "../core/index.js";

const PATH = "/privacy/download";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  "referrer-policy": "no-referrer",
};

/**
 * Where a person fetches what is held of them, by the link that the bot gave them. The link opens a page and
 * uses nothing up: chats open links themselves, to preview them. The button gives the file, once.
 */
export function downloadRoutes(core: RunningCore): readonly Route[] {
  return [
    {
      method: "GET",
      path: PATH,
      summary: "A person's own download: the page that the bot's link opens",
      maxBodyBytes: 0,
      handle: async (request) => page(200, "Your data", FORM.replace("TICKET", escaped(ticketOf(request)))),
    },
    {
      method: "POST",
      path: PATH,
      summary: "A person's own download: the file, once within 15 minutes",
      maxBodyBytes: 1_024,
      async handle(request) {
        const all = await core.privacy.takeDownload(ticketOf(request));
        if (all === undefined) {
          return page(
            404,
            "This link has been used, or its time is over",
            "<p>Write “what do you know about me?” to get a new one.</p>",
          );
        }
        return {
          status: 200,
          headers: {
            "content-type": "application/json; charset=utf-8",
            "content-disposition": 'attachment; filename="my-data.json"',
          },
          body: JSON.stringify(all, null, 2),
        };
      },
    },
  ];
}

const FORM = `<p>Everything that we hold of you, as one file. The link works once, for 15 minutes.</p>
<form method="post" action="${PATH}?ticket=TICKET"><button>Download my data</button></form>`;

function ticketOf({ query }: HttpRequest): string {
  return query.get("ticket")?.slice(0, 200) ?? "";
}

/** A ticket is letters, digits, `-` and `_`; of anything else nothing is left. */
function escaped(ticket: string): string {
  return /^[\w-]*$/.test(ticket) ? ticket : "";
}

function page(status: number, title: string, content: string): HttpResponse {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 32rem; margin: 15vh auto 0; padding: 0 1.5rem }
button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .5rem; background: #0b6e4f; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #7bd3b6; outline-offset: 2px }
</style>
<h1>${title}</h1>
${content}
</html>
`;
  return { status, headers: HEADERS, body };
}
