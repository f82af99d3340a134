import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { HttpResponse, Route } from "../../adapters/channel-adapter.js";
import { projectRoot } from "../project-root.js";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/**
 * The console's page and what it is made of, from `dist/console`; of other hosts it loads nothing.
 * @param framedBy origins that may show it in a frame, e.g. `https://acme.zendesk.com`
 */
export function consolePages(framedBy: readonly string[]): readonly Route[] {
  const folder = path.join(projectRoot(path.dirname(fileURLToPath(import.meta.url))), "dist/console");
  const ancestors = framedBy.length === 0 ? "'none'" : framedBy.join(" ");
  const headers = {
    "content-security-policy": [...POLICY, `frame-ancestors ${ancestors}`].join("; "),
    "referrer-policy": "no-referrer",
  };
  return [
    {
      method: "GET",
      path: "/console",
      summary: "The console: the page on which an admin sees and shapes segments",
      maxBodyBytes: 0,
      handle: () => file(path.join(folder, "index.html"), "text/html; charset=utf-8", headers),
    },
    {
      method: "GET",
      path: "/console/assets/:file",
      summary: "The console's script and style",
      maxBodyBytes: 0,
      async handle(request) {
        const name = request.path.slice(request.path.lastIndexOf("/") + 1);
        const type = TYPES[path.extname(name)];
        if (type === undefined || !/^[\w.-]+$/.test(name)) return NOT_FOUND;
        // Its name changes with its content.
        const cached = { ...headers, "cache-control": "public, max-age=31536000, immutable" };
        return file(path.join(folder, "assets", name), type, cached);
      },
    },
  ];
}

const NOT_FOUND: HttpResponse = { status: 404, body: '{"error":"no such address"}' };

async function file(
  name: string,
  type: string,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  try {
    return { status: 200, headers: { ...headers, "content-type": type }, body: await readFile(name) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return NOT_FOUND;
    throw error;
  }
}
