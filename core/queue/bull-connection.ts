import { Redis, type RedisOptions } from "ioredis";
import { RapportError } from "../error.js";
import type { Logger } from "../logger.js";

/** What bull opens connections for: `client` for all commands, the others to wait on. */
export type ConnectionType = "client" | "subscriber" | "bclient";

/** The connections of one queue to Redis. They come back by themselves, for as long as they are open. */
export interface BullConnection {
  readonly client: Redis;
  /** For bull, which asks once for each type. */
  connect(type: ConnectionType): Redis;
  /**
   * Runs commands on `client` once it is connected.
   * @throws RapportError `vendor_unavailable` if Redis has not answered within `ANSWER_MS`, or refuses
   */
  ask<T>(commands: () => Promise<T>): Promise<T>;
  isAway(): boolean;
  /** Runs it once `client` is connected: at once, or later. */
  whenReady(run: () => void): void;
  /** Ends what bull waits on, which it starts again. It would wait half a second itself, for an answer that is due later. */
  interrupt(): void;
  /** Begins anew with all connections. */
  reconnect(): void;
  close(): void;
}

/** How long a caller of the queue waits for Redis. */
const ANSWER_MS = 1_800;
/** How long bull waits for a command; longer, since it takes a lost answer for a lost job and waits for its lock. */
const COMMAND_MS = 5_000;
const LONGEST_RECONNECT_MS = 1_000;

const OPTIONS: RedisOptions = {
  connectTimeout: 5_000,
  keepAlive: 10_000,
  retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_RECONNECT_MS),
  // After a failover the old server still answers, and only reads.
  reconnectOnError: (error) => error.message.startsWith("READONLY"),
};

const OPTIONS_OF: Readonly<Record<ConnectionType, RedisOptions>> = {
  client: {
    enableOfflineQueue: false,
    commandTimeout: COMMAND_MS,
    // None is sent twice: whoever asked finds out that the answer is missing, and may ask again.
    maxRetriesPerRequest: 0,
  },
  // What bull demands of connections that wait for hours.
  subscriber: { maxRetriesPerRequest: null, enableReadyCheck: false },
  bclient: { maxRetriesPerRequest: null, enableReadyCheck: false },
};

/** Begins to connect; whether Redis is there shows when it is asked. */
export function openBullConnection(redisUrl: string, name: string, log: Logger): BullConnection {
  const connections = new Map<ConnectionType, Redis>();
  let isAway = false;
  let isClosed = false;
  let reason = "";
  /** Connections were given up for their silence. The others may be made anew into the same silence. */
  let wasSilent = false;

  function connect(type: ConnectionType): Redis {
    const before = connections.get(type);
    if (before !== undefined) return before;
    const connection = new Redis(redisUrl, {
      ...OPTIONS,
      ...OPTIONS_OF[type],
      connectionName: `${name}-${type}`,
    });
    connections.set(type, connection);
    // bull takes its own listener away when it closes, and an error that nobody listens to is printed.
    connection.on("error", (error) => {
      reason = refusalOf(error);
    });
    // bull reconnects what it waits on while it closes.
    connection.on("connect", () => isClosed && connection.disconnect());
    return connection;
  }

  const client = connect("client");
  // As many as ask while Redis is away wait for it.
  client.setMaxListeners(0);
  client.on("close", () => {
    if (isAway || isClosed) return;
    isAway = true;
    log.warn({ reason }, "the queue's Redis is away; it is called again until it answers");
  });
  client.on("ready", () => {
    if (isAway) log.info({}, "the queue's Redis is back");
    isAway = false;
    if (wasSilent) for (const one of connections.values()) if (one !== client) one.disconnect(true);
    wasSilent = false;
  });

  function whenReady(run: () => void): void {
    if (client.status === "ready") run();
    else client.once("ready", run);
  }

  function ask<T>(commands: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let isOver = false;
      const over = () => {
        isOver = true;
        clearTimeout(timer);
        client.off("ready", run);
      };
      const timer = setTimeout(() => {
        // An answer may lie ready that this process was too busy to read: it is read before this runs.
        setImmediate(() => {
          if (isOver) return;
          over();
          if (client.status === "ready") {
            wasSilent = true;
            reconnect();
          }
          reject(unavailable(`did not answer within ${ANSWER_MS} ms`));
        });
      }, ANSWER_MS);
      const run = () => {
        commands().then(
          (answer) => {
            over();
            resolve(answer);
          },
          (error: unknown) => {
            over();
            reject(error instanceof Error ? unavailable(`refused a command: ${refusalOf(error)}`) : error);
          },
        );
      };
      whenReady(run);
    });
  }

  /** A connection that only looks alive is found out by its silence; the system would take a quarter of an hour. */
  function reconnect(): void {
    for (const connection of connections.values()) connection.disconnect(true);
  }

  return {
    client,
    connect,
    ask,
    isAway: () => client.status !== "ready",
    whenReady,
    reconnect,
    interrupt: () => connections.get("bclient")?.disconnect(),
    close() {
      isClosed = true;
      for (const connection of connections.values()) connection.disconnect();
    },
  };
}

function unavailable(what: string): RapportError {
  return new RapportError("vendor_unavailable", `The queue's Redis ${what}.`);
}

/** The word that says why; an error's message and its command could hold a password. */
function refusalOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  return /^[A-Z]{2,}(?= )/.exec(error.message)?.[0] ?? error.name;
}
