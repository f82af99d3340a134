import { z } from "zod";
import type { Clock } from "../clock.js";
import type { FlowSet } from "../conversations/flows/flow.js";
import { intentOf } from "../conversations/turn-intent.js";
import type { InboxStore } from "../events/inbox-store.js";
import type { Pipeline } from "../events/pipeline.js";
import type { ProfileEvent } from "../events/profile-event.js";
import { profileEventSchema } from "../events/profile-event.js";
import { augmentersOf } from "../language/augment/augmenters.js";
import {
  type Augmenters,
  type JudgedAugmentations,
  judgeAugmentations,
  makeExamples,
} from "../language/augment/choose-augmentation.js";
import { compressTextModel } from "../language/compress-text-model.js";
import { contextFeatures } from "../language/context-features.js";
import { detectLanguage } from "../language/detect-language.js";
import { embedAll } from "../language/embed-text.js";
import { catalogueIndex } from "../language/entities/catalogue-index.js";
import type { ModelStore } from "../language/model-store.js";
import { type LabelProbability, probableLabels } from "../language/probable-labels.js";
import type { TextEncoder } from "../language/text-encoder.js";
import type { TextExample } from "../language/text-example.js";
import type { TextContext } from "../language/text-model.js";
import { serializeTextModel } from "../language/text-model-file.js";
import { type TicketExample, type TicketStore, ticketRecordSchema } from "../language/ticket-store.js";
import { type TrainingProgress, trainTextModel } from "../language/train-text-model.js";
import type { WrittenTicket } from "../profiles/customers-then.js";
import type { ProfileReader } from "../profiles/profile-reader.js";
import { articleRecordSchema, type ItemStore, productRecordSchema } from "../recommend/item-store.js";
import { type Purchase, trainProductAffinities } from "../recommend/train-product-affinities.js";
import type { DecisionStore } from "../replies/decision-store.js";
import { learnRanking } from "../replies/ranking/learn-ranking.js";
import type { RankingModel } from "../replies/ranking/ranking-model.js";
import { type ReplyRecord, replyRecordSchema } from "../replies/reply-record.js";
import type { ReplyStore } from "../replies/reply-store.js";
import { templateVariables } from "../replies/template.js";
import { weakExamples } from "../replies/weak-examples.js";
import { unknownSegment } from "../segments/assign-segment.js";
import type { Segmentation } from "../segments/segmentation.js";
import { type ImportCounts, type ImportLine, type ImportObserver, importRecords } from "./import-records.js";
import type { LibraryRevisionStore } from "./library-revision-store.js";
import { languagesOf } from "./library-snapshot.js";
import { type LintedReplies, type LintSources, lintLibrary } from "./lint-library.js";
import { openPriors, type Priors, type PriorsParts } from "./open-priors.js";
import type { CustomerThen } from "./replay-customer.js";
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
  readonly ranking: Pick<RankingModel, "version" | "tier" | "figures">;
  /** What augmentation was tried and kept; left out where none was asked for. */
  readonly augmentation?: JudgedAugmentations | undefined;
}

/** How far training is: with the text model, or with how replies are ranked. */
export interface LibraryTrainingProgress extends Omit<TrainingProgress, "stage"> {
  readonly stage: TrainingProgress["stage"] | "reading customers" | "ranking";
}

export interface TrainOptions {
  /** Tries to make examples where there are few (`judgeAugmentations`); takes some times as long. Default false. */
  readonly augment?: boolean | undefined;
}

/** The tenant's own data: brought in, learnt from, counted. */
export interface Library {
  /** Validates and stores lines; importing the same again doubles nothing. */
  import(kind: ImportKind, lines: AsyncIterable<ImportLine>, observer: ImportObserver): Promise<ImportCounts>;
  /** Learns from tickets and replies. `undefined` if there is neither. */
  train(
    onProgress: (progress: LibraryTrainingProgress) => void,
    options?: TrainOptions,
  ): Promise<TrainingResult | undefined>;
  counts(): Promise<LibraryCounts>;
  /** What flows may name: the keys of the replies, and the intents that they answer. */
  names(): Promise<{ readonly keys: readonly string[]; readonly intents: readonly string[] }>;
  /** The replies, what became of each, and what is to be looked at. */
  lint(): Promise<LintedReplies>;
  /** What companies that agreed to it tell each other of replies. */
  readonly priors: Priors;
}

interface LibraryStores extends Pick<LintSources, "replyCounts"> {
  readonly inbox: InboxStore;
  readonly tickets: TicketStore;
  readonly replies: ReplyStore;
  readonly items: ItemStore;
  readonly models: ModelStore;
  readonly revisions: LibraryRevisionStore;
  readonly decisions: DecisionStore;
  readonly audit: PriorsParts["stores"]["audit"];
}

type Importer = (lines: AsyncIterable<ImportLine>, observer: ImportObserver) => Promise<ImportCounts>;

export interface LibraryParts extends Pick<PriorsParts, "random"> {
  readonly stores: LibraryStores;
  /** Runs `work` in one transaction. */
  readonly inTransaction: <T>(work: (stores: LibraryStores) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly pipeline: Pick<Pipeline, "ingest" | "drained">;
  readonly people: Pick<ProfileReader, "allowing">;
  /** What was known of tickets' customers when they wrote. */
  readonly customersThen: (
    tickets: readonly WrittenTicket[],
    onProgress: (done: number, total: number) => void,
  ) => Promise<readonly CustomerThen[]>;
  /** What customers bought who allow that it is learnt from. */
  readonly purchases: () => Promise<readonly Purchase[]>;
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
  customersThen,
  purchases,
  intents,
  flows,
  segmentation,
  encoder,
  random,
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

  async function augmentersFor(replies: ReadonlyMap<string, ReplyRecord>): Promise<Augmenters> {
    const candidates = languagesOf(replies);
    return augmentersOf({
      catalogue: catalogueIndex(await stores.items.products()),
      languageOf: (text) => detectLanguage(text, { candidates }).language,
      nowMs: clock.nowMs(),
    });
  }

  async function modelVersion(): Promise<string> {
    const model = await stores.models.loadText();
    return model === undefined || model === "unreadable" ? "none" : model.version;
  }

  return {
    import: (kind, lines, observer) => importers[kind](lines, observer),

    async train(onProgress, { augment = false } = {}) {
      const { examples: tickets, leftOut } = await stores.tickets.examples((hashes) =>
        people.allowing("model_training", hashes, clock.nowMs()),
      );
      const replies = await stores.replies.all();
      const languages = languagesOf(replies);
      const weak = weakExamples(replies.values());
      const ofFlows = Object.entries(intents()).flatMap(([label, texts]) =>
        texts.map((text) => ({ text, label, weight: 1 })),
      );
      const examples = [...tickets.map((ticket) => inConversation(ticket, replies)), ...weak, ...ofFlows];
      if (examples.length === 0) return undefined;
      const unseen = new Map<number, readonly LabelProbability[]>();
      const augmenters = augment ? await augmentersFor(replies) : {};
      const augmentation = augment
        ? await judgeAugmentations(examples, [], {
            seed: TRAINING_SEED,
            encoder,
            augmenters,
            onProgress: (done, total) => onProgress({ stage: "judging augmentation", done, total }),
          })
        : undefined;
      const kept = augmentation?.kept ?? [];
      const learnt = await trainTextModel(examples, {
        seed: TRAINING_SEED,
        onProgress,
        encoder,
        onHeldOut(place, labels, probabilities) {
          const label = tickets[place]?.label;
          // Whole labels are set aside too: a model without one says nothing about the others.
          if (label !== undefined && labels.includes(label))
            unseen.set(place, probableLabels(labels, probabilities));
        },
        augment: (from, random) => makeExamples(kept, augmenters, from, random),
      });
      const model = compressTextModel(learnt, {
        quantise: true,
        pruneShare: PRUNED_SHARE,
        heldOut: await embedAll(tickets.slice(0, COMPARED_TICKETS), encoder),
      });
      const bytes = serializeTextModel(model);
      const then = await customersThen(tickets, (done, total) =>
        onProgress({ stage: "reading customers", done, total }),
      );
      const ranking = await learnRanking({
        tickets: tickets.map(({ text, label, after }, place) => ({
          text,
          label,
          after: after?.at(-1),
          language: detectLanguage(text, { candidates: languages }).language,
          segment: then[place]?.segment ?? unknownSegment("nobody is known"),
          tokens: then[place]?.tokens ?? [],
          unseen: unseen.get(place),
        })),
        replies,
        model,
        priors: await stores.models.loadPriors(),
        onProgress: (done, total) => onProgress({ stage: "ranking", done, total }),
      });
      const affinities = await trainProductAffinities(await purchases(), { seed: TRAINING_SEED });
      await inTransaction(async ({ models, revisions }) => {
        if (affinities !== undefined) await models.saveProducts(affinities, clock.nowMs());
        await models.saveText(model.version, bytes, clock.nowMs());
        await models.saveRanking(ranking, clock.nowMs());
        await revisions.advance();
      });
      return {
        modelVersion: model.version,
        examples: examples.length,
        labels: model.labels.length,
        modelBytes: bytes.length,
        leftOut,
        context: model.context,
        ranking,
        augmentation,
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

    async names() {
      const replies = [...(await stores.replies.all()).values()];
      return { keys: replies.map(({ key }) => key), intents: replies.flatMap(({ intents }) => intents) };
    },

    async lint() {
      return lintLibrary(stores, flows(), await segmentation());
    },

    priors: openPriors({ stores, inTransaction, clock, people, customersThen, random }),
  };
}

/** A ticket with what was said before it as the features that a turn has of its conversation. */
function inConversation(
  { after, text, label, weight }: TicketExample,
  replies: ReadonlyMap<string, ReplyRecord>,
): TextExample {
  const ticket = { text, label, weight };
  if (after === undefined || after.length === 0) return ticket;
  const recent = after.map((key) => ({ intent: intentOf(key, replies), action: "answer" }));
  return { ...ticket, context: contextFeatures({ turns: after.length, recent, offered: [] }, ticket.text) };
}

/** A reply whose templates parse: a broken one is found at import, not when a customer waits. */
const checkedReplySchema = replyRecordSchema.superRefine((reply, context) => {
  for (const [index, { body }] of [reply, ...reply.variants].entries()) {
    try {
      templateVariables(body);
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
