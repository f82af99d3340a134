import { useRef, useState } from "react";
import type { ReplySettings, ReplySettingsChange } from "../../../core/index.js";
import { percent } from "./number-words.js";

interface ExperimentFormProps {
  readonly experiment: ReplySettings["experiment"];
  onChange(change: ReplySettingsChange, done: string): Promise<void>;
}

/** Starts an experiment, or ends the one that runs. */
export function ExperimentForm({ experiment, onChange }: ExperimentFormProps) {
  const [name, setName] = useState("");
  const [typed, setTyped] = useState("50");
  const title = useRef<HTMLHeadingElement>(null);

  async function change(wanted: ReplySettingsChange, done: string): Promise<void> {
    await onChange(wanted, done);
    // The pressed button goes with its form.
    title.current?.focus();
  }

  return (
    <form
      className="trial-form"
      aria-labelledby="experiment-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (experiment !== undefined) {
          void change({ experiment: null }, `${experiment.name} has ended: all replies are personal again.`);
          return;
        }
        const wanted = { name: name.trim(), impersonalShare: Number(typed) / 100 };
        void change({ experiment: wanted }, `${wanted.name} has started.`);
      }}
    >
      <h3 id="experiment-title" ref={title} tabIndex={-1}>
        Experiment
      </h3>
      <p className="muted" id="experiment-words">
        Some customers get replies that are ranked without looking at who they are; the others get personal
        ones. Each stays on one side.
      </p>
      {experiment === undefined ? (
        <div className="row">
          <label htmlFor="experiment-name">Name</label>
          <input
            id="experiment-name"
            data-test="experiment-name"
            required
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="experiment-words"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <label htmlFor="impersonal">Percent impersonal</label>
          <input
            id="impersonal"
            type="number"
            min={1}
            max={99}
            required
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" data-test="start-experiment">
            Start
          </button>
        </div>
      ) : (
        <div className="row">
          <span data-test="running-experiment">
            <code>{experiment.name}</code> is running: {percent(experiment.impersonalShare)} of the customers
            are served the impersonal way.
          </span>
          <button type="submit" data-test="end-experiment">
            End it
          </button>
        </div>
      )}
    </form>
  );
}
