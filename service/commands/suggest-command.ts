import type { Channel, Identifier, RunningCore, SuggestResult, TenantId } from "../../core/index.js";

/** Suggestions for one message, as an agent in that channel would be offered. */
export async function suggest(
  core: RunningCore,
  tenantId: TenantId,
  options: {
    readonly text: string;
    readonly customer?: string;
    readonly channel: Channel;
    readonly limit: number;
  },
): Promise<SuggestResult> {
  return core.suggest({
    tenantId,
    channel: options.channel,
    conversationId: "command-line",
    customer: { identifiers: options.customer === undefined ? [] : [customerIdentifier(options.customer)] },
    text: options.text,
    limit: options.limit,
  });
}

/** A customer's key as typed: an e-mail address, or the company's own user id. */
function customerIdentifier(key: string): Identifier {
  return { type: key.includes("@") ? "email" : "user_id", value: key };
}

/** The result for a reader. */
export function suggestionsInWords({ customer, suggestions, note }: SuggestResult): string {
  const who = `${customer.name ?? (customer.known ? "Known customer" : "Unknown customer")} · ${customer.segment.name} (${customer.segment.because})`;
  const blocks = suggestions.map(({ title, replyKey, score, text, receipt }, index) =>
    [
      `${index + 1}. ${title} [${replyKey}]  ${(score * 100).toFixed(1)} %`,
      indent(text ?? "(no text for this customer: import this reply, or look at its template)"),
      indent(
        `why: ${receipt.reasons.join(" ")}`,
        `read: ${receipt.fields.join(", ") || "nothing"}; withheld: ${receipt.withheld.length}; tier ${receipt.tier}; model ${receipt.modelVersion}; ` +
          `source ${receipt.source.key} (${receipt.source.variant}); consent ${receipt.consent.status} (${receipt.consent.basis})`,
      ),
    ].join("\n"),
  );
  return [who, ...blocks, ...(note === undefined ? [] : [note])].join("\n\n");
}

function indent(...lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => `   ${line}`)
    .join("\n");
}
