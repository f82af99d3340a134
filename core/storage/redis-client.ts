import { randomInt } from "node:crypto";
import { createClient, ErrorReply, MultiErrorReply, RESP_TYPES } from "redis";
import { RapportError } from "../error.js";
import { withinDeadline } from "./within-deadline.js";

/** A customer waits for a step. */
const STEP_MS = 250;
const CONNECT_MS = 1_000;
/** How long a start waits for Redis before it goes on without. */
const START_MS = 2_000;
/** A connection on which nothing came or went for so long is dead; pings keep a living one below it. */
const SILENCE_MS = 3_000;
const PING_MS = 1_000;
const MAX_RECONNECT_MS = 2_000;

export interface RedisOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  /** How long a step may take; by default 250 ms. Longer, and customers wait longer when Redis hangs. */
  readonly stepMs?: number;
  /** Told when a connection is lost or can't be made, once until it is back. `reason` is a code, no address. */
  readonly onLost?: (reason: string) => void;
  /** Told at each connection that stands, the first too. */
  readonly onConnected?: () => void;
}

/** What a step speaks: node-redis' commands; strings come back as buffers. */
export type RedisCommands = ReturnType<typeof connect>["commands"];

/** A connection to Redis that never keeps a caller waiting. */
export interface Redis {
  /**
   * Runs a step of one or a few commands, within `stepMs` in all. A server that does not answer in that time is taken
   * for dead, and the connection is made anew.
   * @throws RapportError `vendor_unavailable` if there is no connection, no answer in time, or Redis refuses (it is
   * full, loading, a replica). A write that was sent before may yet have happened.
   */
  run<T>(step: (commands: RedisCommands) => Promise<T>): Promise<T>;
  /** Whether there is a connection at the moment. */
  isConnected(): boolean;
  /** @throws RapportError `vendor_unavailable` if Redis does not answer */
  check(): Promise<void>;
  /** Waits `stepMs` at most for what is under way. */
  close(): Promise<void>;
}

/**
 * Opens a connection that makes itself anew for as long as it is open. Resolves within 2 s, also if Redis is away:
 * `onLost` was told then.
 *
 * What node-redis 6 offers against a server that hangs does not suffice: its `timeout` and `abortSignal` end a
 * command only until it is written to the socket; `socketTimeout` begins anew with whatever is written; and `MULTI`
 * is queued in spite of `disableOfflineQueue`. So steps have a deadline here.
 *
 * @throws RapportError `config_invalid` if the URL is none of Redis
 */
export async function openRedis(options: RedisOptions): Promise<Redis> {
  const { url, stepMs = STEP_MS, onLost, onConnected } = options;
  let lost = false;
  let closed = false;
  let onFirst = () => {};
  const first = new Promise<void>((resolve) => {
    onFirst = resolve;
  });
  const events = {
    ready() {
      lost = false;
      onConnected?.();
      onFirst();
    },
    error(error: unknown) {
      if (!lost && !closed) onLost?.(reasonOf(error));
      lost = true;
      onFirst();
    },
  };
  let connection = connect(url, events);

  function replace(silent: typeof connection): void {
    if (silent !== connection || closed) return;
    // What it still has to say is no news of the next one.
    silent.client.removeAllListeners("error").on("error", () => {});
    silent.client.destroy();
    events.error(new SilentServerError());
    connection = connect(url, events);
  }

  const redis: Redis = {
    async run(step) {
      const used = connection;
      if (!used.client.isReady) throw unavailable("redis is not connected");
      const late = () => {
        replace(used);
        return unavailable(`redis did not answer within ${stepMs} ms`);
      };
      try {
        return await withinDeadline(stepMs, step(used.commands), late);
      } catch (error) {
        throw translated(error);
      }
    },
    isConnected: () => connection.client.isReady,
    async check() {
      await redis.run((commands) => commands.ping());
    },
    async close() {
      closed = true;
      const { client } = connection;
      if (client.isReady) {
        const late = () => unavailable("redis did not let go");
        await withinDeadline(stepMs, client.close(), late).catch(() => {});
      }
      client.destroy();
    },
  };
  await withinDeadline(START_MS, first, () => new SilentServerError()).catch(events.error);
  return redis;
}

interface ConnectionEvents {
  ready(): void;
  error(error: unknown): void;
}

function connect(url: string, { ready, error }: ConnectionEvents) {
  const client = clientOf(url);
  client.on("ready", ready);
  // Without a listener the process would end.
  client.on("error", error);
  client.connect().catch(() => {
    // Destroyed before it was connected; whatever else is wrong was told as `error`, and is tried again.
  });
  return { client, commands: client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }) };
}

function clientOf(url: string) {
  // node-redis takes an empty one for a server on this machine.
  if (!/^rediss?:\/\//.test(url)) throw invalidUrl();
  try {
    return createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_MS,
      // Deadlines are of steps.
      commandOptions: { timeout: 0 },
      socket: { connectTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, reconnectStrategy: reconnectDelayMs },
    });
  } catch {
    throw invalidUrl();
  }
}

/** Without a cause: it may hold the URL, and with it a password. */
function invalidUrl(): RapportError {
  return new RapportError("config_invalid", "REDIS_URL: must be a redis:// or rediss:// URL");
}

/** 50 ms, doubled with each try up to 2 s; half of it by chance, so that a fleet does not come back at once. */
export function reconnectDelayMs(retries: number): number {
  const whole = Math.min(MAX_RECONNECT_MS, 50 * 2 ** Math.min(retries, 10));
  return Math.round(whole / 2 + randomInt(whole / 2 + 1));
}

/** A server that took the connection and says nothing. */
class SilentServerError extends Error {}

function unavailable(message: string, cause?: unknown): RapportError {
  return new RapportError("vendor_unavailable", message, { cause });
}

function translated(error: unknown): unknown {
  if (error instanceof RapportError || error instanceof TypeError) return error;
  return unavailable(`redis failed: ${reasonOf(error)}`, error);
}

/** Redis' own word for it (`OOM`, `READONLY`), the system's (`ECONNREFUSED`), or the kind of error. */
function reasonOf(error: unknown): string {
  if (error instanceof MultiErrorReply) return reasonOf(error.errors().next().value);
  if (error instanceof ErrorReply) return /^[A-Z]+/.exec(error.message)?.[0] ?? "ERR";
  if (error instanceof Error) return "code" in error ? String(error.code) : error.constructor.name;
  return "unknown";
}
