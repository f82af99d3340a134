import { useState } from "react";
import type { PersonStanding } from "../../../core/index.js";
import { type ConsoleClient, messageOf } from "./console-client.js";
import { dayOf, percent, timeOf } from "./number-words.js";
import type { SegmentNames } from "./segment-names.js";
import { SegmentTrack } from "./segment-track.js";
import { Swatch } from "./swatch.js";

interface CustomerStandingProps {
  readonly client: ConsoleClient;
  readonly names: SegmentNames;
  readonly person: PersonStanding;
  onChanged(): void;
}

/** Where one customer stands now, and every move that led there. */
export function CustomerStanding({ client, names, person, onChanged }: CustomerStandingProps) {
  const { standing, pinnedUntilMs, shifts, profileId } = person;
  const [message, setMessage] = useState<{ readonly text: string; readonly isBad: boolean }>();

  async function undo(shiftId: string): Promise<void> {
    try {
      const { outcome } = await client.undo(shiftId);
      const text = outcome === "undone" ? "Taken back." : "This move was taken back before.";
      setMessage({ text, isBad: false });
      onChanged();
    } catch (problem) {
      setMessage({ text: messageOf(problem), isBad: true });
    }
  }

  return (
    <section className="card" aria-labelledby="standing-title" data-test="customer">
      <h2 id="standing-title" className="row tight">
        <Swatch colour={names.colour(standing.key)} /> {standing.name}
        {pinnedUntilMs !== undefined && (
          <span className="tag pin" data-test="pin">
            stays until {dayOf(pinnedUntilMs)}
          </span>
        )}
      </h2>
      <p>
        {percent(standing.confidence)} sure, because {standing.because}.
      </p>
      <p className="muted">{profileId === undefined ? "Nobody is known by this." : `Profile ${profileId}`}</p>
      <p role="status" className={message?.isBad === true ? "bad" : "good"}>
        {message?.text}
      </p>
      {profileId !== undefined && (
        <>
          <h3>Moves</h3>
          {shifts.length === 0 ? (
            <p className="muted">This customer has not moved yet.</p>
          ) : (
            <>
              <SegmentTrack shifts={shifts} names={names} />
              <ol className="shifts" data-test="shifts">
                {shifts.map(
                  ({ shiftId, atMs, from, to, fromName, toName, cause, confidence, undoneAtMs }) => (
                    <li key={shiftId} data-undone={undoneAtMs !== undefined}>
                      <time dateTime={new Date(atMs).toISOString()}>{timeOf(atMs)}</time>
                      <div>
                        <strong>
                          <Swatch colour={names.colour(from)} /> {fromName} <span aria-hidden="true">→</span>
                          <span className="visually-hidden">to</span> <Swatch colour={names.colour(to)} />{" "}
                          {toName}
                        </strong>
                        <p className="muted">
                          {cause} ({percent(confidence)} sure)
                        </p>
                      </div>
                      {undoneAtMs === undefined ? (
                        <button
                          type="button"
                          aria-label={`Take back: ${fromName} to ${toName}`}
                          onClick={() => void undo(shiftId)}
                        >
                          Take back
                        </button>
                      ) : (
                        <span className="tag">taken back {dayOf(undoneAtMs)}</span>
                      )}
                    </li>
                  ),
                )}
              </ol>
              <p className="muted">Whoever’s move is taken back stays where they were for 30 days.</p>
            </>
          )}
        </>
      )}
    </section>
  );
}
