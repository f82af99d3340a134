import { z } from "zod";
import { jsonResponse, type Route } from "../../adapters/channel-adapter.js";
import type { Library } from "../../core/index.js";
import type { createAdminRoutes } from "../admin-route.js";
import { libraryView } from "./library-view.js";

/** What the console asks of the reply library. */
export function libraryRoutes(
  library: Pick<Library, "lint">,
  adminRoute: ReturnType<typeof createAdminRoutes>,
): readonly Route[] {
  return [
    adminRoute({
      method: "GET",
      path: "/console/api/library",
      scope: "replies:read",
      summary: "The reply library: how its replies do, and what is to be looked at",
      body: z.strictObject({}),
      maxBodyBytes: 0,
      answer: async () => jsonResponse(200, libraryView(await library.lint())),
    }),
  ];
}
