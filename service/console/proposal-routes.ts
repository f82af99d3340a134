import { z } from "zod";
import { jsonResponse, type Route } from "../../adapters/channel-adapter.js";
import { PROPOSAL_STATES, type ReplyCare, type SettleOutcome } from "../../core/index.js";
import type { createAdminRoutes } from "../admin-route.js";

const listed = z.strictObject({ state: z.enum(PROPOSAL_STATES) });

const settled = z.strictObject({
  proposalId: z.string().min(1).max(64),
  verdict: z.enum(["approved", "declined"]),
});

const PROBLEMS: Readonly<Record<Exclude<SettleOutcome, "settled">, string>> = {
  unknown: "there is no such proposal (any more)",
  settled_before: "somebody else has decided on it meanwhile",
  reply_gone: "the reply is not in the library any more: decline it",
  reply_full: "the reply has 100 variants already, or the text does not fit: decline it",
};

const MAX_BODY_BYTES = 4 * 1024;

/** What the console asks of proposals: texts that agents would like to see in the library. */
export function proposalRoutes(
  replies: ReplyCare,
  adminRoute: ReturnType<typeof createAdminRoutes>,
): readonly Route[] {
  return [
    adminRoute({
      method: "POST",
      path: "/console/api/proposals",
      scope: "replies:read",
      summary: "What agents propose for the reply library, beside the texts as they are",
      body: listed,
      maxBodyBytes: MAX_BODY_BYTES,
      answer: async ({ state }) => jsonResponse(200, await replies.proposals(state)),
    }),
    adminRoute({
      method: "POST",
      path: "/console/api/proposals/settle",
      scope: "replies:write",
      summary: "Approve a proposal, which puts it into the library, or decline it",
      body: settled,
      maxBodyBytes: MAX_BODY_BYTES,
      async answer({ proposalId, verdict }, actor) {
        const outcome = await replies.settleProposal(proposalId, verdict, actor);
        return outcome === "settled"
          ? jsonResponse(200, { outcome })
          : jsonResponse(outcome === "unknown" ? 404 : 409, { error: PROBLEMS[outcome] });
      },
    }),
  ];
}
