import type { webApi } from "@slack/bolt";
import { RapportError, type Relay } from "../../core/index.js";
import { renderSlackRelay } from "./render-slack-relay.js";
import { storedAddress } from "./slack-conversation.js";
import { callSlack } from "./slack-error.js";

/**
 * Posts what the desk answers into the thread that it was asked in. Slack takes no idempotency key, and looking for
 * what was posted needs the scope to read history: after a crash between the post and its note it is posted again.
 */
export function createSlackRelays(client: webApi.WebClient): (relay: Relay) => Promise<undefined> {
  return async (relay) => {
    const address = storedAddress.safeParse(relay.address);
    const message = renderSlackRelay(relay);
    if (!address.success || message === undefined) {
      throw new RapportError("vendor_refused", "Slack: this can't be posted to a thread");
    }
    const { channel, threadTs: thread_ts } = address.data;
    await callSlack(() =>
      client.chat.postMessage({ channel, thread_ts, ...message, unfurl_links: false, unfurl_media: false }),
    );
    return undefined;
  };
}
