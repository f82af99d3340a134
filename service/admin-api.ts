import { z } from "zod";
import { jsonResponse, type Route } from "../adapters/channel-adapter.js";
import { type AdminScope, PURPOSES, REGIMES, type RunningCore } from "../core/index.js";
import { createAdminRoutes } from "./admin-route.js";
import { parseSubject, somebody } from "./parse-subject.js";

export interface AdminApiOptions {
  readonly core: RunningCore;
}

const MAX_BODY_BYTES = 16 * 1024;
const REQUESTS_PER_MINUTE = 120;

const whom = {
  identifier: z.string().max(400).optional(),
  profile: z.string().max(64).optional(),
};

const ASKED = PURPOSES.filter((purpose) => purpose !== "service");

const bodies = {
  person: z.strictObject(whom),
  read: z.strictObject({ ...whom, purpose: z.enum(PURPOSES) }),
  restrict: z.strictObject({ ...whom, restricted: z.boolean() }),
  consent: z.strictObject({
    ...whom,
    answers: z
      .partialRecord(z.enum(ASKED), z.boolean())
      .refine((answers) => Object.keys(answers).length > 0, "must name a purpose"),
    until: z.iso.datetime({ offset: true }).optional(),
    textVersion: z.string().max(64).optional(),
  }),
  regime: z.strictObject({ ...whom, regime: z.enum(REGIMES) }),
  correct: z.strictObject({ ...whom, attribute: z.string().max(120), value: z.string().max(200) }),
  unmerge: z.strictObject({ mergeId: z.string().max(64) }),
  audit: z.strictObject({
    ...whom,
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  verify: z
    .strictObject({
      head: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")
        .optional(),
      entries: z.int().min(0).optional(),
    })
    .refine(({ head, entries }) => entries === undefined || head !== undefined, "entries goes with head"),
  nothing: z.strictObject({}),
} as const;

/**
 * What admins' own systems may ask about people: bearer tokens (`rapport tokens create`) with scopes, at most
 * 120 requests a minute and address. Whoever is meant stands in the body, so that no log of addresses holds it.
 */
export function createAdminApi({ core }: AdminApiOptions): readonly Route[] {
  const { privacy } = core;
  const adminRoute = createAdminRoutes((token) => core.tokens.find(token), REQUESTS_PER_MINUTE);

  const route = <T>(
    path: string,
    scope: AdminScope,
    summary: string,
    body: z.ZodType<T>,
    answer: (body: T, actor: string) => Promise<unknown>,
  ): Route =>
    adminRoute({
      method: "POST",
      path: `/admin/${path}`,
      scope,
      summary,
      body,
      maxBodyBytes: MAX_BODY_BYTES,
      answer: async (given, actor) => jsonResponse(200, await answer(given, actor)),
    });

  return [
    route(
      "profiles/read",
      "profiles:read",
      "What a purpose may see of a person",
      bodies.read,
      async (body, actor) => somebody(await privacy.read(parseSubject(body), body.purpose, actor)),
    ),
    route(
      "privacy/export",
      "privacy:export",
      "All that is held of a person",
      bodies.person,
      async (body, actor) => somebody(await privacy.exportData(parseSubject(body), actor)),
    ),
    route("privacy/erase", "privacy:erase", "Erase a person", bodies.person, async (body, actor) =>
      somebody(await privacy.erase(parseSubject(body), actor, "request")),
    ),
    route(
      "privacy/restrict",
      "privacy:restrict",
      "Keep a person's data and use it for nothing, or end that",
      bodies.restrict,
      async (body, actor) => {
        somebody(await privacy.restrict(parseSubject(body), body.restricted, actor));
        return { restricted: body.restricted };
      },
    ),
    route(
      "privacy/consent",
      "privacy:consent",
      "Write down what a person answered",
      bodies.consent,
      async ({ answers, until, textVersion, ...body }, actor) => {
        const said = {
          answers,
          method: "admin",
          channel: "admin",
          ...(until === undefined ? {} : { untilMs: Date.parse(until) }),
          ...(textVersion === undefined ? {} : { textVersion }),
        } as const;
        return somebody(await privacy.recordConsent(parseSubject(body), said, actor)).consent;
      },
    ),
    route(
      "privacy/regime",
      "privacy:consent",
      "The law that a person is under",
      bodies.regime,
      async (body, actor) => {
        somebody(await privacy.setRegime(parseSubject(body), body.regime, actor));
        return { regime: body.regime };
      },
    ),
    route(
      "privacy/correct",
      "privacy:correct",
      "Correct what a person may correct",
      bodies.correct,
      async ({ attribute, value, ...body }, actor) => {
        const { changed } = somebody(await privacy.correct(parseSubject(body), attribute, value, actor));
        return { attribute, changed };
      },
    ),
    route("merges/list", "profiles:read", "Merges, of a person or of all", bodies.person, (body) =>
      privacy.merges(subjectIn(body)),
    ),
    route("merges/undo", "merges:write", "Take a merge back", bodies.unmerge, ({ mergeId }, actor) =>
      privacy.unmerge(mergeId, actor),
    ),
    route(
      "audit/list",
      "audit:read",
      "Who did what with whose data",
      bodies.audit,
      ({ after, limit, ...body }) => {
        const subject = subjectIn(body);
        return privacy.audit({
          limit,
          ...(subject === undefined ? {} : { subject }),
          ...(after === undefined ? {} : { afterSequence: after }),
        });
      },
    ),
    route("audit/verify", "audit:read", "Prove the audit's chain", bodies.verify, ({ head, entries }) =>
      privacy.verifyAudit(undefined, head === undefined ? undefined : { head, entries }),
    ),
    route(
      "inventory/list",
      "inventory:read",
      "What may be kept of people",
      bodies.nothing,
      async () => core.inventory.attributes,
    ),
    route("inventory/drops", "inventory:read", "What was not declared, and dropped", bodies.nothing, () =>
      privacy.drops(),
    ),
  ];
}

function subjectIn(body: {
  readonly identifier?: string | undefined;
  readonly profile?: string | undefined;
}) {
  return body.identifier === undefined && body.profile === undefined ? undefined : parseSubject(body);
}
