import { useState } from "react";
import type { LintFinding } from "../../../core/index.js";
import type { LibraryView } from "../console-wire.js";
import { hashOf } from "./use-place.js";

const SEVERITIES = ["error", "warning", "info"] as const;
type Severity = (typeof SEVERITIES)[number];

const WORDS: Readonly<Record<Severity, readonly [one: string, many: string, sign: string]>> = {
  error: ["error", "errors", "✕"],
  warning: ["warning", "warnings", "!"],
  info: ["hint", "hints", "i"],
};

/** Findings that are listed before somebody asks for all. */
const LISTED = 30;
/** Keys that a finding names. */
const KEYS = 8;

const ALL = "all";

/** What is to be looked at, by severity and rule. */
export function FindingList({ view: { findings, counts } }: { readonly view: LibraryView }) {
  const [hidden, setHidden] = useState<ReadonlySet<Severity>>(new Set());
  const [rule, setRule] = useState<string>(ALL);
  const [isWhole, setIsWhole] = useState(false);
  const rules = [...new Set(findings.map((finding) => finding.rule))];
  const wanted = findings.filter(
    (finding) => !hidden.has(finding.severity) && (rule === ALL || finding.rule === rule),
  );
  const listed = isWhole ? wanted : wanted.slice(0, LISTED);

  function toggle(severity: Severity) {
    const next = new Set(hidden);
    if (!next.delete(severity)) next.add(severity);
    setHidden(next);
  }

  return (
    <section className="card" aria-labelledby="findings-title">
      <div className="card-head">
        <h2 id="findings-title">To look at</h2>
        <div className="row">
          {SEVERITIES.map((severity) => (
            <label key={severity} className="check">
              <input type="checkbox" checked={!hidden.has(severity)} onChange={() => toggle(severity)} />
              {counts[severity]} {WORDS[severity][counts[severity] === 1 ? 0 : 1]}
            </label>
          ))}
          <label className="check">
            Rule
            <select value={rule} data-test="rule-filter" onChange={(event) => setRule(event.target.value)}>
              <option value={ALL}>all rules</option>
              {rules.map((each) => (
                <option key={each} value={each}>
                  {each.replaceAll("-", " ")}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {findings.length === 0 ? (
        <p>
          <span aria-hidden="true">✓ </span>Nothing: the library is in order.
        </p>
      ) : (
        <p className="muted" role="status" data-test="findings-shown">
          {wanted.length} of {findings.length} shown.
        </p>
      )}
      <ul className="findings" data-test="findings">
        {listed.map((finding) => (
          <Finding key={`${finding.rule} ${finding.message} ${finding.replies.join()}`} finding={finding} />
        ))}
      </ul>
      {listed.length < wanted.length && (
        <div>
          <button type="button" className="quiet" onClick={() => setIsWhole(true)}>
            Show all {wanted.length}
          </button>
        </div>
      )}
    </section>
  );
}

function Finding({ finding: { severity, rule, replies, message } }: { readonly finding: LintFinding }) {
  const [one, , sign] = WORDS[severity];
  const more = replies.length - KEYS;
  return (
    <li data-severity={severity}>
      <span className="severity">
        <span aria-hidden="true">{sign}</span> {one}
      </span>
      <div>
        <p>{message}</p>
        <p className="finding-keys">
          <span className="tag">{rule.replaceAll("-", " ")}</span>
          {replies.slice(0, KEYS).map((key) =>
            rule === "unanswered" ? (
              <code key={key}>{key}</code>
            ) : (
              <a key={key} href={hashOf("replies", key)}>
                {key}
              </a>
            ),
          )}
          {more > 0 && <span className="muted">and {more} more</span>}
        </p>
      </div>
    </li>
  );
}
