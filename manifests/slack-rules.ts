import { Ajv } from "ajv";
import { jsonFile, stringsOf, valueAt } from "./json-value.js";
import type { PackageFiles } from "./package-files.js";
import type { PackageRule } from "./package-rule.js";
import { schemaProblems } from "./schema-problems.js";
import { SLACK_MANIFEST_SCHEMA } from "./slack-manifest-schema.js";

const MANIFEST = "manifest.json";

const SHORT_DESCRIPTION_MAX_WORDS = 10;
const FORBIDDEN_SCOPE = /^(admin|identity)(\.|:|$)|^search:read|^workflow\.steps:execute$/;

/** Every scope that may be asked for, with what it is for. A scope that is not here is refused. */
const SCOPE_REASONS: Readonly<Record<string, string>> = {
  "app_mentions:read": "to hear when the bot is mentioned",
  "assistant:write": "to set the thread's status while the answer is made",
  "chat:write": "to answer",
  commands: "to answer the slash command",
  "im:history": "Slack delivers message.im to no app without it; past messages are never fetched",
  "im:write": "to open the conversation of a person who has not written yet",
  "users:read": "needed with users:read.email",
  "users:read.email": "to know the person by the e-mail address that Slack verified",
};

/** The scope without which Slack delivers an event, or null if it delivers it to every app. */
const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_mention: "app_mentions:read",
  app_uninstalled: null,
  assistant_thread_context_changed: "assistant:write",
  assistant_thread_started: "assistant:write",
  "message.im": "im:history",
  tokens_revoked: null,
};

function manifestOf(pkg: PackageFiles): unknown {
  return jsonFile(pkg, MANIFEST);
}

function scopesOf(pkg: PackageFiles): readonly string[] {
  const scopes = valueAt(manifestOf(pkg), "oauth_config", "scopes");
  return ["bot", "bot_optional", "user", "user_optional"].flatMap((kind) => stringsOf(valueAt(scopes, kind)));
}

function botEventsOf(pkg: PackageFiles): readonly string[] {
  return stringsOf(valueAt(manifestOf(pkg), "settings", "event_subscriptions", "bot_events"));
}

/** Every address that Slack would call or send a browser to. */
function addressesOf(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return /(^|_)urls?$/.test(key) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    addressesOf(child, Array.isArray(value) ? key : name),
  );
}

const validate = new Ajv({ allErrors: true }).compile(SLACK_MANIFEST_SCHEMA);

/** What Slack's manifest schema and its Marketplace reviewers ask of the manifest. */
export const SLACK_RULES: readonly PackageRule[] = [
  {
    id: "schema",
    problems: (pkg) => {
      const manifest = manifestOf(pkg);
      if (manifest === undefined) return [`${MANIFEST} is missing or not JSON`];
      return validate(manifest) ? [] : schemaProblems(validate.errors);
    },
  },
  {
    id: "no-symlinks",
    problems: ({ symlinks }) => symlinks.map((path) => `${path} is a symbolic link`),
  },
  {
    id: "short-description",
    problems: (pkg) => {
      const description = valueAt(manifestOf(pkg), "display_information", "description");
      if (typeof description !== "string") return ["There is no short description"];
      const words = description.trim().split(/\s+/).length;
      return words <= SHORT_DESCRIPTION_MAX_WORDS
        ? []
        : [`The short description has ${words} words; at most ${SHORT_DESCRIPTION_MAX_WORDS} are allowed`];
    },
  },
  {
    id: "https-addresses",
    problems: (pkg) =>
      addressesOf(manifestOf(pkg))
        .filter((address) => !URL.canParse(address) || new URL(address).protocol !== "https:")
        .map((address) => `${address} is not https`),
  },
  {
    id: "one-host",
    problems: (pkg) => {
      const addresses = addressesOf(manifestOf(pkg)).filter((address) => URL.canParse(address));
      const hosts = [...new Set(addresses.map((address) => new URL(address).host))];
      return hosts.length > 1 ? [`The addresses are on several hosts: ${hosts.join(", ")}`] : [];
    },
  },
  {
    id: "forbidden-scopes",
    problems: (pkg) =>
      scopesOf(pkg)
        .filter((scope) => FORBIDDEN_SCOPE.test(scope))
        .map((scope) => `The Marketplace takes no app with the scope ${scope}`),
  },
  {
    id: "justified-scopes",
    problems: (pkg) =>
      scopesOf(pkg)
        .filter((scope) => !Object.hasOwn(SCOPE_REASONS, scope))
        .map((scope) => `Nothing is written down about why the scope ${scope} is needed`),
  },
  {
    id: "event-scopes",
    problems: (pkg) =>
      botEventsOf(pkg).flatMap((event) => {
        const scope = EVENT_SCOPES[event];
        if (scope === undefined)
          return [`Nothing is written down about which scope the event ${event} needs`];
        return scope === null || scopesOf(pkg).includes(scope)
          ? []
          : [`The event ${event} is not delivered without the scope ${scope}`];
      }),
  },
  {
    id: "messages-tab",
    problems: (pkg) => {
      const home = valueAt(manifestOf(pkg), "features", "app_home");
      if (valueAt(home, "messages_tab_enabled") !== true) return [];
      if (valueAt(home, "messages_tab_read_only_enabled") !== false)
        return ["The Messages tab is on and nobody can write in it"];
      return botEventsOf(pkg).includes("message.im")
        ? []
        : ["The Messages tab is on and nothing answers there"];
    },
  },
  {
    id: "home-tab",
    problems: (pkg) => {
      const isOn = valueAt(manifestOf(pkg), "features", "app_home", "home_tab_enabled") === true;
      return isOn && !botEventsOf(pkg).includes("app_home_opened")
        ? ["The Home tab is on and nothing fills it: app_home_opened is not subscribed"]
        : [];
    },
  },
];
