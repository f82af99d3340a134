import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  type Route,
} from "../adapters/channel-adapter.js";
import { type Core, RapportError, type RefusedEvent, type TenantId } from "../core/index.js";
import { isAuthorized } from "./segment-authorization.js";
import {
  CALLS,
  type Call,
  heardAnyway,
  isForUs,
  isRecord,
  type Surroundings,
  toProfileEvent,
} from "./segment-event.js";
import { segmentSettings } from "./segment-settings.js";

/** "HTTP API Source", Max request size and Errors: 32 KB a request, 500 KB and 2,500 events a batch. */
const MAX_CALL_BYTES = 32 * 1024;
const MAX_BATCH_BYTES = 500 * 1024;
const MAX_BATCH_EVENTS = 2_500;

export interface SegmentApiOptions {
  readonly core: Pick<Core, "ingestEach">;
  readonly tenantId: TenantId;
  readonly writeKey: string;
  readonly nowMs: () => number;
  /** Where browsers reach us; by default what their requests say. */
  readonly publicUrl?: () => string | undefined;
}

/**
 * The HTTP Tracking API of Segment, for its SDKs and RudderStack's ("HTTP API Source", twilio.com/docs/segment;
 * "HTTP API", rudderstack.com/docs): the six calls, batches and historical imports; the short addresses that
 * analytics.js uses; the beacon of RudderStack's SDK; and the settings that both ask for.
 *
 * Answers: 200 `{ success: true, accepted, duplicates, skipped, refused }`; 400 for no JSON, no batch, or nothing that
 * can be taken; 401 without the write key; 413 beyond the size (Segment says 400, RudderStack 413; SDKs give up at
 * both); 429 with `Retry-After` and `X-RateLimit-Reset` in seconds while the backlog is full. An event that can't be
 * taken is refused alone. `skipped` counts those whose `integrations` leave us out.
 */
export function createSegmentApi(options: SegmentApiOptions): readonly Route[] {
  const batch = (path: string, summary: string): Route => ({
    method: "POST",
    path,
    summary,
    maxBodyBytes: MAX_BATCH_BYTES,
    inflate: true,
    cors: true,
    handle: (request) => take(request, undefined, options),
  });
  const call = (path: string, called: Call, summary: string): Route => ({
    ...batch(path, summary),
    maxBodyBytes: MAX_CALL_BYTES,
    handle: (request) => take(request, called, options),
  });
  return [
    batch("/v1/batch", "Events in (Segment Spec), Basic authentication with the write key"),
    batch("/v1/import", "Events of the past, as `/v1/batch`"),
    ...CALLS.map((called) => call(`/v1/${called}`, called, `One \`${called}\` call`)),
    batch("/v1/b", "`/v1/batch`, as analytics.js calls it"),
    ...CALLS.map((called) =>
      call(`/v1/${called.charAt(0)}`, called, `\`/v1/${called}\`, as analytics.js calls it`),
    ),
    batch("/beacon/v1/batch", "`/v1/batch` for RudderStack's beacon: the write key is in the address"),
    ...segmentSettings(options),
  ];
}

/** @param call `undefined`: a batch of calls, each of which says what it is */
async function take(
  request: HttpRequest,
  call: Call | undefined,
  { core, tenantId, writeKey, nowMs }: SegmentApiOptions,
): Promise<HttpResponse> {
  const body = parseJson(request.body);
  if (!isAuthorized(request, body, writeKey)) {
    return jsonResponse(401, { success: false, error: "the write key is missing or wrong" });
  }
  const given = callsOf(body, call);
  if (typeof given === "string") {
    return jsonResponse(400, { success: false, error: given, code: "request_malformed" });
  }
  const around = { receivedAtMs: nowMs(), ...(call === undefined ? aroundBatch(body) : { call }) };
  const { events, indexes } = meantForUs(given, around);
  const skipped = given.length - events.length;
  if (events.length === 0) {
    return jsonResponse(200, { success: true, accepted: 0, duplicates: 0, skipped, refused: [] });
  }
  try {
    const { accepted, duplicates, refused } = await core.ingestEach(tenantId, events, "api");
    const named = refused.map(({ index, reason }) => ({ index: indexes[index] ?? index, reason }));
    if (named.length === given.length) return nothingTaken(named);
    return jsonResponse(200, { success: true, accepted, duplicates, skipped, refused: named });
  } catch (error) {
    return refusal(error);
  }
}

/** The calls that a body brings, or why it brings none. */
function callsOf(body: unknown, call: Call | undefined): readonly unknown[] | string {
  if (body === undefined) return "the body is no JSON";
  if (!isRecord(body)) return "the body is no JSON object";
  if (call !== undefined) return [body];
  const { batch } = body;
  if (!Array.isArray(batch)) return "batch: must be a list of calls";
  if (batch.length === 0) return "batch: is empty";
  return batch.length > MAX_BATCH_EVENTS ? `batch: has more than ${MAX_BATCH_EVENTS} calls` : batch;
}

function aroundBatch(body: unknown): Omit<Surroundings, "receivedAtMs"> {
  const { context, integrations, sentAt } = isRecord(body) ? body : {};
  return { context, integrations, sentAt };
}

/** The events of the calls that are meant for us, and where in the batch each stood. */
function meantForUs(
  calls: readonly unknown[],
  around: Surroundings,
): { readonly events: readonly unknown[]; readonly indexes: readonly number[] } {
  const meant = calls.flatMap((given, index) => {
    const event = toProfileEvent(given, around);
    const heard = isForUs(given, around) ? event : heardAnyway(event);
    return heard === undefined ? [] : [{ event: heard, index }];
  });
  return { events: meant.map(({ event }) => event), indexes: meant.map(({ index }) => index) };
}

function nothingTaken(refused: readonly RefusedEvent[]): HttpResponse {
  const [first] = refused;
  const error = `event ${first?.index}: ${first?.reason}`;
  return jsonResponse(400, { success: false, error, code: "event_invalid", refused });
}

function refusal(error: unknown): HttpResponse {
  if (!(error instanceof RapportError)) throw error;
  const { code, kind, message, retryAfterSeconds } = error;
  const answer = { success: false, error: message, code };
  if (code === "backlog_full") {
    const seconds = String(Math.max(1, Math.ceil(retryAfterSeconds ?? 1)));
    const headers = { "retry-after": seconds, "x-ratelimit-reset": seconds };
    const response = jsonResponse(429, answer);
    return { ...response, headers: { ...response.headers, ...headers } };
  }
  if (kind === "caller") return jsonResponse(400, answer);
  throw error;
}

/** Without a byte-order mark; `undefined` if it is no JSON. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
