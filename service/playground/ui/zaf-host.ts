/**
 * The agent workspace's half of the ZAF message protocol, as Zendesk's app framework SDK 2.0 speaks it.
 * Pure of the browser: messages come in through `receive` and go out through `post`.
 */
export interface ZafHostOptions {
  readonly appGuid: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Without secure settings: the browser never sees those. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What `client.get` reads, as one tree: `ticket.requester.email` is read by walking it. */
  data(): Readonly<Record<string, unknown>>;
  /** What `client.invoke` may call, by its full name, e.g. `ticket.editor.insert`. */
  readonly actions: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  /** What Zendesk's own API has at a path, e.g. `/api/v2/users/7/identities.json`; `undefined`: nothing. */
  api(path: string): unknown;
  /** Zendesk's proxy: makes one `client.request` to another host. */
  request(options: unknown): Promise<ZafAnswer>;
  post(message: unknown): void;
}

export interface ZafAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

export interface ZafHost {
  /** One message's `data`, which the caller has checked to come from the app's own window. */
  receive(data: unknown): void;
  /** Fires a framework event; apps that did not subscribe do not get it. */
  trigger(event: string, message?: unknown): void;
  /**
   * Fires a hook such as `ticket.save`, and waits for an app that subscribed to it, no longer than `withinMs`.
   * @returns false if the app keeps it from going on
   */
  ask(hook: string, withinMs: number): Promise<boolean>;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The SDK sends JSON text, and replies to hooks as an object: both are taken. */
function decode(data: unknown): JsonObject | undefined {
  if (typeof data !== "string") return isObject(data) ? data : undefined;
  try {
    const decoded: unknown = JSON.parse(data);
    return isObject(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

function walk(tree: unknown, path: string): unknown {
  let node: unknown = tree;
  for (const name of path.split(".")) {
    if (!isObject(node) || !Object.hasOwn(node, name)) return undefined;
    node = node[name];
  }
  return node;
}

function parsedBody(body: string, contentType: string): unknown {
  if (!contentType.includes("json")) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The path of a read of Zendesk's own API; whatever else is asked for goes through the proxy. */
function apiPath(asked: unknown): string | undefined {
  if (!isObject(asked) || typeof asked.url !== "string" || !asked.url.startsWith("/api/v2/"))
    return undefined;
  return (asked.type ?? "GET") === "GET" ? asked.url : undefined;
}

function apiAnswer(found: unknown): ZafAnswer {
  const body = found ?? { error: "RecordNotFound", description: "Not found" };
  return {
    status: found === undefined ? 404 : 200,
    body: JSON.stringify(body),
    contentType: "application/json; charset=utf-8",
  };
}

export function createZafHost(options: ZafHostOptions): ZafHost {
  const subscriptions = new Set<string>();
  /** Who waits for the answer to a hook. */
  const asked = new Map<string, (isAllowed: boolean) => void>();
  const fire = (event: string, message: unknown) => options.post({ key: `zaf.${event}`, message });

  const readAll = (paths: unknown): JsonObject => {
    const values: Record<string, unknown> = {};
    const errors: Record<string, unknown> = {};
    const tree = options.data();
    for (const path of Array.isArray(paths) ? paths.map(String) : []) {
      const value = walk(tree, path);
      if (value === undefined) errors[path] = { name: "APIError", path, message: "is not available" };
      else values[path] = value;
    }
    return { ...values, errors };
  };

  const invokeAll = (calls: unknown): JsonObject => {
    const values: Record<string, unknown> = {};
    const errors: Record<string, unknown> = {};
    for (const [path, args] of Object.entries(isObject(calls) ? calls : {})) {
      const action = Object.hasOwn(options.actions, path) ? options.actions[path] : undefined;
      if (action === undefined) errors[path] = { name: "APIError", path, message: "can't be invoked here" };
      else values[path] = action(...(Array.isArray(args) ? args : [])) ?? null;
    }
    return { ...values, errors };
  };

  const answer = (id: unknown, message: JsonObject): void => {
    switch (message.request) {
      case "get":
        options.post({ id, result: readAll(message.params) });
        return;
      case "invoke":
        options.post({ id, result: invokeAll(message.params) });
        return;
      default:
        options.post({
          id,
          error: { name: "APIError", message: `${String(message.request)} is not supported` },
        });
    }
  };

  const proxy = async (key: string, asked: unknown): Promise<void> => {
    try {
      const path = apiPath(asked);
      const { status, body, contentType } =
        path === undefined ? await options.request(asked) : apiAnswer(options.api(path));
      const xhr = { status, responseText: body, responseJSON: parsedBody(body, contentType) };
      if (status >= 200 && status <= 299) {
        fire(`${key}.done`, { responseArgs: [parsedBody(body, contentType), "success", xhr] });
      } else {
        fire(`${key}.fail`, { responseArgs: [xhr, "error", String(status)] });
      }
    } catch {
      fire(`${key}.fail`, { responseArgs: [{ status: 0, responseText: "" }, "error", "unreachable"] });
    }
  };

  return {
    receive: (data) => {
      const message = decode(data);
      if (message === undefined || message.appGuid !== options.appGuid) return;
      if (message.id !== undefined) return answer(message.id, message);
      const key = String(message.key ?? "");
      if (key === "iframe.handshake") {
        const { context, metadata, appGuid } = options;
        options.post({
          key: "zaf.app.registered",
          message: { context, metadata },
          instanceGuid: appGuid,
        });
      } else if (key.startsWith("iframe.on:")) {
        const event = key.slice("iframe.on:".length);
        const isFirst = !subscriptions.has(event);
        subscriptions.add(event);
        // Sent any earlier, an app that has just started would miss it.
        if (event === "app.activated" && isFirst) fire(event, { firstLoad: true });
      } else if (key.startsWith("iframe.off:")) {
        const count = isObject(message.message) ? message.message.subscriberCount : 0;
        if (count === 0) subscriptions.delete(key.slice("iframe.off:".length));
      } else if (key.startsWith("iframe.reply:")) {
        asked.get(key.slice("iframe.reply:".length))?.(message.error === undefined);
      } else if (/^request:\d+$/.test(key)) {
        void proxy(key, message.message);
      }
    },
    trigger: (event, message = {}) => {
      if (subscriptions.has(event)) fire(event, message);
    },
    ask(hook, withinMs) {
      if (!subscriptions.has(hook)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (isAllowed: boolean) => {
          clearTimeout(timer);
          asked.delete(hook);
          resolve(isAllowed);
        };
        const timer = setTimeout(() => settle(true), withinMs);
        asked.set(hook, settle);
        options.post({ key: `zaf.${hook}`, needsReply: true });
      });
    },
  };
}
