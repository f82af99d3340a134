import { createHash } from "node:crypto";
import { z } from "zod";
import type { ReplyLifts } from "../../recommend/replies/reply-lifts.js";
import type { Tier } from "../receipt.js";
import { DEFAULT_WEIGHTS, RANKING_FEATURES } from "./ranking-features.js";

/** How well replies were ranked that were not learnt from. */
export interface RankingFigures {
  /** So many choices were judged. */
  readonly choices: number;
  /** Share of those whose reply stood first, and among the first three: by the text model alone, and as ranked. */
  readonly textTop1: number;
  readonly textTop3: number;
  readonly top1: number;
  readonly top3: number;
}

/** How replies are ranked for one tenant. */
export interface RankingModel {
  /** Digest of what follows, 12 hex digits. */
  readonly version: string;
  /** By `RANKING_FEATURES`. */
  readonly weights: readonly number[];
  readonly lifts: ReplyLifts;
  /** `rules`: no ticket; `clusters`: tickets, and weights that were set; `model`: weights that were learnt. */
  readonly tier: Tier;
  /** `undefined` where there were too few choices to judge. */
  readonly figures: RankingFigures | undefined;
  /** Version of a sibling's priors that are a part of it; never of one that is stored. */
  readonly prior?: string | undefined;
}

const NO_LIFTS: ReplyLifts = { total: 0, byReply: new Map(), byToken: new Map(), priors: new Map() };

/** Before the first training. */
export const UNTRAINED_RANKING: RankingModel = withRankingVersion({
  weights: RANKING_FEATURES.map((feature) => DEFAULT_WEIGHTS[feature]),
  lifts: NO_LIFTS,
  tier: "rules",
  figures: undefined,
});

const share = z.number().min(0).max(1);
const counts = z.array(z.tuple([z.string(), z.number()]));
const storedRanking = z.object({
  version: z.string(),
  weights: z.array(z.number()).length(RANKING_FEATURES.length),
  lifts: z.object({
    total: z.number(),
    byReply: counts,
    byToken: z.array(z.tuple([z.string(), counts])),
    priors: counts,
  }),
  tier: z.enum(["rules", "clusters", "model"]),
  figures: z
    .object({ choices: z.number(), textTop1: share, textTop3: share, top1: share, top3: share })
    .optional(),
});

/** A model that knows its version. */
export function withRankingVersion(model: Omit<RankingModel, "version">): RankingModel {
  // Also if the model that it was made from had one.
  const versioned = (version: string): RankingModel => Object.assign({ version }, model, { version });
  return versioned(
    createHash("sha256")
      .update(written(versioned("")))
      .digest("hex")
      .slice(0, 12),
  );
}

export function serializeRanking(model: RankingModel): Uint8Array {
  return Buffer.from(written(model));
}

/** @returns `undefined` if this is nothing that `serializeRanking` of this release wrote */
export function readRanking(bytes: Uint8Array): RankingModel | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    json = undefined;
  }
  const read = storedRanking.safeParse(json);
  if (!read.success) return undefined;
  const { lifts, figures, ...model } = read.data;
  return {
    ...model,
    figures,
    lifts: {
      total: lifts.total,
      byReply: new Map(lifts.byReply),
      byToken: new Map(lifts.byToken.map(([token, byReply]) => [token, new Map(byReply)])),
      priors: new Map(lifts.priors),
    },
  };
}

function written({ lifts, ...model }: RankingModel): string {
  return JSON.stringify({
    ...model,
    lifts: {
      total: lifts.total,
      byReply: [...lifts.byReply],
      byToken: [...lifts.byToken].map(([token, byReply]) => [token, [...byReply]]),
      priors: [...lifts.priors],
    },
  });
}
