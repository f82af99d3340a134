import type { AppReceipt } from "../app-messages.js";
import { Facts } from "./panel.js";

/** What a suggestion rests on. */
export function Receipt({ receipt, id }: { readonly receipt: AppReceipt; readonly id: string }) {
  const { reasons, fields, withheld, segment, tier, modelVersion, source, consent, scores, arm } = receipt;
  return (
    <Facts id={id} data-test="receipt">
      <dt>Because</dt>
      <dd>{reasons.join(" ") || "no reason recorded"}</dd>
      <dt>Fields read</dt>
      <dd>{fields.join(", ") || "none"}</dd>
      <dt>Withheld</dt>
      <dd>{withheld.map(({ field, reason }) => `${field} (${reason})`).join(", ") || "nothing"}</dd>
      <dt>Segment</dt>
      <dd>
        {segment.name}, {Math.round(segment.confidence * 100)} %: {segment.because}
      </dd>
      <dt>Tier</dt>
      <dd>{tier}</dd>
      <dt>Model</dt>
      <dd>{modelVersion}</dd>
      <dt>Source</dt>
      <dd>
        {source.kind} {source.key}, {source.variant}
      </dd>
      {scores !== undefined && (
        <>
          <dt>Ranked by</dt>
          <dd data-test="receipt-scores">
            {scores.map(({ method, score }) => `${method} ${score.toFixed(3)}`).join(", ")}
          </dd>
        </>
      )}
      {arm !== undefined && (
        <>
          <dt>Way of ranking</dt>
          <dd>{arm}</dd>
        </>
      )}
      <dt>Consent</dt>
      <dd>
        {consent.purpose}: {consent.status} ({consent.basis})
      </dd>
    </Facts>
  );
}
