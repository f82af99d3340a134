import type {
  BuildRequest,
  PersonStanding,
  ProposalState,
  ReplySettings,
  ReplySettingsChange,
  ReplyTrials,
  RulesPreview,
  RulesProblem,
  SegmentStatus,
  ShownProposal,
} from "../../../core/index.js";
import type { JobState, LibraryView, NewestRun, RunSummary } from "../console-wire.js";
import { type MapFile, readMap } from "../map-file.js";

/** What the server refused, in its own words. */
export class Refusal extends Error {
  readonly status: number;
  readonly problems: readonly RulesProblem[];

  constructor(status: number, message: string, problems: readonly RulesProblem[] = []) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.problems = problems;
  }
}

/** What a reader is told of something that did not work. */
export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

/** Whom a question is about: the id of a profile, or an identifier as `email:vera@example.com`. */
export type Whom = { readonly profile: string } | { readonly identifier: string };

/** What the page asks of the server. All of it rejects with a `Refusal`. */
export interface ConsoleClient {
  status(): Promise<SegmentStatus>;
  report(): Promise<NewestRun>;
  runs(): Promise<readonly RunSummary[]>;
  map(): Promise<MapFile>;
  library(): Promise<LibraryView>;
  personAt(spot: {
    readonly runId: string;
    readonly people: number;
    readonly index: number;
  }): Promise<{ readonly profileId: string }>;
  job(): Promise<JobState>;
  build(request: BuildRequest): Promise<unknown>;
  assign(): Promise<unknown>;
  rename(key: string, name: string): Promise<unknown>;
  writeTags(on: boolean): Promise<unknown>;
  rules(): Promise<{ readonly yaml: string }>;
  preview(yaml: string): Promise<RulesPreview | { readonly problems: readonly RulesProblem[] }>;
  saveRules(yaml: string): Promise<unknown>;
  customer(whom: Whom): Promise<PersonStanding>;
  undo(shiftId: string): Promise<{ readonly outcome: "undone" | "undone before" }>;
  proposals(state: ProposalState): Promise<readonly ShownProposal[]>;
  settleProposal(proposalId: string, verdict: "approved" | "declined"): Promise<unknown>;
  replySettings(): Promise<ReplySettings>;
  changeReplySettings(change: ReplySettingsChange): Promise<unknown>;
  replyTrials(): Promise<ReplyTrials>;
}

/** @param onRefused the token does not open the console (any more) */
export function createConsoleClient(token: string, onRefused: () => void): ConsoleClient {
  async function ask(path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`/console/api/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Refusal(0, "The server can't be reached.");
    });
    if (response.ok) return response;
    if (response.status === 401) onRefused();
    const { error = "The server could not answer.", problems = [] } = (await response
      .json()
      .catch(() => ({}))) as { error?: string; problems?: readonly RulesProblem[] };
    throw new Refusal(response.status, error, problems);
  }
  const json = async <T>(path: string, body?: unknown) => (await (await ask(path, body)).json()) as T;
  return {
    status: () => json("status"),
    report: () => json("report"),
    runs: () => json("runs"),
    map: async () => readMap(await (await ask("map")).arrayBuffer()),
    library: () => json("library"),
    personAt: (spot) => json("map/person", spot),
    job: () => json("job"),
    build: (request) => json("build", request),
    assign: () => json("assign", {}),
    rename: (key, name) => json("rename", { key, name }),
    writeTags: (on) => json("tags", { on }),
    rules: () => json("rules"),
    preview: (yaml) => json("rules/preview", { yaml }),
    saveRules: (yaml) => json("rules", { yaml }),
    customer: (whom) => json("customer", whom),
    undo: (shiftId) => json("undo", { shiftId }),
    proposals: (state) => json("proposals", { state }),
    settleProposal: (proposalId, verdict) => json("proposals/settle", { proposalId, verdict }),
    replySettings: () => json("replies/settings"),
    changeReplySettings: (change) => json("replies/settings", change),
    replyTrials: () => json("replies/trials"),
  };
}

/** The token that the playground gives its own page; `undefined` elsewhere. */
export async function playgroundToken(): Promise<string | undefined> {
  const response = await fetch("/console/api/session", { method: "POST" }).catch(() => undefined);
  if (response === undefined || !response.ok) return undefined;
  return ((await response.json()) as { token?: string }).token;
}
