import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configKeys, readConfig } from "./config.js";
import { RapportError } from "./error.js";

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(RapportError);
    expect((error as RapportError).code).toBe("config_invalid");
    return (error as RapportError).message;
  }
  throw new Error("the configuration was accepted");
}

describe("readConfig", () => {
  it("needs nothing", () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3978,
      RAPPORT_DATA_DIR: "data",
      MICROSOFT_APP_TYPE: "SingleTenant",
    });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readConfig({ PORT: "", SLACK_BOT_TOKEN: "" }).PORT).toBe(3978);
  });

  it("lists all problems at once and echoes no value", () => {
    const message = problemsOf({
      PORT: "seventy",
      RAPPORT_MASTER_KEY: "my-secret-master-key",
      SLACK_BOT_TOKEN: "xapp-secret-token",
      SLACK_API_URL: "ftp://secret.example",
      MICROSOFT_APP_ID: "not-a-secret-guid",
      MICROSOFT_APP_TYPE: "Secret",
      ZENDESK_APP_SHARED_SECRET: "short-secret",
      DATABASE_URL: "mysql://secret@host/db",
    });
    for (const key of [
      "PORT",
      "RAPPORT_MASTER_KEY",
      "SLACK_BOT_TOKEN",
      "SLACK_SIGNING_SECRET",
      "SLACK_API_URL",
      "MICROSOFT_APP_ID",
      "MICROSOFT_APP_PASSWORD",
      "MICROSOFT_APP_TYPE",
      "ZENDESK_APP_SHARED_SECRET",
      "ZENDESK_SUBDOMAIN",
      "DATABASE_URL",
    ]) {
      expect(message).toContain(key);
    }
    expect(message).not.toMatch(/secret-|-secret|seventy|secret@|Secret\b/);
  });

  it.each([
    ["SLACK_SIGNING_SECRET", { SLACK_BOT_TOKEN: "xoxb-12345678" }],
    ["SLACK_BOT_TOKEN", { SLACK_SIGNING_SECRET: "12345678" }],
    ["MICROSOFT_APP_PASSWORD", { MICROSOFT_APP_ID: "11111111-1111-4111-8111-111111111111" }],
    ["MICROSOFT_APP_TENANT_ID", { MICROSOFT_APP_ID: "11111111-1111-4111-8111-111111111111" }],
    ["ZENDESK_SUBDOMAIN", { ZENDESK_WEBHOOK_SECRET: "12345678" }],
    ["ZENDESK_API_TOKEN", { ZENDESK_SUBDOMAIN: "acme", ZENDESK_EMAIL: "agent@example.com" }],
  ])("asks for %s when its companions are set", (missing, env) => {
    expect(problemsOf(env)).toContain(`${missing} must be set too`);
  });

  it("lets a subdomain stand without an API token", () => {
    expect(
      readConfig({ ZENDESK_SUBDOMAIN: "acme", ZENDESK_WEBHOOK_SECRET: "12345678" }).ZENDESK_SUBDOMAIN,
    ).toBe("acme");
  });
});

describe(".env.example", () => {
  it("documents every key with its description and default, and no other", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const documented = [...example.matchAll(/^# (.+)\n(?:# )?([A-Z_]+)=(.*)$/gm)].map(
      ([, description, name, defaultValue]) => ({
        name,
        description,
        defaultValue: defaultValue || undefined,
      }),
    );
    expect(documented).toEqual(configKeys());
  });
});
