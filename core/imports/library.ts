import { z } from "zod";
import type { Clock } from "../clock.js";
import type { FlowSet } from "../conversations/flows/flow.js";
import { intentOf } from "../conversations/turn-intent.js";
import type { InboxStore } from "../events/inbox-store.js";
import type { Pipeline } from "../events/pipeline.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { profileEventSchema } from "../events/profile-event.js";
import { compressTextModel } from "../language/compress-text-model.js";
import { contextFeatures } from "../language/context-features.js";
import { embedAll } from "../language/embed-text.js";
import type { ModelStore } from "../language/model-store.js";
import type { TextEncoder } from "../language/text-encoder.js";
import { type TextExample, weakExample } from "../language/text-example.js";
import type { TextContext } from "../language/text-model.js";
import { serializeTextModel } from "../language/text-model-file.js";
import { type TicketExample, type TicketStore, ticketRecordSchema } from "../language/ticket-store.js";
import { type TrainingProgress, trainTextModel } from "../language/train-text-model.js";
import type { ProfileReader } from "../profiles/profile-reader.js";
import { articleRecordSchema, type ItemStore, productRecordSchema } from "../recommend/item-store.js";
import type { DecisionStore } from "../replies/decision-store.js";
import { type ReplyRecord, replyRecordSchema } from "../replies/reply-record.js";
import type { ReplyStore } from "../replies/reply-store.js";
import { parseTemplate } from "../replies/template.js";
import type { Segmentation } from "../segments/segmentation.js";
import { type ImportCounts, type ImportLine, type ImportObserver, importRecords } from "./import-records.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";
import { type LintedReplies, type LintSources, lintLibrary } from "./lint-library.js";
import { settleOrigins } from "./settle-origin.js";

/** What can be imported, one file each. */
export const IMPORT_KINDS = ["tickets", "replies", "events", "articles", "products"] as const;

export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What is there to answer from. */
export interface LibraryCounts {
  readonly replies: number;
  readonly tickets: number;
  readonly articles: number;
  readonly products: number;
  readonly events: { readonly pending: number; readonly applied: number; readonly dead: number };
  readonly feedback: Readonly<Record<string, number>>;
  /** Version of the text model, or `none`. */
  readonly modelVersion: string;
}

export interface TrainingResult {
  readonly modelVersion: string;
  readonly examples: number;
  readonly labels: number;
  readonly modelBytes: number;
  /** Tickets of customers who did not allow training. */
  readonly leftOut: number;
  /** Whether what tickets say came before them was learnt from; left out where none says so. */
  readonly context?: TextContext | undefined;
}

/** The tenant's own data: brought in, learnt from, counted. */
export interface Library {
  /** Validates and stores lines; importing the same again doubles nothing. */
  import(kind: ImportKind, lines: AsyncIterable<ImportLine>, observer: ImportObserver): Promise<ImportCounts>;
  /** Learns from tickets and replies. `undefined` if there is neither. */
  train(onProgress: (progress: TrainingProgress) => void): Promise<TrainingResult | undefined>;
  counts(): Promise<LibraryCounts>;
  /** The replies, what became of each, and what is to be looked at. */
  lint(): Promise<LintedReplies>;
}

interface LibraryStores extends Pick<LintSources, "replyCounts"> {
  readonly inbox: InboxStore;
  readonly tickets: TicketStore;
  readonly replies: ReplyStore;
  readonly items: ItemStore;
  readonly models: ModelStore;
  readonly revisions: LibraryRevisionStore;
  readonly decisions: DecisionStore;
}

type Importer = (lines: AsyncIterable<ImportLine>, observer: ImportObserver) => Promise<ImportCounts>;

export interface LibraryParts {
  readonly stores: LibraryStores;
  /** Runs `work` in one transaction. */
  readonly inTransaction: <T>(work: (stores: LibraryStores) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly pipeline: Pick<Pipeline, "ingest" | "drained">;
  readonly people: Pick<ProfileReader, "allowing">;
  readonly encoder: TextEncoder | undefined;
  /** Examples of the flows' own intents. */
  readonly intents: () => Readonly<Record<string, readonly string[]>>;
  readonly flows: () => FlowSet | undefined;
  readonly segmentation: () => Promise<Segmentation>;
}

/** Imported events that wait before the import waits for them. */
const MAX_WAITING = 10_000;

const TRAINING_SEED = 20_261_123;

/** The features that say least, left out of the stored model. */
const PRUNED_SHARE = 0.1;
/** Tickets that the stored model is compared with the learnt one on. */
const COMPARED_TICKETS = 500;

const ERASED_CUSTOMER = "customer: was erased, and has not agreed again since";

export function openLibrary({
  stores,
  inTransaction,
  clock,
  pipeline,
  people,
  intents,
  flows,
  segmentation,
  encoder,
}: LibraryParts): Library {
  const putEach = <T>(put: (to: LibraryStores, record: T, nowMs: number) => Promise<boolean>) => {
    return (records: readonly T[]) =>
      inTransaction(async (to) => {
        let stored = 0;
        for (const record of records) stored += (await put(to, record, clock.nowMs())) ? 1 : 0;
        if (stored > 0) await to.revisions.advance();
        return stored;
      });
  };

  const importers: Readonly<Record<ImportKind, Importer>> = {
    tickets: (lines, observer) =>
      importRecords(
        lines,
        ticketRecordSchema,
        (records) =>
          inTransaction(async (to) => {
            const { stored, ofErased } = await to.tickets.add(records);
            return { stored, leftOut: ofErased.map((place) => ({ place, reason: ERASED_CUSTOMER })) };
          }),
        observer,
      ),
    async replies(lines, observer) {
      const settle = settleOrigins(await stores.replies.all());
      return importRecords(
        lines,
        importedReplySchema,
        putEach((to, reply, nowMs) => to.replies.put(settle(reply), nowMs)),
        observer,
      );
    },
    articles: (lines, observer) =>
      importRecords(
        lines,
        articleRecordSchema,
        putEach((to, article, nowMs) => to.items.putArticle(article, nowMs)),
        observer,
      ),
    products: (lines, observer) =>
      importRecords(
        lines,
        productRecordSchema,
        putEach((to, product, nowMs) => to.items.putProduct(product, nowMs)),
        observer,
      ),
    async events(lines, observer) {
      let waiting = 0;
      const store = async (events: readonly ProfileEvent[]) => {
        const { accepted } = await pipeline.ingest(events, "import");
        waiting += accepted;
        // A file is as long as it likes; what waits is not.
        if (waiting >= MAX_WAITING) {
          await pipeline.drained();
          waiting = 0;
        }
        return accepted;
      };
      const counts = await importRecords<ProfileEvent>(lines, profileEventSchema, store, observer);
      await pipeline.drained();
      return counts;
    },
  };

  async function modelVersion(): Promise<string> {
    const model = await stores.models.loadText();
    return model === undefined || model === "unreadable" ? "none" : model.version;
  }

  return {
    import: (kind, lines, observer) => importers[kind](lines, observer),

    async train(onProgress) {
      const { examples: tickets, leftOut } = await stores.tickets.examples((hashes) =>
        people.allowing("model_training", hashes, clock.nowMs()),
      );
      const replies = await stores.replies.all();
      const weak = [...replies.values()].flatMap((reply) =>
        [reply.title, ...reply.intents].map((words) => weakExample(words, reply.key)),
      );
      const ofFlows = Object.entries(intents()).flatMap(([label, texts]) =>
        texts.map((text) => ({ text, label, weight: 1 })),
      );
      const examples = [...tickets.map((ticket) => inConversation(ticket, replies)), ...weak, ...ofFlows];
      if (examples.length === 0) return undefined;
      const learnt = await trainTextModel(examples, { seed: TRAINING_SEED, onProgress, encoder });
      const model = compressTextModel(learnt, {
        quantise: true,
        pruneShare: PRUNED_SHARE,
        heldOut: await embedAll(tickets.slice(0, COMPARED_TICKETS), encoder),
      });
      const bytes = serializeTextModel(model);
      await inTransaction(async ({ models, revisions }) => {
        await models.saveText(model.version, bytes, clock.nowMs());
        await revisions.advance();
      });
      return {
        modelVersion: model.version,
        examples: examples.length,
        labels: model.labels.length,
        modelBytes: bytes.length,
        leftOut,
        context: model.context,
      };
    },

    async counts() {
      return {
        replies: await stores.replies.count(),
        tickets: await stores.tickets.count(),
        ...(await stores.items.counts()),
        events: await stores.inbox.counts(),
        feedback: await stores.decisions.feedbackCounts(),
        modelVersion: await modelVersion(),
      };
    },

    async lint() {
      return lintLibrary(stores, flows(), await segmentation());
    },
  };
}

/** A ticket with what was said before it as the features that a turn has of its conversation. */
function inConversation(
  { after, ...ticket }: TicketExample,
  replies: ReadonlyMap<string, ReplyRecord>,
): TextExample {
  if (after === undefined || after.length === 0) return ticket;
  const recent = after.map((key) => ({ intent: intentOf(key, replies), action: "answer" }));
  return { ...ticket, context: contextFeatures({ turns: after.length, recent, offered: [] }, ticket.text) };
}

/** A reply whose templates parse: a broken one is found at import, not when a customer waits. */
const checkedReplySchema = replyRecordSchema.superRefine((reply, context) => {
  for (const [index, { body }] of [reply, ...reply.variants].entries()) {
    try {
      parseTemplate(body);
    } catch {
      const path = index === 0 ? ["body"] : ["variants", index - 1, "body"];
      context.addIssue({ code: "custom", path, message: "is no valid Liquid template" });
    }
  }
});

/** A reply as an import has it: what was another product's is settled beside what is here. */
const importedReplySchema = z.intersection(
  checkedReplySchema,
  z.object({ isForeign: z.boolean().default(false) }),
);
