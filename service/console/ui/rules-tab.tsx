import { useCallback, useEffect, useRef, useState } from "react";
import type { RulesPreview as Preview, RulesProblem } from "../../../core/index.js";
import { type ConsoleClient, messageOf, Refusal } from "./console-client.js";
import { RulesEditor } from "./rules-editor.js";
import { RulesPreview } from "./rules-preview.js";
import { useJob } from "./use-job.js";
import { useLoaded } from "./use-loaded.js";

/** So long after the last key a preview is asked for. */
const PAUSE_MS = 400;

type Check = Preview | { readonly problems: readonly RulesProblem[] };

const NO_PROBLEMS: readonly RulesProblem[] = [];

export function RulesTab({ client }: { readonly client: ConsoleClient }) {
  const load = useCallback(() => client.rules(), [client]);
  const { value: saved, error, reload } = useLoaded(load);
  const [draft, setDraft] = useState<string>();
  const [check, setCheck] = useState<{ readonly of: string; readonly found: Check }>();
  const [message, setMessage] = useState<{ readonly text: string; readonly isBad: boolean }>();
  const editor = useRef<HTMLTextAreaElement>(null);
  const job = useJob(client, () => undefined);
  const yaml = draft ?? saved?.yaml;

  useEffect(() => {
    if (yaml === undefined) return;
    let isStale = false;
    const timer = setTimeout(() => {
      client.preview(yaml).then(
        (found) => {
          if (isStale) return;
          setCheck({ of: yaml, found });
        },
        (problem: Error) => !isStale && setMessage({ text: problem.message, isBad: true }),
      );
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [client, yaml]);

  if (error !== undefined) {
    return (
      <p className="bad" role="alert">
        {error.message}
      </p>
    );
  }
  if (yaml === undefined) return <p role="status">Loading the rules…</p>;

  const isChecked = check?.of === yaml;
  const problems = check !== undefined && "problems" in check.found ? check.found.problems : NO_PROBLEMS;
  const isChanged = saved !== undefined && yaml !== saved.yaml;

  async function save(): Promise<void> {
    if (yaml === undefined) return;
    try {
      await client.saveRules(yaml);
      setMessage({ text: "Saved. The rules are in force from the next message on.", isBad: false });
      reload();
    } catch (problem) {
      if (problem instanceof Refusal && problem.problems.length > 0) {
        setCheck({ of: yaml, found: { problems: problem.problems } });
      }
      setMessage({ text: messageOf(problem), isBad: true });
    }
  }

  return (
    <div className="rules">
      <section className="card" aria-labelledby="rules-title">
        <div className="card-head">
          <h2 id="rules-title">Rules</h2>
          <div className="row">
            <button
              type="button"
              disabled={!isChanged}
              onClick={() => {
                setDraft(undefined);
                setMessage(undefined);
              }}
            >
              Undo changes
            </button>
            <button
              type="button"
              className="primary"
              data-test="save-rules"
              disabled={!isChanged || !isChecked || problems.length > 0}
              onClick={() => void save()}
            >
              Save
            </button>
          </div>
        </div>
        <p className="muted" id="rules-words">
          From top to bottom, the first rule that holds decides. Whom no rule takes is placed by the groups
          that were found.
        </p>
        <RulesEditor
          area={editor}
          yaml={yaml}
          problems={problems}
          onChange={(text) => {
            setDraft(text);
            setMessage(undefined);
          }}
        />
        <p role="status" data-test="rules-message" className={message?.isBad === true ? "bad" : "good"}>
          {message?.text}
        </p>
        {message !== undefined && !message.isBad && (
          <div className="row">
            <button
              type="button"
              disabled={job.state?.state === "running"}
              onClick={() => job.start(client.assign)}
            >
              Place everybody by them now
            </button>
            <span className="muted" role="status">
              {job.error ?? (job.state?.kind === "assign" ? job.state.outcome : "")}
            </span>
          </div>
        )}
      </section>
      <RulesPreview
        check={check?.found}
        isCurrent={isChecked}
        onGoTo={({ line, column }) => {
          const area = editor.current;
          if (area === null) return;
          const before = yaml.split("\n").slice(0, line - 1);
          const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
          area.focus();
          area.setSelectionRange(at, at);
        }}
      />
    </div>
  );
}
