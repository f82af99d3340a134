import { useCallback, useRef, useState } from "react";
import type { ProposalState } from "../../../core/index.js";
import { type ConsoleClient, messageOf } from "./console-client.js";
import { ProposalCard } from "./proposal-card.js";
import type { SegmentNames } from "./segment-names.js";
import { useLoaded } from "./use-loaded.js";

interface ProposalsTabProps {
  readonly client: ConsoleClient;
  readonly names: SegmentNames;
}

const STATES: readonly (readonly [ProposalState, string])[] = [
  ["proposed", "Waiting"],
  ["approved", "Approved"],
  ["declined", "Declined"],
];

const NOTHING: Readonly<Record<ProposalState, string>> = {
  proposed: "Nothing waits. What agents save as a variant in the sidebar comes here.",
  approved: "Nothing was approved yet.",
  declined: "Nothing was declined yet.",
};

/** Texts that agents would like to see in the library, to be approved or declined. */
export function ProposalsTab({ client, names }: ProposalsTabProps) {
  const [state, setState] = useState<ProposalState>("proposed");
  const load = useCallback(() => client.proposals(state), [client, state]);
  const { value, error, reload } = useLoaded(load);
  const [message, setMessage] = useState<{ readonly text: string; readonly isBad: boolean }>();
  const title = useRef<HTMLHeadingElement>(null);

  async function settle(
    { proposalId, title: reply }: { readonly proposalId: string; readonly title: string },
    verdict: "approved" | "declined",
  ): Promise<void> {
    try {
      await client.settleProposal(proposalId, verdict);
      const text =
        verdict === "approved"
          ? `Approved: “${reply}” is offered so from the next message on.`
          : `Declined: “${reply}” stays as it is.`;
      setMessage({ text, isBad: false });
    } catch (problem) {
      setMessage({ text: messageOf(problem), isBad: true });
    }
    // The pressed button goes with its card.
    title.current?.focus();
    reload();
  }

  return (
    <>
      <section className="card" aria-labelledby="proposals-title">
        <div className="card-head">
          <h2 id="proposals-title" ref={title} tabIndex={-1}>
            Proposals for the reply library
          </h2>
          <label className="row">
            Show
            <select
              data-test="proposal-state"
              value={state}
              onChange={(event) => setState(event.target.value as ProposalState)}
            >
              {STATES.map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p className="muted">
          Agents changed these texts before they sent them. What was about one customer is a variable again.
        </p>
        <p role="status" data-test="proposals-message" className={message?.isBad === true ? "bad" : "good"}>
          {message?.text}
        </p>
        {error !== undefined && (
          <p className="bad" role="alert">
            {error.message}
          </p>
        )}
      </section>
      {value === undefined && error === undefined && <p role="status">Loading the proposals…</p>}
      {value?.length === 0 && (
        <div className="empty" data-test="no-proposals">
          <p>{NOTHING[state]}</p>
        </div>
      )}
      {value?.map((proposal) => (
        <ProposalCard
          key={proposal.proposalId}
          proposal={proposal}
          names={names}
          onSettled={(verdict) => settle(proposal, verdict)}
        />
      ))}
    </>
  );
}
