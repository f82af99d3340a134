import { jsonResponse, type Route } from "../adapters/channel-adapter.js";
import type { RunningCore } from "../core/index.js";

/** For load balancers and people: whether the process lives, and whether it can do its work. */
export function healthRoutes(core: RunningCore, isReady: () => boolean): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/healthz",
      summary: "200 while the process lives",
      maxBodyBytes: 0,
      handle: async () => jsonResponse(200, { status: "ok" }),
    },
    {
      method: "GET",
      path: "/readyz",
      summary:
        "200 when the storage answers and all channels are up, else 503; `degraded` while the queue or conversations' context are away",
      maxBodyBytes: 0,
      async handle() {
        const health = await core.health();
        if (!isReady()) return jsonResponse(503, { status: "starting", ...health });
        if (!health.storage) return jsonResponse(503, { status: "unavailable", ...health });
        // Without Redis customers are answered and events kept: taking the server out would help nobody.
        const whole = health.queue && health.conversationContext === "ok";
        return jsonResponse(200, { status: whole ? "ready" : "degraded", ...health });
      },
    },
  ];
}
