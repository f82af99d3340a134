import { readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Core } from "../core/index.js";
import {
  ADAPTER_CHECKS,
  type AdapterContractDescriptor,
  type AdapterUnderTest,
  CONVERSATION_CHECKS,
  describeAdapterContract,
  startSubject,
} from "./adapter-contract.js";
import type { ChannelAdapter, HttpRequest, HttpResponse } from "./channel-adapter.js";
import { CONTRACT_SIGNING_SECRET, contractDescriptor as slack } from "./slack/contract-descriptor.js";
import { signedSlackRequest } from "./slack/slack-stand-in.js";

const adaptersFolder = import.meta.dirname;

const channels = (await readdir(adaptersFolder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** What every adapter folder holds, as DESIGN.md section 2 says. */
const FILE_SET = [
  /^contract-descriptor\.ts$/,
  /^parse-.+(?<!\.test)\.ts$/,
  /^render-.+(?<!\.test)\.ts$/,
  /^(verify-.+|.*auth.*)(?<!\.test)\.ts$/,
  /^fixtures\/README\.md$/,
];

async function filesOf(channel: string): Promise<readonly string[]> {
  const own = await readdir(`${adaptersFolder}/${channel}`);
  const fixtures = own.includes("fixtures") ? await readdir(`${adaptersFolder}/${channel}/fixtures`) : [];
  return [...own, ...fixtures.map((name) => `fixtures/${name}`)];
}

function isDescriptor(value: unknown): value is AdapterContractDescriptor {
  return typeof value === "object" && value !== null && "channel" in value && "start" in value;
}

async function descriptorOf(channel: string): Promise<AdapterContractDescriptor | undefined> {
  if (!(await filesOf(channel)).includes("contract-descriptor.ts")) return undefined;
  const url = pathToFileURL(`${adaptersFolder}/${channel}/contract-descriptor.ts`).href;
  const module: Readonly<Record<string, unknown>> = await import(url);
  return isDescriptor(module.contractDescriptor) ? module.contractDescriptor : undefined;
}

const descriptors = await Promise.all(
  channels.map(async (channel) => ({ channel, descriptor: await descriptorOf(channel) })),
);

describe("adapter folders", () => {
  it("are the three channels", () => {
    expect([...channels].sort()).toEqual(["slack", "teams", "zendesk"]);
  });

  it.each(descriptors)("$channel exports a contract descriptor for itself", ({ channel, descriptor }) => {
    expect(descriptor?.channel).toBe(channel);
  });

  it.each(channels)("%s has the file set", async (channel) => {
    const files = await filesOf(channel);
    const required = [...FILE_SET, new RegExp(`^${channel}-adapter\\.ts$`)];
    expect(required.filter((pattern) => !files.some((file) => pattern.test(file))).map(String)).toEqual([]);
  });
});

for (const { descriptor } of descriptors) {
  if (descriptor !== undefined) describeAdapterContract(descriptor);
}

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

/** Slack's adapter with its handler replaced by one that breaks a promise. */
function slackWith(breakIt: (handle: Handle, nowMs: number) => Handle): AdapterContractDescriptor {
  return {
    channel: "slack",
    async start(setup): Promise<AdapterUnderTest> {
      const running = await slack.start(setup);
      const routes = running.adapter.routes.map((route) => ({
        ...route,
        handle: breakIt((request) => route.handle(request), setup.clock.nowMs()),
      }));
      const adapter: ChannelAdapter = { ...running.adapter, routes };
      return { ...running, adapter };
    },
  };
}

/** Slack's adapter between which and the core something goes wrong. */
function slackThrough(change: (core: Core) => Partial<Core>): AdapterContractDescriptor {
  return {
    channel: "slack",
    start: (setup) => {
      const changed = change(setup.core);
      const core = new Proxy(setup.core, {
        get(target, name) {
          const value: unknown = Reflect.get(name in changed ? changed : target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
      return slack.start({ ...setup, core });
    },
  };
}

const forgetful = slackThrough(() => ({ claim: async () => true }));

const indiscreet = slackThrough((core) => ({
  respond: (message) => core.respond({ ...message, isPrivate: true }),
}));

const mute = slackThrough((core) => ({
  respond: async (message) => {
    const { ask: _, ...reply } = await core.respond(message);
    return reply;
  },
}));

const talkative = slackThrough((core) => ({
  respond: async (message) => {
    const reply = await core.respond(message);
    return reply.kind === "relayed" ? { ...reply, kind: "unsure", text: "What?" } : reply;
  },
}));

const unverifying = slackWith((handle, atMs) => (request) => {
  const body = request.body.toString("utf8");
  const contentType = request.headers["content-type"] ?? "application/json";
  return handle(signedSlackRequest({ body, contentType, atMs, signingSecret: CONTRACT_SIGNING_SECRET }));
});

const deaf = slackWith(() => async () => ({ status: 200 }));

const crashing = slackWith((handle) => async (request) => {
  JSON.parse(request.body.toString("utf8"));
  return handle(request);
});

const refusing = slackWith(() => async () => ({ status: 401 }));

const ASKING = "the question of consent shows both its buttons, and pressing either reaches the core";
const PEOPLE = "while people answer the bot is quiet, and their replies and the end reach the conversation";
const DISCRETION =
  "a request about one's own data is answered in private, and reveals nothing in a shared room";

describe("the adapter contract refuses", () => {
  it.each([
    { what: "an adapter that takes every room for a private one", broken: indiscreet, fails: [DISCRETION] },
    { what: "an adapter that leaves the question out", broken: mute, fails: [ASKING] },
    { what: "an adapter that answers beside people", broken: talkative, fails: [PEOPLE] },
    {
      what: "an adapter that forgets what it claimed",
      broken: forgetful,
      fails: [
        "the same delivery twice: 2xx twice and one effect",
        "the same delivery twice at once: one effect",
      ],
    },
    {
      what: "an adapter that verifies nothing",
      broken: unverifying,
      fails: ["unsigned", "wrong_key", "stale", "future"].map(
        (k) => `${k}: 401, nothing stored, nothing sent`,
      ),
    },
    {
      what: "an adapter that acknowledges and does nothing",
      broken: deaf,
      fails: [
        "a valid delivery: 2xx and one effect",
        "the same delivery twice: 2xx twice and one effect",
        "the same delivery twice at once: one effect",
        "two deliveries: two effects",
        ...["unsigned", "wrong_key", "stale", "future"].map((k) => `${k}: 401, nothing stored, nothing sent`),
        "malformed: 400, nothing stored, nothing sent",
        "it still answers after refused requests",
        ASKING,
        DISCRETION,
        PEOPLE,
      ],
    },
    {
      what: "an adapter that rejects on a malformed body",
      broken: crashing,
      fails: [
        "malformed: 400, nothing stored, nothing sent",
        "it still answers after refused requests",
        ASKING,
      ],
    },
    {
      what: "an adapter that refuses everything",
      broken: refusing,
      fails: [
        "a valid delivery: 2xx and one effect",
        "the same delivery twice: 2xx twice and one effect",
        "the same delivery twice at once: one effect",
        "two deliveries: two effects",
        "malformed: 400, nothing stored, nothing sent",
        "it still answers after refused requests",
        ASKING,
        DISCRETION,
        PEOPLE,
      ],
    },
  ])("$what", async ({ broken, fails }) => {
    const { subject, stop } = await startSubject(broken);
    try {
      const failed: string[] = [];
      for (const check of [...ADAPTER_CHECKS, ...CONVERSATION_CHECKS]) {
        await check.run(subject).catch(() => failed.push(check.name));
      }
      expect(failed).toEqual(fails);
    } finally {
      await stop();
    }
  });
});
