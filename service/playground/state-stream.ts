import type express from "express";
import type { PlaygroundStore } from "./playground-store.js";

const HEARTBEAT_MS = 20_000;
const MAX_STREAMS = 16;

/**
 * Server-sent events ("Server-sent events", HTML Standard): the whole state on connecting, so that a page
 * that lost its connection is right again, then each change.
 */
export interface StateStream {
  readonly handle: express.RequestHandler;
  /** Ends all open streams. */
  close(): void;
}

export function createStateStream(store: PlaygroundStore): StateStream {
  const open = new Set<express.Response>();
  const heartbeat = setInterval(() => {
    for (const response of open) response.write(": still here\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    handle: (_request, response) => {
      if (open.size >= MAX_STREAMS) {
        response.status(503).json({ error: "playground: too many open pages" });
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      const push = (event: string, data: unknown) => {
        response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      response.write("retry: 1000\n");
      push("state", store.state);
      const unsubscribe = store.subscribe((change) => push("change", change));
      open.add(response);
      response.on("close", () => {
        unsubscribe();
        open.delete(response);
      });
    },
    close: () => {
      clearInterval(heartbeat);
      for (const response of open) response.end();
      open.clear();
    },
  };
}
