import { useMemo } from "react";
import type { FairnessFinding, SegmentReport } from "../../../core/index.js";
import { ChartCard } from "./chart-card.js";
import { fairnessChart, fairnessKeys } from "./fairness-chart.js";
import { percent, whole } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import type { ColourScheme } from "./use-colour-scheme.js";

interface FairnessTabProps {
  readonly report: SegmentReport;
  readonly names: SegmentNames;
  readonly scheme: ColourScheme;
}

export function FairnessTab({ report: { fairness }, names, scheme }: FairnessTabProps) {
  const flagged = fairness.flatMap(({ attribute, flagged }) =>
    flagged.map(({ segment, because }) => ({ attribute, segment, because })),
  );
  return (
    <>
      <section className="card" aria-labelledby="flagged-title">
        <h2 id="flagged-title">Do segments separate people by who they are?</h2>
        <p className="muted">
          No segment is made from these traits, but others can stand in for them. Groups that are too small to
          stay anonymous are left out.
        </p>
        {flagged.length === 0 ? (
          <p>
            <span aria-hidden="true">✓ </span>
            {fairness.length === 0 ? "Nothing was compared in this build." : "No segment stands out."}
          </p>
        ) : (
          <ul className="sentences flagged" data-test="flagged">
            {flagged.map(({ attribute, segment, because }) => (
              <li key={`${attribute} ${segment}`}>
                <strong>{names.name(segment)}</strong>, by {traitOf(attribute)}: {because}
              </li>
            ))}
          </ul>
        )}
      </section>
      {fairness.map((finding) => (
        <FindingCard key={finding.attribute} finding={finding} names={names} scheme={scheme} />
      ))}
    </>
  );
}

interface FindingCardProps {
  readonly finding: FairnessFinding;
  readonly names: SegmentNames;
  readonly scheme: ColourScheme;
}

function FindingCard({ finding, names, scheme }: FindingCardProps) {
  const { attribute, association, groups } = finding;
  const option = useMemo(() => fairnessChart(finding, names, scheme), [finding, names, scheme]);
  const keys = fairnessKeys(groups, names);
  const trait = traitOf(attribute);
  return (
    <ChartCard
      title={`By ${trait}`}
      option={option}
      heightPx={290}
      columns={[trait, "Customers", ...keys.map((key) => names.name(key)), "How sure"]}
      rows={groups.map(({ group, people, shares, confidence }) => [
        group,
        whole(people),
        ...keys.map((key) => percent(shares[key] ?? 0)),
        percent(confidence),
      ])}
    >
      <p className="muted">
        Share of each group that is in a segment. Segments and {trait} are {connection(association)}{" "}
        connected: Cramér’s V is {association.toFixed(2)}, 1 at most.
      </p>
    </ChartCard>
  );
}

/** `demographics.country` is `country` to a reader. */
function traitOf(attribute: string): string {
  return attribute.slice(attribute.indexOf(".") + 1).replaceAll("_", " ");
}

function connection(association: number): string {
  if (association < 0.1) return "hardly";
  if (association < 0.2) return "a little";
  return association < 0.3 ? "noticeably" : "strongly";
}
