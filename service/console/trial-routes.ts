import { z } from "zod";
import { jsonResponse, type Route } from "../../adapters/channel-adapter.js";
import type { RunningCore } from "../../core/index.js";
import type { createAdminRoutes } from "../admin-route.js";

const nothing = z.strictObject({});

/** What may stand in it is the core's to say, in sentences. */
const changed = z.strictObject({
  exploration: z.number().optional(),
  experiment: z.strictObject({ name: z.string().max(80), impersonalShare: z.number() }).nullish(),
});

const MAX_BODY_BYTES = 4 * 1024;

/** What the console asks of replies that are tried out: exploration, and the experiment. */
export function trialRoutes(
  replySettings: RunningCore["replySettings"],
  adminRoute: ReturnType<typeof createAdminRoutes>,
): readonly Route[] {
  return [
    adminRoute({
      method: "GET",
      path: "/console/api/replies/settings",
      scope: "replies:read",
      summary: "What is settled for replies: exploration, and the experiment",
      body: nothing,
      maxBodyBytes: 0,
      answer: async () => jsonResponse(200, await replySettings.load()),
    }),
    adminRoute({
      method: "POST",
      path: "/console/api/replies/settings",
      scope: "replies:write",
      summary: "Change how much is explored, start an experiment, or end it",
      body: changed,
      maxBodyBytes: MAX_BODY_BYTES,
      answer: async (change, actor) => jsonResponse(200, await replySettings.change(change, actor)),
    }),
    adminRoute({
      method: "GET",
      path: "/console/api/replies/trials",
      scope: "replies:read",
      summary: "How the experiment goes, and what exploring comes to",
      body: nothing,
      maxBodyBytes: 0,
      answer: async () => jsonResponse(200, await replySettings.trials()),
    }),
  ];
}
