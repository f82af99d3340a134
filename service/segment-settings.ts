import {
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
  type Route,
} from "../adapters/channel-adapter.js";
import { isSame } from "./authorization.js";
import { isAuthorized } from "./segment-authorization.js";

export interface SegmentSettingsOptions {
  readonly writeKey: string;
  /** Where browsers reach us, `https://rapport.example.com`; by default what the request says. */
  readonly publicUrl?: (() => string | undefined) | undefined;
}

/** A host name or address, with or without a port. */
const HOST = /^([\w.-]{1,255}|\[[0-9a-fA-F:.]{2,45}\])(:\d{1,5})?$/;

/**
 * What two SDKs for browsers ask for before they send: analytics.js with `cdnURL` set to our address (the type
 * `CDNSettings` in @segment/analytics-next), and RudderStack's with `configUrl` set to it (`SourceConfigResponse` in
 * rudder-sdk-js). Each is told that we are its only destination, and that its own telemetry is not wanted.
 */
export function segmentSettings({ writeKey, publicUrl }: SegmentSettingsOptions): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/v1/projects/:writeKey/settings",
      summary: "What analytics.js asks for before it sends",
      maxBodyBytes: 0,
      cors: true,
      async handle(request) {
        if (!isSame(decoded(request.path.split("/")[3] ?? ""), writeKey))
          return jsonResponse(404, { error: "no such write key" });
        const url = addressOf(request, publicUrl?.());
        return url === undefined ? NO_ADDRESS : jsonResponse(200, analyticsSettings(writeKey, url));
      },
    },
    {
      method: "GET",
      path: "/sourceConfig",
      summary: "What RudderStack's SDKs ask for before they send",
      maxBodyBytes: 0,
      cors: true,
      async handle(request) {
        return isAuthorized(request, undefined, writeKey)
          ? jsonResponse(200, sourceConfig(writeKey))
          : jsonResponse(401, { error: "the write key is missing or wrong" });
      },
    },
  ];
}

const NO_ADDRESS: HttpResponse = jsonResponse(400, { error: "the request names no host" });

/** The host that the request was sent to, by the headers that proxies set; it is told to nobody but the sender. */
function addressOf({ headers }: HttpRequest, publicUrl: string | undefined): URL | undefined {
  if (publicUrl !== undefined) return new URL(publicUrl);
  const host = first(headers["x-forwarded-host"]) ?? headers.host ?? "";
  const protocol = first(headers["x-forwarded-proto"]) === "https" ? "https" : "http";
  return HOST.test(host) && URL.canParse(`${protocol}://${host}`)
    ? new URL(`${protocol}://${host}`)
    : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function first(header: string | undefined): string | undefined {
  return header?.split(",")[0]?.trim();
}

function analyticsSettings(writeKey: string, { protocol, host, pathname }: URL): unknown {
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}${pathname.replace(/\/$/, "")}/v1`,
        protocol: protocol.slice(0, -1),
        unbundledIntegrations: [],
        addBundledMetadata: false,
        maybeBundledConfigIds: {},
        versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
      },
    },
    plan: {
      track: { __default: { enabled: true, integrations: {} } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: { routingRules: [] },
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}

function sourceConfig(writeKey: string): unknown {
  const since = "2026-01-01T00:00:00.000Z";
  return {
    source: {
      id: "rapport",
      name: "Rapport",
      writeKey,
      enabled: true,
      deleted: false,
      transient: false,
      workspaceId: "rapport",
      sourceDefinitionId: "rapport",
      sourceDefinition: { id: "rapport", name: "Javascript", displayName: "Javascript", category: null },
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      liveEventsConfig: { eventUpload: false, eventUploadTS: 0 },
      destinations: [],
      connections: [],
      createdAt: since,
      updatedAt: since,
    },
    isHosted: false,
    updatedAt: since,
  };
}
