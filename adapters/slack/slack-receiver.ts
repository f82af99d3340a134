import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import type { Clock, Logger } from "../../core/index.js";
import { type HttpRequest, type HttpResponse, jsonResponse } from "../channel-adapter.js";
import { type ParsedSlackRequest, parseSlackEvent } from "./parse-slack-event.js";
import type { SlackDelivery } from "./slack-delivery.js";
import { logFailure } from "./slack-error.js";
import { verifySlackRequest } from "./verify-slack-request.js";

const EMPTY_OK: HttpResponse = { status: 200 };

/**
 * Slack probes a slash command's certificate with an unsigned `ssl_check=1` ("Implementing slash commands").
 * It asks for nothing, so it gets nothing.
 */
function isCertificateProbe(request: HttpRequest): boolean {
  if (request.headers["x-slack-signature"] !== undefined) return false;
  if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return false;
  const form = new URLSearchParams(request.body.toString("utf8"));
  return form.get("ssl_check") === "1" && !form.has("payload") && !form.has("command");
}

/** Only slash commands are acknowledged with content: an ephemeral message. */
function acknowledgement(content: unknown): HttpResponse {
  if (typeof content === "object" && content !== null) return jsonResponse(200, content);
  return typeof content === "string" ? { status: 200, body: content } : EMPTY_OK;
}

interface SlackReceiverOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Runs before the acknowledgement; `false` if the delivery came before and must change nothing. */
  readonly admit: (delivery: SlackDelivery) => Promise<boolean>;
}

/**
 * Bolt's custom receiver ("Customizing a receiver", docs.slack.dev/tools/bolt-js) without a server of its
 * own: the host's requests go in, bolt's acknowledgements come out, and listeners run on behind them.
 * Listeners find what was parsed in `context.delivery`.
 */
export class SlackReceiver implements Receiver {
  readonly #options: SlackReceiverOptions;
  readonly #inFlight = new Set<Promise<void>>();
  #app: App | undefined;

  constructor(options: SlackReceiverOptions) {
    this.#options = options;
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {
    await this.idle();
  }

  /** Resolves when no listener runs. */
  async idle(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  /** Answers one request: 401 not signed by Slack, 400 not understood, 500 not claimed, 200 otherwise. */
  async handle(request: HttpRequest): Promise<HttpResponse> {
    if (isCertificateProbe(request)) return EMPTY_OK;
    const { signingSecret, clock, log, admit } = this.#options;
    const { headers, body } = request;
    const verification = verifySlackRequest({ headers, body, signingSecret, nowMs: clock.nowMs() });
    if (!verification.ok) {
      log.info({ channel: "slack", reason: verification.reason }, "slack request refused");
      return { status: 401 };
    }
    const parsed = parseSlackEvent(body, headers["content-type"] ?? "");
    if (parsed === undefined) {
      log.info({ channel: "slack", bytes: body.length }, "slack request not understood");
      return { status: 400 };
    }
    const { delivery } = parsed;
    if (delivery.kind === "url_verification") return jsonResponse(200, { challenge: delivery.challenge });
    if (delivery.kind === "ignored") return EMPTY_OK;
    try {
      if (!(await admit(delivery))) return EMPTY_OK;
    } catch (error) {
      logFailure(log, error, { step: "claim" });
      return { status: 500 };
    }
    return this.#dispatch(parsed, headers);
  }

  async #dispatch(parsed: ParsedSlackRequest, headers: HttpRequest["headers"]): Promise<HttpResponse> {
    const acknowledged = new Promise<HttpResponse>((acknowledge) => {
      const retryNum = headers["x-slack-retry-num"];
      const retryReason = headers["x-slack-retry-reason"];
      const event: ReceiverEvent = {
        body: parsed.body,
        ack: async (content) => acknowledge(acknowledgement(content)),
        customProperties: { delivery: parsed.delivery },
        ...(retryNum === undefined ? {} : { retryNum: Number(retryNum) }),
        ...(retryReason === undefined ? {} : { retryReason }),
      };
      this.#run(event).then(
        () => acknowledge(EMPTY_OK),
        () => acknowledge({ status: 500 }),
      );
    });
    // Bolt authorizes before it acknowledges an event, which can take a Web API call; Slack wants no content.
    return parsed.body.type === "event_callback" ? EMPTY_OK : acknowledged;
  }

  async #run(event: ReceiverEvent): Promise<void> {
    const work = this.#app?.processEvent(event) ?? Promise.reject(new Error("receiver is not initialized"));
    const tracked = work.catch((error: unknown) =>
      logFailure(this.#options.log, error, { step: "listener" }),
    );
    this.#inFlight.add(tracked);
    try {
      await work;
    } finally {
      await tracked;
      this.#inFlight.delete(tracked);
    }
  }
}
