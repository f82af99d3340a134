import type { Clock } from "../clock.js";
import { catalogueIndex } from "../language/entities/catalogue-index.js";
import type { EntityPattern } from "../language/entities/entity-pattern.js";
import type { AuditStore } from "../privacy/audit-store.js";
import type { FieldValue } from "../profiles/profile-fields.js";
import type { ProfileReader, ReaderSetup } from "../profiles/profile-reader.js";
import type { ItemStore } from "../recommend/item-store.js";
import { textAboveCards } from "./cards.js";
import type { DecisionStore } from "./decision-store.js";
import { editShare } from "./feedback-detail.js";
import { leftoverSentence, personalLeftovers } from "./personal-leftovers.js";
import type { Proposal, ProposalStore } from "./proposal-store.js";
import type { ProposeRequest, ReplyCare, ShownProposal } from "./reply-care.js";
import { MAX_TEXT_CHARS, type ReplyRecord, replyRecordSchema } from "./reply-record.js";
import type { ReplyStore } from "./reply-store.js";
import { unknownVariables } from "./template.js";
import { textToTemplate } from "./text-to-template.js";
import { bodyAt, bodyFor, type VariantPlace, withBodyAt } from "./variant-place.js";

interface ProposalStores {
  readonly decisions: Pick<DecisionStore, "one" | "find">;
  readonly replies: Pick<ReplyStore, "all" | "put">;
  readonly items: Pick<ItemStore, "products">;
  readonly proposals: ProposalStore;
  readonly revisions: { advance(): Promise<void> };
  readonly audit: Pick<AuditStore, "append">;
}

export interface ProposalParts {
  readonly stores: ProposalStores;
  readonly inTransaction: <T>(work: (stores: ProposalStores) => Promise<T>) => Promise<T>;
  readonly reader: Pick<ProfileReader, "ofPart">;
  readonly setup: Pick<ReaderSetup, "tenantId" | "index">;
  readonly tenantName: () => string;
  /** The tenant's own kinds of entities. */
  readonly patterns: () => readonly EntityPattern[];
  readonly clock: Clock;
}

const SHOWN = 200;

const NAME_FIELDS = ["demographics.first_name", "demographics.last_name", "demographics.name"] as const;

/** What agents make of replies, on its way into the library. */
export function openProposals(parts: ProposalParts): ReplyCare {
  const { stores, inTransaction, reader, setup, clock } = parts;

  /** The same text of the same decision, proposed again, is one proposal. */
  const proposalIdOf = (decisionId: string, { segment, locale }: VariantPlace) =>
    setup.index
      .hash(`${setup.tenantId}|proposal`, [decisionId, segment ?? "", locale].join("\n"))
      .slice(0, 32);

  const replyOf = async (from: Pick<ReplyStore, "all">, key: string) => (await from.all()).get(key);

  async function propose({ decisionId, text, segment, locale, agent, customerName }: ProposeRequest) {
    const nowMs = clock.nowMs();
    const decision = await stores.decisions.one(decisionId, nowMs);
    if (decision === undefined) return { status: "unknown_decision" } as const;
    const { receipt, replyKey } = decision;
    const reply = receipt.source.kind === "reply" ? await replyOf(stores.replies, replyKey) : undefined;
    if (reply === undefined) return refused("Only a reply of the library can have a variant.");
    // Products stand below the text by themselves, other ones for the next customer.
    const cards = (await stores.decisions.find(decisionId))?.inputs?.products?.[replyKey] ?? [];
    const written = textAboveCards({ text: text.trim(), products: cards });
    if (written === "") return refused("Write the text first.");

    const origin = placeOf(receipt.source.variant, reply);
    const place = { segment, locale: locale ?? origin.locale };
    const { partId } = decision;
    const person = partId && (await reader.ofPart(partId, ["personalization", "service"], nowMs));
    const view = person?.views.personalization;
    const serviceView = person?.views.service;
    const known = bodyFor(reply, origin);
    const named: Record<string, FieldValue> = {};
    for (const field of receipt.fields) {
      const value = view?.fields[field];
      if (value !== undefined) named[field] = value;
    }
    const body = textToTemplate(written, {
      body: known,
      fields: named,
      tenantName: parts.tenantName(),
      locale: origin.locale,
    });
    const country = serviceView?.fields["demographics.country"];
    const problem =
      templateProblem(body) ??
      personalProblem(
        personalLeftovers(
          body,
          {
            // Whoever withdrew their consent is looked for all the more.
            names: [customerName, ...NAME_FIELDS.map((field) => serviceView?.fields[field])].flatMap(
              (name) => (name === undefined ? [] : [String(name)]),
            ),
            orders: (serviceView?.orders ?? []).map(({ id }) => id),
            region: country === undefined ? undefined : String(country),
          },
          {
            language: place.locale,
            known,
            catalogue: catalogueIndex(await stores.items.products()),
            patterns: parts.patterns(),
            nowMs,
          },
        ),
      );
    if (problem !== undefined) return refused(problem);

    const proposalId = proposalIdOf(decisionId, place);
    return inTransaction(async ({ decisions, proposals, audit }) => {
      // Whoever was erased meanwhile took the decision with them.
      if ((await decisions.one(decisionId, nowMs)) === undefined)
        return { status: "unknown_decision" } as const;
      const isOpen = await proposals.put({ proposalId, replyKey, decisionId, place, body, by: agent }, nowMs);
      if (person !== undefined) {
        const detail = { purposes: ["personalization", "service"], proposal: proposalId };
        await audit.append([{ action: "read", actor: agent, subject: person.profileId, detail }], nowMs);
      }
      return isOpen ? ({ status: "proposed", proposalId, body } as const) : ({ status: "settled" } as const);
    });
  }

  return {
    propose,

    async proposals(state) {
      const replies = await stores.replies.all();
      return (await stores.proposals.list(state, SHOWN)).map((each) =>
        shown(each, replies.get(each.replyKey)),
      );
    },

    settleProposal: (proposalId, verdict, actor) =>
      inTransaction(async ({ proposals, replies, revisions, audit }) => {
        const nowMs = clock.nowMs();
        const proposal = await proposals.one(proposalId);
        if (proposal === undefined) return "unknown";
        if (proposal.state !== "proposed") return "settled_before";
        const { replyKey, place, body } = proposal;
        if (verdict === "approved") {
          const reply = await replyOf(replies, replyKey);
          if (reply === undefined) return "reply_gone";
          const changed = replyRecordSchema.safeParse(withBodyAt(reply, place, body));
          if (!changed.success) return "reply_full";
          await replies.put(changed.data, nowMs);
          await revisions.advance();
        }
        if (!(await proposals.settle(proposalId, verdict, nowMs))) return "settled_before";
        const detail = {
          replies: `proposal ${verdict}`,
          proposal: proposalId,
          reply: replyKey,
          variant: `${place.segment ?? "default"}/${place.locale}`,
        };
        await audit.append([{ action: "admin", actor, detail }], nowMs);
        return "settled";
      }),
  };
}

function refused(problem: string): { readonly status: "refused"; readonly problem: string } {
  return { status: "refused", problem };
}

/** What a receipt says of the text's place: `vip/de`. */
function placeOf(variant: string, reply: ReplyRecord): VariantPlace {
  const [segment, locale = reply.locale] = variant.split("/");
  return { segment: segment === "default" ? undefined : segment, locale };
}

function personalProblem(leftovers: ReturnType<typeof personalLeftovers>): string | undefined {
  return leftovers.length === 0 ? undefined : leftoverSentence(leftovers);
}

/** Why a template can't be in the library. */
function templateProblem(body: string): string | undefined {
  if (body.length > MAX_TEXT_CHARS) return `Shorten the text to ${MAX_TEXT_CHARS} characters.`;
  try {
    const [unknown] = unknownVariables(body);
    return unknown === undefined ? undefined : `Take out {{ ${unknown} }}: there is no such variable.`;
  } catch {
    return "Take out the braces { and }: what is between them is no valid template.";
  }
}

function shown(
  { decisionId: _, place, ...proposal }: Proposal,
  reply: ReplyRecord | undefined,
): ShownProposal {
  const today = reply && bodyFor(reply, place);
  return {
    ...proposal,
    ...place,
    title: reply?.title ?? proposal.replyKey,
    today,
    replaces: reply !== undefined && bodyAt(reply, place) !== undefined,
    edit: editShare(today ?? "", proposal.body),
  };
}
