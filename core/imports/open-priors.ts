import type { Clock } from "../clock.js";
import { RapportError } from "../error.js";
import { detectLanguage } from "../language/detect-language.js";
import type { ModelStore } from "../language/model-store.js";
import type { TicketStore } from "../language/ticket-store.js";
import type { AuditStore } from "../privacy/audit-store.js";
import type { WrittenTicket } from "../profiles/customers-then.js";
import type { ProfileReader } from "../profiles/profile-reader.js";
import { withSegmentToken } from "../recommend/replies/customer-tokens.js";
import { beginnerWeights } from "../replies/ranking/beginner-weights.js";
import {
  MAX_NUMBERS_EACH,
  namedWeights,
  type PriorChoice,
  type PriorOptions,
  type ReplyPriors,
  readPriors,
  replyPriors,
} from "../replies/ranking/reply-priors.js";
import { FADED_AFTER } from "../replies/ranking/with-priors.js";
import type { ReplyStore } from "../replies/reply-store.js";
import { unknownSegment } from "../segments/assign-segment.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";
import { languagesOf } from "./library-snapshot.js";
import type { CustomerThen } from "./replay-customer.js";

interface PriorsStores {
  readonly tickets: Pick<TicketStore, "examples">;
  readonly replies: Pick<ReplyStore, "all">;
  readonly models: Pick<ModelStore, "savePriors" | "removePriors">;
  readonly revisions: LibraryRevisionStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface PriorsParts {
  readonly stores: PriorsStores;
  readonly inTransaction: <T>(work: (stores: PriorsStores) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly people: Pick<ProfileReader, "allowing">;
  readonly customersThen: (
    tickets: readonly WrittenTicket[],
    onProgress: (done: number, total: number) => void,
  ) => Promise<readonly CustomerThen[]>;
  /** Numbers in [0,1) that nobody can guess. */
  readonly random: () => number;
}

export interface PriorsExport extends Omit<PriorOptions, "random"> {
  /** Who asks for it. */
  readonly actor: string;
  readonly onProgress?: (
    stage: "reading customers" | "learning weights",
    done: number,
    total: number,
  ) => void;
}

/** What came of an export. */
export interface ExportedPriors {
  /** `undefined` if no reply's count reaches the minimum: nothing may leave. */
  readonly priors: ReplyPriors | undefined;
  /** Customers, and tickets of theirs, that were looked at. */
  readonly customers: number;
  readonly tickets: number;
  /** Tickets of customers who do not allow models to learn from them. */
  readonly withheld: number;
  /** Tickets without a date, or of nobody who is known: nobody can say how many of them one person wrote. */
  readonly unnamed: number;
  /** So many of the numbers at most one customer may be in. */
  readonly numbersEach: number;
}

/** What came of an import. */
export interface ImportedPriors {
  readonly priors: ReplyPriors;
  /** How many of its replies the library has: only they count. */
  readonly known: number;
  /** With so many tickets of one's own its counts are worth nothing any more. */
  readonly fadedAfter: number;
}

/** What companies that agreed to it tell each other of replies: aggregates, never rows. Over one tenant's stores. */
export interface Priors {
  /** Makes what a sibling may have; written to the audit. */
  export(request: PriorsExport): Promise<ExportedPriors>;
  /**
   * Takes what a sibling gave, in place of what was taken before; written to the audit.
   * @throws RapportError `import_invalid`, `request_too_large`
   */
  import(text: string, actor: string): Promise<ImportedPriors>;
  /** Does without what a sibling gave; written to the audit. @returns whether there was anything */
  remove(actor: string): Promise<boolean>;
}

const SEED = 20_261_130;
const MAX_CHARS = 5_000_000;

export function openPriors({ stores, inTransaction, clock, ...parts }: PriorsParts): Priors {
  const note = (to: PriorsStores, actor: string, detail: Readonly<Record<string, string | number>>) =>
    to.audit.append([{ action: "admin", actor, detail }], clock.nowMs());

  return {
    async export({ actor, minimum, epsilon, onProgress = () => {} }) {
      const read = await stores.tickets.examples((hashes) =>
        parts.people.allowing("model_training", hashes, clock.nowMs()),
      );
      const replies = await stores.replies.all();
      // What is not in the library has a name that nobody chose for others to see.
      const tickets = read.examples.filter(({ label }) => replies.has(label));
      const then = await parts.customersThen(tickets, (done, total) =>
        onProgress("reading customers", done, total),
      );
      const known = tickets.map(({ label, text, after }, place) => ({
        ...{ label, text, after: after?.at(-1), person: then[place]?.person },
        segment: then[place]?.segment ?? unknownSegment("nobody is known"),
        tokens: then[place]?.tokens ?? [],
      }));
      const choices = known.flatMap(({ person, label, segment, tokens }): readonly PriorChoice[] =>
        person === undefined
          ? []
          : [{ customer: person, key: label, tokens: withSegmentToken(tokens, segment) }],
      );
      const counted = replyPriors(choices, { minimum, epsilon, random: parts.random });
      const languages = languagesOf(replies);
      const weights =
        counted &&
        (await beginnerWeights({
          tickets: known.map((ticket) => ({
            ...ticket,
            language: detectLanguage(ticket.text, { candidates: languages }).language,
          })),
          replies,
          priors: counted,
          seed: SEED,
          onProgress: (done, total) => onProgress("learning weights", done, total),
        }));
      const priors = counted && (weights ? { ...counted, weights: namedWeights(weights) } : counted);
      await inTransaction((to) =>
        note(to, actor, {
          change:
            priors === undefined ? "priors not exported: nothing reached the minimum" : "priors exported",
          ...(priors === undefined ? {} : detailOf(priors)),
        }),
      );
      return {
        priors,
        customers: new Set(choices.map(({ customer }) => customer)).size,
        tickets: choices.length,
        withheld: read.leftOut,
        unnamed: known.length - choices.length,
        numbersEach: MAX_NUMBERS_EACH,
      };
    },

    async import(text, actor) {
      if (text.length > MAX_CHARS) {
        throw new RapportError("request_too_large", `priors: at most ${MAX_CHARS} characters`);
      }
      const priors = readPriors(text);
      const known = await inTransaction(async (to) => {
        await to.models.savePriors(priors, clock.nowMs());
        await to.revisions.advance();
        await note(to, actor, { change: "priors imported", ...detailOf(priors) });
        const library = await to.replies.all();
        return Object.keys(priors.replies).filter((key) => library.has(key)).length;
      });
      return { priors, known, fadedAfter: FADED_AFTER };
    },

    remove: (actor) =>
      inTransaction(async (to) => {
        if (!(await to.models.removePriors())) return false;
        await to.revisions.advance();
        await note(to, actor, { change: "priors removed" });
        return true;
      }),
  };
}

function detailOf({ minimum, epsilon, replies, tokens }: ReplyPriors) {
  return {
    minimum,
    epsilon,
    replies: Object.keys(replies).length,
    tokens: Object.keys(tokens).length,
  };
}
