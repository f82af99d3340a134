import { useCallback, useState } from "react";
import type { ReplySettingsChange } from "../../../core/index.js";
import { type ConsoleClient, messageOf } from "./console-client.js";
import { ExperimentForm } from "./experiment-form.js";
import { ExplorationForm } from "./exploration-form.js";
import { LoadProblem } from "./load-problem.js";
import { TrialsReading } from "./trials-reading.js";
import type { ColourScheme } from "./use-colour-scheme.js";
import { useLoaded } from "./use-loaded.js";

interface TrialsPanelProps {
  readonly client: ConsoleClient;
  readonly scheme: ColourScheme;
}

/** How replies are tried out: what is settled for it, and what came of it. */
export function TrialsPanel({ client, scheme }: TrialsPanelProps) {
  const loadSettings = useCallback(() => client.replySettings(), [client]);
  const loadTrials = useCallback(() => client.replyTrials(), [client]);
  const settings = useLoaded(loadSettings);
  const trials = useLoaded(loadTrials);
  const [message, setMessage] = useState<{ readonly text: string; readonly isBad: boolean }>();

  async function change(wanted: ReplySettingsChange, done: string): Promise<void> {
    try {
      await client.changeReplySettings(wanted);
      setMessage({ text: done, isBad: false });
    } catch (problem) {
      setMessage({ text: messageOf(problem), isBad: true });
      return;
    }
    settings.reload();
    trials.reload();
  }

  const error = settings.error ?? trials.error;
  return (
    <>
      <section className="card" aria-labelledby="trials-title">
        <h2 id="trials-title">How replies are tried out</h2>
        {settings.value !== undefined && (
          <div className="two trials">
            <ExplorationForm exploration={settings.value.exploration} onChange={change} />
            <ExperimentForm experiment={settings.value.experiment} onChange={change} />
          </div>
        )}
        <p role="status" data-test="trials-message" className={message?.isBad === true ? "bad" : "good"}>
          {message?.text}
        </p>
      </section>
      {error !== undefined && (
        <LoadProblem
          error={error}
          onRetry={() => {
            settings.reload();
            trials.reload();
          }}
        />
      )}
      {trials.value === undefined && error === undefined && <p role="status">Reading what came of them…</p>}
      {trials.value !== undefined && <TrialsReading trials={trials.value} scheme={scheme} />}
    </>
  );
}
