import { useId, useMemo, useState } from "react";
import type { ShownProposal } from "../../../core/index.js";
import { percent, timeOf, whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { Swatch } from "./swatch.js";
import { type DiffPart, wordDiff } from "./word-diff.js";

interface ProposalCardProps {
  readonly proposal: ShownProposal;
  readonly names: SegmentNames;
  onSettled(verdict: "approved" | "declined"): Promise<void>;
}

/** One proposal: the text as it is beside the proposed one, with what differs between them. */
export function ProposalCard({ proposal, names, onSettled }: ProposalCardProps) {
  const { title, segment, locale, by, createdAtMs, settledAtMs, state, today, replaces, body, edit } =
    proposal;
  const [busy, setBusy] = useState(false);
  const id = useId();
  const parts = useMemo(() => wordDiff(today ?? "", body), [today, body]);
  const audience = segment === undefined ? "everybody" : `${names.name(segment)} customers`;

  async function settle(verdict: "approved" | "declined"): Promise<void> {
    setBusy(true);
    await onSettled(verdict);
    setBusy(false);
  }

  return (
    <section className="card proposal" aria-labelledby={id} data-test="proposal">
      <div className="card-head">
        <h3 id={id} className="row tight">
          {title}
          <span className="tag">
            {segment !== undefined && <Swatch colour={names.colour(segment)} />} for {audience}
          </span>
          <span className="tag">{locale}</span>
        </h3>
        {state === "proposed" ? (
          <div className="row">
            <button
              type="button"
              disabled={busy}
              aria-describedby={id}
              onClick={() => void settle("declined")}
              data-test="decline"
            >
              Decline
            </button>
            <button
              type="button"
              className="primary"
              disabled={busy || today === undefined}
              aria-describedby={id}
              onClick={() => void settle("approved")}
              data-test="approve"
            >
              Approve
            </button>
          </div>
        ) : (
          <span className="tag">
            {state} {settledAtMs !== undefined && timeOf(settledAtMs)}
          </span>
        )}
      </div>
      <p className="muted" data-test="proposal-about">
        By {agentOf(by)}, {timeOf(createdAtMs)}. {whole(edit.characters)}{" "}
        {edit.characters === 1 ? "character" : "characters"} changed ({percent(edit.share)}).{" "}
        {today !== undefined && !replaces && "The text of today stays for all others."}
      </p>
      <div className="two">
        <figure>
          <figcaption>{today === undefined ? "The reply is gone" : "Today"}</figcaption>
          <p className="proposal-text" lang={locale} data-test="proposal-today">
            <Words parts={parts} without="added" />
          </p>
        </figure>
        <figure>
          <figcaption>Proposed</figcaption>
          <p className="proposal-text" lang={locale} data-test="proposal-body">
            <Words parts={parts} without="removed" />
          </p>
        </figure>
      </div>
    </section>
  );
}

/** One of the two texts, with what it has and the other has not. */
function Words({
  parts,
  without,
}: {
  readonly parts: readonly DiffPart[];
  readonly without: DiffPart["kind"];
}) {
  return parts
    .filter(({ kind }) => kind !== without)
    .map(({ kind, text }, place) => {
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      if (kind === "kept") return <span key={place}>{text}</span>;
      // biome-ignore lint/suspicious/noArrayIndexKey: the same
      return kind === "removed" ? <del key={place}>{text}</del> : <ins key={place}>{text}</ins>;
    });
}

/** `agent:acme/7` is `agent 7 of acme` to a reader. */
function agentOf(by: string): string {
  const [, subdomain, agent] = /^agent:(.+)\/(\d+)$/.exec(by) ?? [];
  return agent === undefined ? by : `agent ${agent} of ${subdomain}`;
}
