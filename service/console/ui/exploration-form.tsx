import { useEffect, useState } from "react";
import type { ReplySettingsChange } from "../../../core/index.js";
import { percent } from "./number-words.js";

interface ExplorationFormProps {
  /** Share of the turns, in [0, 0.5]. */
  readonly exploration: number;
  onChange(change: ReplySettingsChange, done: string): Promise<void>;
}

/** How often something else than the best reply may stand first. */
export function ExplorationForm({ exploration, onChange }: ExplorationFormProps) {
  const settled = String(Math.round(exploration * 1_000) / 10);
  const [typed, setTyped] = useState(settled);
  useEffect(() => setTyped(settled), [settled]);
  const share = Number(typed) / 100;
  return (
    <form
      className="trial-form"
      aria-labelledby="exploration-title"
      onSubmit={(event) => {
        event.preventDefault();
        const done =
          share === 0
            ? "The best reply always stands first now."
            : `Explored in ${percent(share)} of the turns from now on.`;
        void onChange({ exploration: share }, done);
      }}
    >
      <h3 id="exploration-title">Exploration</h3>
      <p className="muted" id="exploration-words">
        In so many turns another reply that is nearly as good stands first, so that it can show how well it
        does. 0 turns it off; at most 50.
      </p>
      <div className="row">
        <label htmlFor="exploration">Percent of the turns</label>
        <input
          id="exploration"
          data-test="exploration"
          type="number"
          min={0}
          max={50}
          step={0.1}
          required
          aria-describedby="exploration-words"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" data-test="save-exploration" disabled={typed === settled}>
          Save
        </button>
      </div>
    </form>
  );
}
