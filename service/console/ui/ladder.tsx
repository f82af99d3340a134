import type { SegmentStatus } from "../../../core/index.js";

const STEPS: readonly (readonly [SegmentStatus["tier"], string, string])[] = [
  ["rules", "Rules", "You say who belongs where."],
  ["clusters", "Groups", "Customers who are alike are found and grouped."],
  ["model", "Learnt", "A model places everybody at once, and says how sure it is."],
];

/** How far the data carries, and what is missing for the next step. */
export function Ladder({ status }: { readonly status: SegmentStatus }) {
  const reached = STEPS.findIndex(([tier]) => tier === status.tier);
  return (
    <>
      <ol className="ladder" data-test="ladder">
        {STEPS.map(([tier, title, words], at) => (
          <li
            key={tier}
            data-reached={at <= reached}
            {...(at === reached ? { "aria-current": "step" as const } : {})}
          >
            <strong>
              <span aria-hidden="true">{at <= reached ? "✓ " : ""}</span>
              {title}
            </strong>
            <span>
              {words}
              {tier === "rules" &&
                ` ${status.rules === 1 ? "1 rule is" : `${status.rules} rules are`} in force.`}
            </span>
          </li>
        ))}
      </ol>
      {status.missing.length > 0 && (
        <>
          <h3>Missing for the next step</h3>
          <ul className="sentences">
            {status.missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
