import type { webApi } from "@slack/bolt";
import { z } from "zod";
import { type Core, type Logger, RapportError, type TenantId } from "../../core/index.js";
import type { SlackAccessEnded } from "./slack-delivery.js";
import { callSlack, logFailure } from "./slack-error.js";

/** What is kept with a claimed erasure until it is done: `{ kind: "erase" }` tells it from a message's address. */
const erasureAddress = z.object({
  kind: z.literal("erase"),
  event: z.enum(["app_uninstalled", "tokens_revoked"]),
  team: z.string(),
});

type Erasure = Omit<z.infer<typeof erasureAddress>, "kind"> & { readonly deliveryId: string };

/**
 * Erases what came from Slack once the workspace takes the bot's access away: claimed before the acknowledgement,
 * done after it, and done again by `resume` if a crash came between.
 */
export class SlackErasure {
  readonly #core: Core;
  readonly #tenantId: TenantId;
  readonly #log: Logger;
  readonly #client: webApi.WebClient;

  constructor(options: {
    readonly core: Core;
    readonly tenantId: TenantId;
    readonly log: Logger;
    readonly client: webApi.WebClient;
  }) {
    this.#core = options.core;
    this.#tenantId = options.tenantId;
    this.#log = options.log;
    this.#client = options.client;
  }

  /** Durably claims the erasure; `false` if it was claimed before, or if there is nothing to erase for. */
  async admit({ deliveryId, event, team, endsBot }: SlackAccessEnded): Promise<boolean> {
    if (!endsBot) {
      this.#log.info({ channel: "slack", event }, "slack tokens of people were revoked: none is held");
      return false;
    }
    const address = { kind: "erase", event, team };
    return this.#core.claim({ tenantId: this.#tenantId, channel: "slack", deliveryId, address });
  }

  /** Never rejects: what fails stays claimed for the next `resume`. */
  async run({ deliveryId, event, team }: Erasure): Promise<void> {
    const fields = { channel: "slack", event, deliveryId };
    try {
      if (await this.#isElsewhere(team)) {
        this.#log.warn(fields, "slack access ended in a workspace that the bot is not installed in");
      } else {
        this.#log.warn(fields, "slack access ended: the bot can't answer any more, its people are erased");
        const { people } = await this.#core.privacy.eraseChannel("slack", "platform:slack", event);
        this.#log.info({ ...fields, people }, "slack people erased");
      }
      await this.#core.settle({ tenantId: this.#tenantId, channel: "slack", deliveryId });
    } catch (error) {
      logFailure(this.#log, error, { ...fields, step: "erase" });
    }
  }

  /** Does what an earlier process claimed and did not finish. @returns false if the delivery is no erasure */
  async resume(deliveryId: string, address: Readonly<Record<string, unknown>>): Promise<boolean> {
    const parsed = erasureAddress.safeParse(address);
    if (!parsed.success) return false;
    await this.run({ ...parsed.data, deliveryId });
    return true;
  }

  /**
   * True if our token still works, and for another workspace. A token that does not work was the one that ended;
   * where Slack can't be asked, its signed event counts.
   */
  async #isElsewhere(team: string): Promise<boolean> {
    try {
      const { team_id } = await callSlack(() => this.#client.auth.test());
      return team_id !== undefined && team_id !== team;
    } catch (error) {
      if (error instanceof RapportError) return false;
      throw error;
    }
  }
}
