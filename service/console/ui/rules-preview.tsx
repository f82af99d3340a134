import type { RulesPreview as Preview, RulesProblem } from "../../../core/index.js";
import { whole } from "./number-words.js";

interface RulesPreviewProps {
  readonly check: Preview | { readonly problems: readonly RulesProblem[] } | undefined;
  /** False while a newer text is looked at. */
  readonly isCurrent: boolean;
  onGoTo(problem: RulesProblem): void;
}

/** What the rules would do, or what is wrong with them. */
export function RulesPreview({ check, isCurrent, onGoTo }: RulesPreviewProps) {
  return (
    <section className="card" aria-labelledby="preview-title" aria-busy={!isCurrent} data-test="preview">
      <h2 id="preview-title">What they would do</h2>
      <div id="rules-problems" aria-live="polite">
        {check === undefined && <p className="muted">One moment…</p>}
        {check !== undefined && "problems" in check && (
          <>
            <p className="bad">These rules can’t be read yet:</p>
            <ul className="problems" data-test="problems">
              {check.problems.map((problem) => (
                <li key={`${problem.line} ${problem.column} ${problem.message}`}>
                  <button type="button" className="link" onClick={() => onGoTo(problem)}>
                    Line {problem.line}, column {problem.column}
                  </button>
                  : {problem.message}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {check !== undefined && "rules" in check && <Counts preview={check} />}
    </section>
  );
}

function Counts({ preview: { rules, rest, warnings } }: { readonly preview: Preview }) {
  const all = rules.reduce((sum, { takes }) => sum + takes, rest);
  const widest = Math.max(1, ...rules.map(({ holds }) => holds));
  const width = (people: number) => (people / widest) * 160;
  return (
    <>
      {all === 0 && (
        <p className="muted">No customer allows personalization yet, so there is nobody to count.</p>
      )}
      <table className="rule-counts">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Holds for</th>
            <th scope="col">Gets</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ key, name, holds, takes }) => (
            <tr key={key}>
              <th scope="row">
                {name}
                <svg width="160" height="10" viewBox="0 0 160 10" aria-hidden="true">
                  <rect className="holds" width={width(holds)} height="10" rx="2" />
                  <rect className="takes" width={width(takes)} height="10" rx="2" />
                </svg>
              </th>
              <td className="number">{whole(holds)}</td>
              <td className="number">{whole(takes)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">No rule</th>
            <td />
            <td className="number">{whole(rest)}</td>
          </tr>
        </tbody>
      </table>
      <p className="muted">
        <svg width="10" height="10" aria-hidden="true">
          <rect className="takes" width="10" height="10" rx="2" />
        </svg>{" "}
        gets{" "}
        <svg width="10" height="10" aria-hidden="true">
          <rect className="holds" width="10" height="10" rx="2" />
        </svg>{" "}
        holds too, but an earlier rule gets them
      </p>
      {warnings.length > 0 && (
        <>
          <h3>Look again</h3>
          <ul className="sentences flagged" data-test="warnings">
            {warnings.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
