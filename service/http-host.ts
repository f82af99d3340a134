import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import type { HttpRequest, HttpResponse, Route } from "../adapters/channel-adapter.js";
import { type Logger, newTrace, RapportError, traceFrom, withTrace } from "../core/index.js";

/** Slow clients are cut off: every public body is small. */
const REQUEST_TIMEOUT_MS = 30_000;

/** A listening server. Until `serve` is called every request is answered 503. */
export interface HttpHost {
  /** `http://127.0.0.1:3978` */
  readonly url: string;
  /** Health routes while the rest is being made ready: all other requests are still answered 503. */
  serveOnly(routes: readonly Route[]): void;
  /** @param router mounted after the routes */
  serve(routes: readonly Route[], router?: Router): void;
  /** Takes no new request, and waits for those at work. */
  close(): Promise<void>;
}

export interface HttpHostOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** `127.0.0.1` while stand-ins are mounted. */
  readonly hostname: string;
  readonly log: Logger;
}

/** Listens. Bodies reach the routes raw and bounded; an error of ours is a 500 without its text. */
export async function startHttpHost({ port, hostname, log }: HttpHostOptions): Promise<HttpHost> {
  let app = createApp([], undefined, log, STARTING);
  let isClosing = false;
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    // Who keeps a connection open would go on sending, and be cut off in the end.
    if (isClosing) response.setHeader("connection", "close");
    app(request, response);
  });
  await listen(server, port, hostname);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${hostname === "0.0.0.0" ? "127.0.0.1" : hostname}:${bound}`,
    serveOnly(routes) {
      app = createApp(routes, undefined, log, STARTING);
    },
    serve(routes, router) {
      app = createApp(routes, router, log, NOT_FOUND);
    },
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

const STARTING: HttpResponse = { status: 503, headers: { "retry-after": "1" }, body: '{"error":"starting"}' };
const NOT_FOUND: HttpResponse = { status: 404, body: '{"error":"no such address"}' };

function createApp(
  routes: readonly Route[],
  router: Router | undefined,
  log: Logger,
  otherwise: HttpResponse,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  for (const route of routes) mount(app, route, log);
  if (router !== undefined) app.use(router);
  app.use((_request, response) => send(response, otherwise));
  app.use(errorHandler(log));
  return app;
}

/**
 * What the Fetch standard's CORS protocol wants. Credentials stay out, so any origin will do. The star stands for
 * headers that a site adds of its own; it does not cover `authorization`, and old browsers don't know it.
 */
const ANY_ORIGIN = { "access-control-allow-origin": "*" };
const PREFLIGHT: HttpResponse = {
  status: 204,
  headers: {
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers":
      "authorization, content-type, content-encoding, x-retry-count, anonymousid, sentat, *",
    "access-control-max-age": "86400",
  },
};

/** Before the body is read: a page must be able to tell a refused body from a network that is down. */
const openToPages: RequestHandler = (_request, response, next) => {
  response.set({ ...ANY_ORIGIN, "access-control-expose-headers": "retry-after, x-ratelimit-reset" });
  next();
};

function mount(app: Express, route: Route, log: Logger): void {
  const { inflate = false, cors = false } = route;
  const body = express.raw({ type: () => true, limit: route.maxBodyBytes, inflate });
  const method = route.method.toLowerCase() as "get" | "post" | "options";
  if (cors) app.options(route.path, openToPages, (_request, response) => send(response, PREFLIGHT));
  app[method](route.path, cors ? openToPages : [], body, async (request: Request, response: Response) => {
    const startedMs = performance.now();
    const parsed = toHttpRequest(request, route);
    const trace = traceOf(request);
    response.set("x-trace-id", trace);
    await withTrace(trace, async () => {
      const answer = parsed === undefined ? BAD_TARGET : await route.handle(parsed);
      const ms = Math.round(performance.now() - startedMs);
      log.info({ route: route.path, status: answer.status, ms }, "request");
      send(response, answer);
    });
  });
}

const BAD_TARGET: HttpResponse = { status: 400, body: '{"error":"the request\'s target is no address"}' };

function toHttpRequest(request: Request, route: Route): HttpRequest | undefined {
  if (!URL.canParse(request.originalUrl, "http://host")) return undefined;
  const url = new URL(request.originalUrl, "http://host");
  return {
    method: route.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : value,
      ]),
    ),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

function send(response: Response, { status, headers, body }: HttpResponse): void {
  response.status(status);
  response.set({ "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.set("x-content-type-options", "nosniff");
  if (headers !== undefined) response.set(headers);
  response.end(body);
}

/** The body parser's refusals keep their status (413, 415, 400), but where no body is taken at all; the rest is ours. */
function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refused = refusedStatus(error);
    if (refused !== undefined) {
      const trace = traceOf(request);
      response.set("x-trace-id", trace);
      log.info({ trace, route: routeOf(request), status: refused }, "request refused");
      send(response, {
        status: refused,
        body: JSON.stringify({
          error: takesNoBody(error) ? "this address takes no body" : (REFUSALS[refused] ?? "bad request"),
        }),
      });
      return;
    }
    const name = error instanceof Error ? error.name : "unknown";
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    log.error({ route: request.path, name, code }, "request failed");
    send(response, { status: 500, body: '{"error":"our fault: see the log"}' });
  };
}

/** The address as it is declared: what a request puts into it may be a key. */
function routeOf({ route }: Request): string {
  const path: unknown = route?.path;
  return typeof path === "string" ? path : "none";
}

function traceOf({ headers: { traceparent } }: Request): string {
  return traceFrom({ traceparent: typeof traceparent === "string" ? traceparent : undefined }) ?? newTrace();
}

const REFUSALS: Readonly<Record<number, string>> = {
  413: "the body is too large",
  415: "bodies compressed in this way are not accepted here",
};

function refusedStatus(error: unknown): number | undefined {
  if (takesNoBody(error)) return 400;
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}

/** Whether a body was too large for a route that takes none. */
function takesNoBody(error: unknown): boolean {
  return error instanceof Error && "limit" in error && error.limit === 0;
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new RapportError("config_invalid", `can't listen on port ${port}: ${error.message}`, {
          cause: error,
        }),
      ),
    );
    server.listen(port, hostname, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}
