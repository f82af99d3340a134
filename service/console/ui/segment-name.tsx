import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ReportedSegment } from "../../../core/index.js";
import type { ConsoleClient } from "./console-client.js";
import { Swatch } from "./swatch.js";

interface SegmentNameProps {
  readonly client: ConsoleClient;
  readonly segment: ReportedSegment;
  readonly colour: string;
  onRenamed(): void;
}

/** A segment's name; one that was found can be called otherwise. */
export function SegmentName({ client, segment, colour, onRenamed }: SegmentNameProps) {
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const isOpen = draft !== undefined;

  useEffect(() => {
    if (isOpen) input.current?.select();
  }, [isOpen]);

  function close() {
    setDraft(undefined);
    setError(undefined);
    requestAnimationFrame(() => opener.current?.focus());
  }
  function save(event: FormEvent) {
    event.preventDefault();
    const name = (draft ?? "").trim();
    if (name === "") return setError("A name is needed.");
    client.rename(segment.key, name).then(
      () => {
        close();
        onRenamed();
      },
      (problem: Error) => setError(problem.message),
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
  };

  return (
    <div className="segment-name">
      <Swatch colour={colour} />
      <div>
        {isOpen ? (
          <form onSubmit={save} className="rename">
            <input
              ref={input}
              aria-label={`New name of ${segment.name}`}
              maxLength={60}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <button type="submit" className="primary">
              Save
            </button>
            <button type="button" onClick={close}>
              Cancel
            </button>
            {error !== undefined && (
              <span className="bad" role="alert">
                {error}
              </span>
            )}
          </form>
        ) : (
          <div className="row tight">
            <strong>{segment.name}</strong>
            <span className="tag">{segment.kind === "rule" ? "rule" : "found"}</span>
            {segment.since === "new" && <span className="tag new">new</span>}
            {segment.kind === "found" && (
              <button
                type="button"
                ref={opener}
                className="link"
                aria-label={`Rename ${segment.name}`}
                onClick={() => setDraft(segment.name)}
              >
                Rename
              </button>
            )}
          </div>
        )}
        <small className="muted">{segment.description}</small>
      </div>
    </div>
  );
}
