import type { Proposal, ProposalState } from "./proposal-store.js";

/** An edited reply that its agent would like to see in the library. */
export interface ProposeRequest {
  /** Whose text was edited. */
  readonly decisionId: string;
  /** As the agent left it; at most 10,000 characters. */
  readonly text: string;
  /** Key of the segment that it is for; `undefined`: for everybody. */
  readonly segment?: string | undefined;
  /** BCP 47; by default the language of the text that was edited. */
  readonly locale?: string | undefined;
  /** Who proposes it, as the audit names them: `agent:acme/7`. */
  readonly agent: string;
  /** What the channel calls the customer: looked for in the text, and not kept. */
  readonly customerName?: string | undefined;
}

/** `refused`: with a sentence for the agent. `settled`: the same was proposed before, and approved or declined. */
export type ProposeResult =
  | { readonly status: "proposed"; readonly proposalId: string; readonly body: string }
  | { readonly status: "refused"; readonly problem: string }
  | { readonly status: "settled" | "unknown_decision" };

/** A proposal beside what it would replace. */
export interface ShownProposal extends Omit<Proposal, "decisionId" | "place"> {
  /** Of the reply; its key if the reply is gone. */
  readonly title: string;
  /** Key; `undefined`: for everybody. */
  readonly segment: string | undefined;
  readonly locale: string;
  /** The template that stands there now: of exactly this place, or the wider one. `undefined`: the reply is gone. */
  readonly today: string | undefined;
  /** Whether `today` would be replaced; otherwise it stays for all others. */
  readonly replaces: boolean;
  /** Levenshtein distance between both templates, and its share of the longer one in [0,1]. */
  readonly edit: { readonly characters: number; readonly share: number };
}

/** `reply_gone`, `reply_full`: nothing was done, for there is no such reply any more or it has 100 variants. */
export type SettleOutcome = "settled" | "settled_before" | "unknown" | "reply_gone" | "reply_full";

/** What people do for the reply library while it is in use. */
export interface ReplyCare {
  /** Turns an edited text back into a template and keeps it until an admin looks at it. */
  propose(request: ProposeRequest): Promise<ProposeResult>;
  /** The newest first, at most 200. */
  proposals(state: ProposalState): Promise<readonly ShownProposal[]>;
  /** Approved, it is in the library from the next turn on, in all processes. */
  settleProposal(
    proposalId: string,
    verdict: Exclude<ProposalState, "proposed">,
    actor: string,
  ): Promise<SettleOutcome>;
}
