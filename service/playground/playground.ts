import path from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { z } from "zod";
import { type Logger, RapportError, systemClock } from "../../core/index.js";
import { projectRoot } from "../project-root.js";
import { parseRequest } from "./message-request.js";
import type { PlaygroundCustomer } from "./playground-customer.js";
import { createPlaygroundPages } from "./playground-pages.js";
import { PlaygroundStore } from "./playground-store.js";
import { crossOriginReason, isLoopbackHost } from "./request-origin.js";
import { createSlackStandIn } from "./slack-stand-in.js";
import { createStateStream } from "./state-stream.js";
import { CONNECTOR_ISSUER } from "./teams-authority.js";
import { createTeamsStandIn } from "./teams-stand-in.js";
import { UPGRADE_PLAN, upgradePlan } from "./upgrade-plan.js";
import { createZendeskStandIn } from "./zendesk-stand-in.js";

export interface PlaygroundOptions {
  /** The server's own address, e.g. `http://127.0.0.1:3978`; asked for once it listens. */
  readonly baseUrl: () => string;
  readonly tenantName: string;
  readonly customers: readonly PlaygroundCustomer[];
  readonly slack: { readonly signingSecret: string; readonly botToken: string };
  readonly teams: { readonly appId: string };
  readonly zendesk: {
    readonly subdomain: string;
    readonly webhookSecret: string;
    readonly appSharedSecret: string;
    /** Who calls the stand-in's API. */
    readonly apiEmail: string;
    readonly apiToken: string;
  };
  /** The tenant's key of the ingestion API. */
  readonly writeKey: string;
  readonly log: Logger;
}

export interface Playground {
  /** Mount at `/`, on loopback only. Passes on every path that is not its own. */
  readonly router: express.Router;
  /** Ends the open event streams, so that the server can close. */
  close(): void;
  /** What the Teams adapter must trust for the stand-in's tokens. */
  teamsAuthority(): {
    readonly openIdMetadataUrl: string;
    readonly issuer: string;
    readonly tokenUrl: string;
  };
}

const upgradeRequest = z.object({ customer: z.string().min(1).max(256) });

const STATUS: Readonly<Partial<Record<RapportError["code"], number>>> = {
  request_malformed: 400,
  not_found: 404,
  vendor_refused: 502,
  vendor_unavailable: 502,
};

const loopbackOnly: express.RequestHandler = (request, response, next) => {
  if (isLoopbackHost(request.headers.host)) return next();
  response.status(403).json({ error: "playground: the Host header is not a loopback address" });
};

const ownPageOnly: express.RequestHandler = (request, response, next) => {
  const reason = crossOriginReason(request.headers);
  if (reason === undefined) return next();
  response.status(403).json({ error: `playground: ${reason}` });
};

function answerErrors(log: Logger): express.ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof RapportError) {
      log.warn({ code: error.code, path: request.path }, error.message);
      response.status(STATUS[error.code] ?? 500).json({ error: error.message });
      return;
    }
    const status = z.object({ status: z.number().int().min(400).max(499) }).safeParse(error);
    if (status.success) {
      const rule = status.data.status === 413 ? "the body is too large" : "the body can't be read";
      response.status(status.data.status).json({ error: `playground: ${rule}` });
      return;
    }
    log.error({ path: request.path }, "playground: a stand-in failed");
    response.status(500).json({ error: "playground: a stand-in failed" });
  };
}

/**
 * Stand-ins for Zendesk, Slack and Teams with a page to drive them. They talk to this server's own public
 * routes over HTTP with the platforms' signatures, and nothing in the adapters knows the difference.
 *
 * Whoever can reach the page's routes can sign as any of the customers, so they answer the playground's own
 * page only (`Origin`, `Sec-Fetch-Site`) and only under a loopback name.
 */
export function createPlayground(options: PlaygroundOptions): Playground {
  const { baseUrl } = options;
  const store = new PlaygroundStore({
    tenantName: options.tenantName,
    zendeskSubdomain: options.zendesk.subdomain,
    customers: options.customers,
  });
  const stream = createStateStream(store);
  const slack = createSlackStandIn({ baseUrl, store, ...options.slack });
  const teams = createTeamsStandIn({ baseUrl, store, ...options.teams });
  const zendesk = createZendeskStandIn({ baseUrl, store, ...options.zendesk });

  const page = express.Router();
  page.use(ownPageOnly, express.json({ limit: "64kb" }));
  page.use("/slack", slack.page);
  page.use("/teams", teams.page);
  page.use("/zendesk", zendesk.page);
  page.post("/upgrade", async (request, response) => {
    const { customer } = parseRequest(upgradeRequest, request.body);
    store.participant(customer);
    await upgradePlan({
      baseUrl: baseUrl(),
      writeKey: options.writeKey,
      userId: customer,
      nowMs: systemClock.nowMs(),
    });
    store.apply({ kind: "plan", customer, plan: UPGRADE_PLAN });
    response.json({ plan: UPGRADE_PLAN });
  });

  const own = express.Router();
  own.use("/slack", slack.platform);
  own.use("/teams", teams.platform);
  own.use("/zendesk", zendesk.platform);
  const readable = express.Router();
  readable.get("/state", (_request, response) => {
    response.setHeader("cache-control", "no-store");
    response.json(store.state);
  });
  readable.get("/stream", stream.handle);
  own.use((request, response, next) => (request.method === "GET" ? readable : page)(request, response, next));
  own.use((_request, response) => {
    response.status(404).json({ error: "playground: no such address" });
  });
  own.use(answerErrors(options.log));

  const router = express.Router();
  const pages = createPlaygroundPages(
    path.join(projectRoot(path.dirname(fileURLToPath(import.meta.url))), "dist"),
  );
  router.use(["/assets", "/playground"], loopbackOnly);
  router.get("/", loopbackOnly);
  router.use(pages);
  router.use("/playground", own);

  return {
    router,
    close: () => stream.close(),
    teamsAuthority: () => ({
      openIdMetadataUrl: `${baseUrl()}/playground/teams/openid`,
      issuer: CONNECTOR_ISSUER,
      tokenUrl: `${baseUrl()}/playground/teams/token`,
    }),
  };
}
