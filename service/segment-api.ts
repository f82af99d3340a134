import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  type Route,
} from "../adapters/channel-adapter.js";
import { type Core, RapportError, type TenantId } from "../core/index.js";

const MAX_BATCH_BYTES = 500 * 1024;

const batchSchema = z.looseObject({
  batch: z.array(z.looseObject({})).min(1).max(5_000),
  context: z.looseObject({}).optional(),
  sentAt: z.string().optional(),
});

export interface SegmentApiOptions {
  readonly core: Core;
  readonly tenantId: TenantId;
  readonly writeKey: string;
  readonly nowMs: () => number;
}

/** Ingestion in the shape of Segment's HTTP Tracking API: Basic authentication with the write key as user name. */
export function createSegmentApi({ core, tenantId, writeKey, nowMs }: SegmentApiOptions): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/v1/batch",
      summary: "Events in (Segment Spec), Basic authentication with the write key",
      maxBodyBytes: MAX_BATCH_BYTES,
      async handle(request) {
        if (!authorized(request, writeKey))
          return jsonResponse(401, { error: "the write key is missing or wrong" });
        try {
          const { accepted, duplicates } = await core.ingest(tenantId, batchEvents(request, nowMs()), "api");
          return jsonResponse(200, { success: true, accepted, duplicates });
        } catch (error) {
          return refusal(error);
        }
      },
    },
  ];
}

function authorized({ headers }: HttpRequest, writeKey: string): boolean {
  const [scheme, encoded = ""] = (headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() !== "basic") return false;
  const [user = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return timingSafeEqual(digest(user), digest(writeKey));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * Each event with the batch's context below its own, and the time of its arrival and an id of its own when it
 * names none; without its sender's id it can't be recognised when it comes again.
 */
function batchEvents({ body }: HttpRequest, nowMs: number): readonly unknown[] {
  const parsed = batchSchema.safeParse(parseJson(body));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RapportError("request_malformed", `${issue?.path.join(".") || "body"}: ${issue?.message}`);
  }
  const { batch, context } = parsed.data;
  return batch.map((event) => ({
    timestamp: new Date(nowMs).toISOString(),
    messageId: randomUUID(),
    ...event,
    ...(context === undefined ? {} : { context: { ...context, ...asRecord(event.context) } }),
  }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new RapportError("request_malformed", "the body is no JSON");
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function refusal(error: unknown): HttpResponse {
  if (error instanceof RapportError && error.kind === "caller") {
    return jsonResponse(400, { error: error.message, code: error.code });
  }
  throw error;
}
