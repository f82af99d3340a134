import type { FlowSet } from "../conversations/flows/flow.js";
import type { TicketStore } from "../language/ticket-store.js";
import { type LintReport, lintReplies } from "../replies/lint/lint-replies.js";
import type { OutcomeCount } from "../replies/lint/reply-usage.js";
import type { ReplyRecord } from "../replies/reply-record.js";
import type { ReplyStore } from "../replies/reply-store.js";
import { RESERVED_KEYS } from "../segments/reserved-keys.js";
import type { Segmentation } from "../segments/segmentation.js";

/** Where what is looked at is kept. */
export interface LintSources {
  readonly replies: Pick<ReplyStore, "all">;
  readonly tickets: Pick<TicketStore, "countsByReply">;
  /** Where it is counted what came of replies. */
  readonly replyCounts?: { all(): Promise<readonly OutcomeCount[]> };
}

/** The reply library, and what is to be looked at in it. */
export interface LintedReplies {
  readonly replies: ReadonlyMap<string, ReplyRecord>;
  readonly report: LintReport;
}

/** Looks at a tenant's reply library with all rules, as it is now. */
export async function lintLibrary(
  { replies, tickets, replyCounts }: LintSources,
  flows: FlowSet | undefined,
  segmentation: Segmentation,
): Promise<LintedReplies> {
  const library = await replies.all();
  const report = await lintReplies({
    replies: library.values(),
    tickets: await tickets.countsByReply(),
    outcomes: (await replyCounts?.all()) ?? [],
    flows: {
      intents: Object.keys(flows?.intents ?? {}),
      startsOn: [...(flows?.flows.values() ?? [])].flatMap(({ startsOn }) => startsOn),
    },
    segments: segmentsOf(segmentation),
  });
  return { replies: library, report };
}

/** In which segments a customer can be. */
function segmentsOf({ rules, model, run }: Segmentation): readonly string[] {
  return [
    ...RESERVED_KEYS,
    ...rules.map(({ key }) => key),
    ...(model?.groups.map(({ key }) => key) ?? []),
    ...(run?.report.segments.map(({ key }) => key) ?? []),
  ];
}
