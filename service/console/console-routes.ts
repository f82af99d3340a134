import { z } from "zod";
import { type HttpResponse, jsonResponse, type Route } from "../../adapters/channel-adapter.js";
import type {
  AdminScope,
  Library,
  Logger,
  ReplyCare,
  RunningCore,
  SegmentRun,
  Segments,
} from "../../core/index.js";
import { createAdminRoutes } from "../admin-route.js";
import { isSame } from "../authorization.js";
import { parseSubject, somebody } from "../parse-subject.js";
import { consolePages } from "./console-pages.js";
import { consoleSession } from "./console-session.js";
import type { JobState, NewestRun, RunSummary } from "./console-wire.js";
import { libraryRoutes } from "./library-routes.js";
import { type MapFile, writeMap } from "./map-file.js";
import { proposalRoutes } from "./proposal-routes.js";
import { createSegmentJob } from "./segment-job.js";
import { trialRoutes } from "./trial-routes.js";

export interface ConsoleOptions {
  readonly segments: Segments;
  readonly replies: ReplyCare;
  readonly replySettings: RunningCore["replySettings"];
  readonly tokens: Pick<RunningCore["tokens"], "find">;
  readonly log: Logger;
  readonly library: Pick<Library, "lint">;
  /** In the playground only: what its own page signs in with. It must be hard to guess and end with the process. */
  readonly demoToken?: string | undefined;
  /** Origins that may show the console in a frame: the help desk's. Default none. */
  readonly framedBy?: readonly string[] | undefined;
}

/** A page asks more often than a program: while a build runs, and while rules are written. */
const REQUESTS_PER_MINUTE = 600;
/** Rules have at most 64,000 characters. */
const MAX_BODY_BYTES = 256 * 1024;
const RUNS = 60;
const SHIFTS = 200;

const BINARY = { "content-type": "application/octet-stream" };

const NOBODY: MapFile = {
  runId: "",
  keys: [],
  x: new Float32Array(),
  y: new Float32Array(),
  segments: new Uint8Array(),
  confidence: new Uint8Array(),
};

const bodies = {
  nothing: z.strictObject({}),
  build: z.strictObject({
    method: z.enum(["k-means", "dbscan", "ward"]).optional(),
    k: z.int().min(2).max(20).optional(),
    seed: z.int().min(0).optional(),
  }),
  rename: z.strictObject({ key: z.string().max(80), name: z.string().trim().min(1).max(60) }),
  rules: z.strictObject({ yaml: z.string().max(64_000) }),
  tags: z.strictObject({ on: z.boolean() }),
  spot: z.strictObject({ runId: z.string().max(80), people: z.int().min(0), index: z.int().min(0) }),
  customer: z.strictObject({
    identifier: z.string().max(400).optional(),
    profile: z.string().max(64).optional(),
  }),
  undo: z.strictObject({ shiftId: z.string().max(64) }),
} as const;

/**
 * The console: its page, and what the page asks of the segments. Whoever is meant stands in the body, so that no
 * log of addresses holds it.
 */
export function consoleRoutes(options: ConsoleOptions): readonly Route[] {
  const { segments, tokens, log, demoToken } = options;
  const job = createSegmentJob(segments, log);
  const adminRoute = createAdminRoutes(async (token) => {
    if (demoToken !== undefined && isSame(token, demoToken)) {
      return {
        name: "playground",
        scopes: ["segments:read", "segments:write", "replies:read", "replies:write"],
      };
    }
    return tokens.find(token);
  }, REQUESTS_PER_MINUTE);

  const route = <T>(
    [method, path, scope]: readonly ["GET" | "POST", string, AdminScope],
    summary: string,
    body: z.ZodType<T>,
    answer: (body: T, actor: string) => Promise<HttpResponse>,
  ): Route =>
    adminRoute({
      method,
      path: `/console/api/${path}`,
      scope,
      summary,
      body,
      maxBodyBytes: method === "GET" ? 0 : MAX_BODY_BYTES,
      answer,
    });

  const read = (path: string, summary: string, answer: () => Promise<unknown>) =>
    route(["GET", path, "segments:read"], summary, bodies.nothing, async () => ok(await answer()));

  return [
    ...consolePages(options.framedBy ?? []),
    consoleSession(demoToken),
    ...libraryRoutes(options.library, adminRoute),
    read("status", "How far the segments have come", () => segments.status()),
    read("report", "The newest build", async (): Promise<NewestRun> => {
      const [run] = await segments.runs(1);
      return { run };
    }),
    read("runs", "Sizes of the segments, build by build", async () =>
      (await segments.runs(RUNS)).map(summaryOf),
    ),
    route(
      ["GET", "map", "segments:read"],
      "Who is where on the map, as numbers",
      bodies.nothing,
      async () => {
        const [run] = await segments.runs(1);
        const members = run && (await segments.members(run.runId));
        const map = members === undefined ? NOBODY : { ...members, runId: run?.runId ?? "" };
        return { status: 200, headers: BINARY, body: Buffer.from(writeMap(map)) };
      },
    ),
    route(
      ["POST", "map/person", "segments:read"],
      "Who stands at one place of the map",
      bodies.spot,
      async ({ runId, people, index }) => {
        const members = await segments.members(runId);
        // Whoever was erased since has left the lists, and moved all others up.
        if (members === undefined || members.profileIds.length !== people) {
          return jsonResponse(409, { error: "the map has changed: load it again" });
        }
        return ok({ profileId: somebody(members.profileIds[index]) });
      },
    ),
    read("job", "How a build is going", async (): Promise<JobState> => job.state),
    route(
      ["POST", "build", "segments:write"],
      "Group all customers anew, in the background",
      bodies.build,
      async (request) => started(job.build(request)),
    ),
    route(
      ["POST", "assign", "segments:write"],
      "Sort everybody into the segments by the rules of now",
      bodies.nothing,
      async () => started(job.assign()),
    ),
    route(
      ["POST", "rename", "segments:write"],
      "Give a segment that was found a name",
      bodies.rename,
      async ({ key, name }, actor) => {
        return (await segments.rename(key, name, actor))
          ? ok({ key, name })
          : jsonResponse(404, { error: "no segment of this key was found" });
      },
    ),
    route(
      ["POST", "tags", "segments:write"],
      "Write segments to Zendesk as tags, or stop it",
      bodies.tags,
      async ({ on }, actor) => {
        await segments.writeTags(on, actor);
        return ok({ writeTags: on });
      },
    ),
    read("rules", "The rules, in YAML", async () => ({ yaml: await segments.rules() })),
    route(
      ["POST", "rules/preview", "segments:read"],
      "What rules would do, and what is wrong with them",
      bodies.rules,
      async ({ yaml }) => ok(await segments.preview(yaml)),
    ),
    route(
      ["POST", "rules", "segments:write"],
      "Put rules in force",
      bodies.rules,
      async ({ yaml }, actor) => {
        const problems = await segments.saveRules(yaml, actor);
        if (problems.length === 0) return ok({ saved: true });
        return jsonResponse(400, { error: "the rules can't be read", problems });
      },
    ),
    route(
      ["POST", "customer", "segments:read"],
      "Where one customer stands, and how they came there",
      bodies.customer,
      async (body) => {
        const subject = parseSubject(body);
        if ("profileId" in subject) {
          return ok(somebody(await segments.standingOfProfile(subject.profileId, SHIFTS)));
        }
        const identifiers = "identifier" in subject ? [subject.identifier] : subject.identifiers;
        return ok(await segments.standingOf({ identifiers }, SHIFTS));
      },
    ),
    route(
      ["POST", "undo", "segments:write"],
      "Take a customer's move back",
      bodies.undo,
      async ({ shiftId }, actor) => {
        const outcome = await segments.undo(shiftId, actor);
        return outcome === "unknown"
          ? jsonResponse(404, { error: "there is no such move" })
          : ok({ outcome });
      },
    ),
    ...proposalRoutes(options.replies, adminRoute),
    ...trialRoutes(options.replySettings, adminRoute),
  ];
}

function started(isStarted: boolean): HttpResponse {
  return isStarted
    ? jsonResponse(202, { started: true })
    : jsonResponse(409, { error: "a build is at work already" });
}

function ok(body: unknown): HttpResponse {
  return jsonResponse(200, body);
}

function summaryOf({ runId, builtAtMs, report }: SegmentRun): RunSummary {
  return {
    runId,
    builtAtMs,
    people: report.people,
    segments: report.segments.map(({ key, name, kind, size }) => ({ key, name, kind, size })),
  };
}
