import { type Ref, useMemo, useRef } from "react";
import type { RulesProblem } from "../../../core/index.js";

interface RulesEditorProps {
  readonly area: Ref<HTMLTextAreaElement>;
  readonly yaml: string;
  readonly problems: readonly RulesProblem[];
  onChange(yaml: string): void;
}

/**
 * A text area between line numbers and a sheet below it, which has the same text and shows where the problems are.
 */
export function RulesEditor({ area, yaml, problems, onChange }: RulesEditorProps) {
  const sheet = useRef<HTMLPreElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => yaml.split("\n"), [yaml]);
  const byLine = useMemo(() => new Map(problems.map((problem) => [problem.line, problem])), [problems]);
  return (
    <div className="editor">
      <div className="editor-gutter" ref={gutter} aria-hidden="true">
        {lines.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={at} data-bad={byLine.has(at + 1)}>
            {at + 1}
          </span>
        ))}
      </div>
      <div className="editor-text">
        <pre ref={sheet} aria-hidden="true">
          {lines.map((line, at) => {
            const problem = byLine.get(at + 1);
            const start = problem === undefined ? line.length : Math.min(problem.column - 1, line.length);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              <span key={at} className="editor-line" data-bad={problem !== undefined}>
                {line.slice(0, start)}
                {problem !== undefined && <mark>{line.slice(start) || " "}</mark>}
                {"\n"}
              </span>
            );
          })}
        </pre>
        <textarea
          ref={area}
          data-test="rules"
          aria-labelledby="rules-title"
          aria-describedby="rules-words rules-problems"
          aria-invalid={problems.length > 0}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          value={yaml}
          onChange={(event) => onChange(event.target.value)}
          onScroll={({ currentTarget: { scrollTop, scrollLeft } }) => {
            sheet.current?.scrollTo(scrollLeft, scrollTop);
            gutter.current?.scrollTo(0, scrollTop);
          }}
        />
      </div>
    </div>
  );
}
