import { describe, expect, it } from "vitest";
import { checkPackage } from "./package-rule.js";
import { SLACK_RULES } from "./slack-rules.js";
import { changed, GOOD_SLACK, packageOf } from "./testing.js";

type Files = Readonly<Record<string, string | object>>;

const good = GOOD_SLACK["manifest.json"];
const manifestWith = (path: string, value: unknown): Files => ({
  "manifest.json": changed(good, path, value),
});
const withScope = (scope: string): Files =>
  manifestWith("oauth_config.scopes.bot", [...good.oauth_config.scopes.bot, scope]);
const events = good.settings.event_subscriptions.bot_events;

/** Each changed copy of the good manifest, with the rule that it breaks. */
const BROKEN: readonly (readonly [ruleId: string, what: string, files: Files])[] = [
  ["schema", "no manifest", {}],
  ["schema", "a manifest that is not JSON", { "manifest.json": "{" }],
  ["schema", "no display information", manifestWith("display_information", undefined)],
  ["schema", "a name of 36 characters", manifestWith("display_information.name", "n".repeat(36))],
  ["schema", "a key that Slack does not know", manifestWith("settings.event_subscription", {})],
  [
    "schema",
    "a command without a slash",
    manifestWith("features.slash_commands", [{ command: "a", description: "b" }]),
  ],
  ["short-description", "no short description", manifestWith("display_information.description", undefined)],
  ["short-description", "eleven words", manifestWith("display_information.description", "a ".repeat(11))],
  [
    "https-addresses",
    "an event address over http",
    manifestWith("settings.event_subscriptions.request_url", "http://YOUR-HOST.example/a"),
  ],
  [
    "https-addresses",
    "a redirect over http",
    manifestWith("oauth_config.redirect_urls", ["http://YOUR-HOST.example/a"]),
  ],
  [
    "https-addresses",
    "a command over http",
    manifestWith("features.slash_commands", [
      { command: "/a", description: "b", url: "http://YOUR-HOST.example/a" },
    ]),
  ],
  [
    "https-addresses",
    "a redirect that is no address",
    manifestWith("oauth_config.redirect_urls", ["YOUR-HOST.example"]),
  ],
  [
    "one-host",
    "addresses on two hosts",
    manifestWith("settings.interactivity.request_url", "https://other.example/a"),
  ],
  ["forbidden-scopes", "admin", withScope("admin.users:read")],
  ["forbidden-scopes", "identity", withScope("identity.basic")],
  ["forbidden-scopes", "search", withScope("search:read")],
  ["forbidden-scopes", "workflow steps", withScope("workflow.steps:execute")],
  ["forbidden-scopes", "a user's admin scope", manifestWith("oauth_config.scopes.user", ["admin"])],
  ["justified-scopes", "the history of channels", withScope("channels:history")],
  ["justified-scopes", "files", withScope("files:read")],
  [
    "justified-scopes",
    "an optional scope",
    manifestWith("oauth_config.scopes.bot_optional", ["groups:history"]),
  ],
  [
    "event-scopes",
    "an event without its scope",
    manifestWith("oauth_config.scopes.bot", ["app_mentions:read", "chat:write"]),
  ],
  [
    "event-scopes",
    "an event of which nothing is known",
    manifestWith("settings.event_subscriptions.bot_events", [...events, "message.channels"]),
  ],
  [
    "messages-tab",
    "a tab in which nobody can write",
    manifestWith("features.app_home.messages_tab_read_only_enabled", true),
  ],
  [
    "messages-tab",
    "a tab in which nothing answers",
    manifestWith("settings.event_subscriptions.bot_events", ["app_home_opened", "app_mention"]),
  ],
  [
    "home-tab",
    "a tab that nothing fills",
    manifestWith("settings.event_subscriptions.bot_events", ["app_mention", "message.im"]),
  ],
];

describe("Slack's rules", () => {
  it("take the good package", () => {
    expect(checkPackage(SLACK_RULES, packageOf(GOOD_SLACK))).toEqual([]);
  });

  it("take tabs that are off", () => {
    const off = changed(good, "features.app_home", { home_tab_enabled: false, messages_tab_enabled: false });
    const silent = changed(off, "settings.event_subscriptions.bot_events", ["app_mention"]);
    expect(checkPackage(SLACK_RULES, packageOf({ "manifest.json": silent }))).toEqual([]);
  });

  it.each(BROKEN)("%s: refuses %s", (ruleId, _, files) => {
    const found = checkPackage(SLACK_RULES, packageOf(files)).map((problem) => problem.ruleId);
    expect(found).toContain(ruleId);
  });

  it("schema: names the place and the key", () => {
    const problems = checkPackage(SLACK_RULES, packageOf(manifestWith("settings.sockets", true)));
    expect(problems).toEqual([
      { ruleId: "schema", message: "/settings must NOT have additional properties (sockets)" },
    ]);
  });

  it("no-symlinks: refuses a symbolic link", () => {
    const found = checkPackage(SLACK_RULES, { ...packageOf(GOOD_SLACK), symlinks: ["manifest.json"] });
    expect(found.map((problem) => problem.ruleId)).toEqual(["no-symlinks"]);
  });

  it("have a broken copy each, and one name each", () => {
    const ids = SLACK_RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...new Set([...BROKEN.map(([id]) => id), "no-symlinks"])].sort());
  });
});
