import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { z } from "zod";
import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  type Route,
} from "../adapters/channel-adapter.js";
import { type AdminScope, RapportError } from "../core/index.js";
import { bearerOf } from "./authorization.js";

/** Who asks, and what they may. */
export interface Admin {
  readonly name: string;
  readonly scopes: readonly AdminScope[];
}

/** One address that a bearer token opens. */
export interface AdminRoute<T> {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly scope: AdminScope;
  readonly summary: string;
  /** JSON; an empty body is an empty object. */
  readonly body: z.ZodType<T>;
  readonly maxBodyBytes: number;
  /** @param actor for the audit. A `RapportError` of the caller's is answered 400, or 404 if nothing was found */
  answer(body: T, actor: string): Promise<HttpResponse>;
}

/**
 * Makes routes for admins: token, limit, scope and body are looked at in this order, before `answer` is asked.
 * @param find `undefined` if the token is unknown or revoked
 * @param requestsPerMinute for each token and address
 */
export function createAdminRoutes(
  find: (token: string) => Promise<Admin | undefined>,
  requestsPerMinute: number,
): <T>(route: AdminRoute<T>) => Route {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  return ({ method, path, scope, summary, body: schema, maxBodyBytes, answer }) => ({
    method,
    path,
    summary: `${summary} (scope \`${scope}\`)`,
    maxBodyBytes,
    async handle(request) {
      const admin = await find(bearerOf(request) ?? "");
      if (admin === undefined) return jsonResponse(401, { error: "the token is missing, wrong or revoked" });
      const waitMs = await overLimit(limiter, `${admin.name} ${method} ${path}`);
      if (waitMs !== undefined) return tooMany(waitMs);
      if (!admin.scopes.includes(scope)) {
        return jsonResponse(403, { error: `the token lacks the scope ${scope}` });
      }
      const given = parseJson(request);
      // Postgres takes no such text.
      if (holdsNul(given)) return jsonResponse(400, { error: "body: holds a NUL character" });
      const body = schema.safeParse(given);
      if (!body.success) return jsonResponse(400, { error: ruleOf(body.error) });
      try {
        return await answer(body.data, `admin:${admin.name}`);
      } catch (error) {
        return refusal(error);
      }
    },
  });
}

/** How long to wait, in ms; `undefined` if the request may go on. */
async function overLimit(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error.msBeforeNext;
    throw error;
  }
}

function tooMany(waitMs: number): HttpResponse {
  const answer = jsonResponse(429, { error: "too many requests" });
  return { ...answer, headers: { ...answer.headers, "retry-after": String(Math.ceil(waitMs / 1_000)) } };
}

function parseJson({ body }: HttpRequest): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Deeper than this no body is understood, so nothing of it is used. */
const MAX_DEPTH = 8;

function holdsNul(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return false;
  return Object.entries(value).some(([name, inner]) => name.includes("\0") || holdsNul(inner, depth + 1));
}

/** The first broken rule, without the value that broke it. */
function ruleOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") || "body"}: ${issue?.message ?? "is not understood"}`;
}

function refusal(error: unknown): HttpResponse {
  if (!(error instanceof RapportError) || error.kind !== "caller") throw error;
  return jsonResponse(error.code === "not_found" ? 404 : 400, { error: error.message });
}
