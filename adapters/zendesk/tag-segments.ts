import type { Core, Logger } from "../../core/index.js";
import type { ZendeskUserTags } from "./zendesk-user-tags.js";

/** Tells Zendesk of segments, time and again. */
export interface SegmentTagger {
  /** Everybody who moved since, now. Never rejects: what failed is tried again the next time. */
  run(): Promise<void>;
  stop(): void;
}

/** What our tags begin with: `rapport_segment_vip`. */
export const SEGMENT_TAG_PREFIX = "rapport_segment_";

const EVERY_MS = 15_000;
const AT_ONCE = 50;

/** Writes segments to Zendesk as tags of the user, while the admin wants that. */
export function createSegmentTagger(options: {
  readonly core: Core;
  readonly subdomain: string;
  readonly tags: ZendeskUserTags;
  readonly log: Logger;
}): SegmentTagger {
  const { core, subdomain, tags, log } = options;
  let running: Promise<void> | undefined;

  async function tagAll(): Promise<void> {
    for (const person of await core.segments.untagged("zendesk_user_id", AT_ONCE)) {
      for (const name of person.named) {
        const [account, userId] = name.split("/");
        if (account !== subdomain || userId === undefined) continue;
        await tags.set(userId, SEGMENT_TAG_PREFIX, `${SEGMENT_TAG_PREFIX}${person.segment}`);
      }
      await core.segments.tagged(person);
    }
  }

  function run(): Promise<void> {
    running ??= tagAll()
      .catch(() =>
        log.warn({ channel: "zendesk" }, "segments could not be written to Zendesk: tried again later"),
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  const timer = setInterval(() => void run(), EVERY_MS).unref();
  return { run, stop: () => clearInterval(timer) };
}
