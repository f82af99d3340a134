import { jsonResponse, type Route } from "../adapters/channel-adapter.js";
import { bearerOf, isSame } from "./authorization.js";

export interface MetricsRouteOptions {
  readonly metrics: {
    readonly contentType: string;
    text(): Promise<string>;
  };
  /** Bearer token that a scrape must bring; without it anybody who reaches the port may scrape. */
  readonly token?: string | undefined;
}

/** `GET /metrics` for Prometheus. */
export function metricsRoute({ metrics, token }: MetricsRouteOptions): Route {
  return {
    method: "GET",
    path: "/metrics",
    summary: "Metrics in Prometheus' text format; with `RAPPORT_METRICS_TOKEN` set, for its bearer only",
    maxBodyBytes: 0,
    async handle(request) {
      const given = bearerOf(request);
      if (token !== undefined && (given === undefined || !isSame(given, token))) {
        const refusal = jsonResponse(401, { error: "the token is missing or wrong" });
        return { ...refusal, headers: { ...refusal.headers, "www-authenticate": "Bearer" } };
      }
      return { status: 200, headers: { "content-type": metrics.contentType }, body: await metrics.text() };
    },
  };
}
