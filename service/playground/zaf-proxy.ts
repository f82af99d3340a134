import { SignJWT } from "jose";
import { z } from "zod";
import { RapportError } from "../../core/index.js";
import type { DeliveryRequest } from "./deliver.js";

/** The options of `client.request` ("Making API requests from a Zendesk app", developer.zendesk.com). */
export const zafRequest = z.object({
  url: z.string().max(2_000),
  type: z.enum(["GET", "POST", "PUT", "DELETE"]).default("GET"),
  headers: z.record(z.string().max(100), z.string().max(2_000)).default({}),
  contentType: z.string().max(100).optional(),
  data: z.unknown().optional(),
  secure: z.boolean().default(false),
  jwt: z
    .object({
      algorithm: z.literal("HS256"),
      secret_key: z.string().max(200),
      expiry: z.number().int().min(1).max(3_600),
      claims: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
});

export type ZafRequest = z.output<typeof zafRequest>;

/** Values of the app's settings; `sharedSecret` is secure and may only sign tokens. */
export interface ZafSettings {
  readonly backendUrl: string;
  readonly sharedSecret: string;
}

const SHARED_SECRET_PLACEHOLDER = "{{setting.shared_secret}}";
/** Set by the proxy or by HTTP itself, never by an app. */
const REFUSED_HEADERS = new Set(["host", "origin", "cookie", "connection", "content-length", "content-type"]);

function refused(rule: string): RapportError {
  return new RapportError("request_malformed", `playground: ZAF proxy: ${rule}`);
}

async function signToken(request: ZafRequest, settings: ZafSettings, nowMs: number): Promise<string> {
  const { jwt } = request;
  if (jwt === undefined || !request.secure) throw refused("{{jwt.token}} needs secure and jwt");
  if (jwt.secret_key !== SHARED_SECRET_PLACEHOLDER) throw refused("jwt.secret_key must name a setting");
  const nowS = Math.floor(nowMs / 1000);
  return new SignJWT(jwt.claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + jwt.expiry)
    .sign(new TextEncoder().encode(settings.sharedSecret));
}

/**
 * What Zendesk's proxy would send for one `client.request`: settings filled in where the app only names
 * them, the token signed here so that the browser never holds the secret, and one allowed host.
 * @param nowMs milliseconds since 1970
 * @throws RapportError `request_malformed` naming the rule that the request breaks
 */
export async function resolveZafRequest(
  request: ZafRequest,
  settings: ZafSettings,
  nowMs: number,
): Promise<DeliveryRequest> {
  const url = request.url.replaceAll("{{setting.backend_url}}", settings.backendUrl);
  if (!URL.canParse(url)) throw refused("url is not absolute");
  if (new URL(url).origin !== new URL(settings.backendUrl).origin)
    throw refused("url is outside the backend");

  const needsToken = Object.values(request.headers).some((value) => value.includes("{{jwt.token}}"));
  const token = needsToken ? await signToken(request, settings, nowMs) : "";
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!REFUSED_HEADERS.has(name.toLowerCase())) headers[name] = value.replaceAll("{{jwt.token}}", token);
  }
  if (request.data === undefined || request.type === "GET") return { url, method: request.type, headers };

  const body = typeof request.data === "string" ? request.data : JSON.stringify(request.data);
  headers["content-type"] =
    request.contentType ??
    (typeof request.data === "string" ? "application/x-www-form-urlencoded" : "application/json");
  return { url, method: request.type, headers, body };
}
