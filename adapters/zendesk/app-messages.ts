import { z } from "zod";

/**
 * The conversation between the sidebar app and its backend. The app is built from the same file, so the two
 * can't drift apart.
 */

const digits = z.string().regex(/^\d{1,20}$/);

const requester = z.object({
  id: digits,
  email: z.string().max(256).optional(),
  /** Whether Zendesk has seen that the address is theirs: without that it opens nobody's profile. */
  emailVerified: z.boolean().default(false),
  name: z.string().max(256).optional(),
  /** As Zendesk says it: `en-US`, `de`. */
  locale: z.string().max(35).optional(),
});

/** Body of `POST /zendesk/app/suggestions`. */
export const suggestionsRequestSchema = z.object({
  ticketId: digits,
  requester,
  /** The customer's latest message, plain text; empty if there is none. The app sends at most 4,000 characters. */
  text: z.string().max(20_000),
  /** What macros may name of the agent and the organization, under the names of Zendesk's placeholders. */
  placeholders: z
    .record(z.string().max(60), z.string().max(300))
    .refine((named) => Object.keys(named).length <= 20, "names at most 20")
    .optional(),
});

/** Body of `POST /zendesk/app/feedback`. */
export const feedbackRequestSchema = z.object({
  decisionId: z.string().min(1).max(128),
  kind: z.enum(["accepted", "sent", "edited", "rejected", "rated_up", "rated_down"]),
  /** Of `edited`: compared by the server, and not kept. */
  edit: z.object({ suggested: z.string().max(20_000), sent: z.string().max(20_000) }).optional(),
  /** Of `rejected`. */
  reason: z.enum(["wrong_topic", "wrong_tone", "wrong_facts", "outdated", "other"]).optional(),
});

/** Body of `POST /zendesk/app/propose`: an edited reply that is to be in the library. */
export const proposeRequestSchema = z.object({
  decisionId: z.string().min(1).max(128),
  text: z.string().max(20_000),
  /** Key of the segment that it is for; left out: for everybody. */
  segment: z.string().min(1).max(60).optional(),
  /** BCP 47. */
  locale: z.string().min(2).max(35),
  /** Zendesk's id of the agent: the admin sees it. */
  agentId: digits,
  /** What the ticket calls the requester: the text may not hold it. */
  customerName: z.string().max(256).optional(),
});

/** Answer of `POST /zendesk/app/propose`. */
export const proposeResponseSchema = z.object({
  status: z.enum(["proposed", "refused", "settled", "unknown_decision"]),
  /** Why it was refused: a sentence for the agent. */
  problem: z.string().optional(),
});

/** Body of `POST /zendesk/app/watch`: answered when the requester's segment is another one, or after a while. */
export const watchRequestSchema = z.object({
  requester,
  /** Key of the segment that the sidebar shows. */
  segment: z.string().max(64),
});

/** Answer of `POST /zendesk/app/watch`. */
export const watchResponseSchema = z.object({ changed: z.boolean() });

/** Body of `POST /zendesk/app/undo`. */
export const undoRequestSchema = z.object({
  shiftId: z.uuid(),
  /** Zendesk's id of the agent: the audit names them by it. */
  agentId: digits,
});

const withheld = z.array(z.object({ field: z.string(), reason: z.string() }));
const segment = z.object({ key: z.string(), name: z.string(), confidence: z.number(), because: z.string() });
const consent = z.object({ purpose: z.string(), status: z.string(), basis: z.string() });

const receipt = z.object({
  reasons: z.array(z.string()),
  fields: z.array(z.string()),
  withheld,
  segment,
  tier: z.string(),
  modelVersion: z.string(),
  source: z.object({ kind: z.string(), key: z.string(), variant: z.string() }),
  consent,
  /** How it was ranked: what each method says of it. */
  scores: z.array(z.object({ method: z.string(), score: z.number() })).optional(),
  /** Which way of ranking it came from, where several are tried. */
  arm: z.string().optional(),
});

const webAddress = z.string().regex(/^https?:\/\//i);

const product = z.object({
  sku: z.string(),
  name: z.string(),
  /** In the reply's language. */
  priceText: z.string(),
  imageUrl: webAddress.optional(),
  url: webAddress.optional(),
  reason: z.string().optional(),
});

const article = z.object({ title: z.string(), url: webAddress });

const conversation = z.object({
  /** As people call it: `Slack`. */
  channel: z.string(),
  isOpen: z.boolean(),
  state: z.string(),
  /** ISO 8601. */
  since: z.string(),
  reason: z.string(),
  topic: z.string().optional(),
  slots: z.array(z.object({ label: z.string(), value: z.string() })),
  flow: z.string().optional(),
  segment: z.string().optional(),
  /** `https://…`, for those who may see it there. */
  link: z.string().optional(),
  /** Why the customer's own things are left out. */
  withheld: z.string().optional(),
});

/** Answer of `POST /zendesk/app/suggestions`. */
export const suggestionsResponseSchema = z.object({
  customer: z.object({
    known: z.boolean(),
    name: z.string().optional(),
    segment,
    tier: z.string(),
    shift: z
      .object({
        shiftId: z.string(),
        from: z.string(),
        to: z.string(),
        cause: z.string(),
        /** ISO 8601. */
        at: z.string(),
      })
      .optional(),
    /** ISO 8601: until when an agent keeps them where they are. */
    pinnedUntil: z.string().optional(),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    withheld,
    consent,
  }),
  suggestions: z.array(
    z.object({
      decisionId: z.string(),
      title: z.string(),
      /** `null`: the library has no text for this reply yet. */
      text: z.string().nullable(),
      /** The text without the lines that its products say, where they are drawn below it. */
      textAbove: z.string().optional(),
      /** Whole percent, 0 to 100. */
      scorePercent: z.number(),
      locale: z.string(),
      products: z.array(product).default([]),
      articles: z.array(article).default([]),
      receipt,
    }),
  ),
  /** Of a ticket that came from a conversation with the bot. */
  conversation: conversation.optional(),
  /** Why there is nothing to suggest. */
  note: z.string().optional(),
});

export type SuggestionsRequest = z.infer<typeof suggestionsRequestSchema>;
export type WatchRequest = z.infer<typeof watchRequestSchema>;
export type UndoRequest = z.infer<typeof undoRequestSchema>;
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;
export type ProposeRequest = z.infer<typeof proposeRequestSchema>;
export type ProposeResponse = z.infer<typeof proposeResponseSchema>;
export type SuggestionsResponse = z.infer<typeof suggestionsResponseSchema>;
export type AppConversation = z.infer<typeof conversation>;
export type AppCustomer = SuggestionsResponse["customer"];
export type AppSuggestion = SuggestionsResponse["suggestions"][number];
export type AppProduct = AppSuggestion["products"][number];
export type AppReceipt = AppSuggestion["receipt"];
