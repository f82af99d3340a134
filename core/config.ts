import { z } from "zod";
import { REGIMES } from "./consent/purpose.js";
import { RapportError } from "./error.js";
import { TONES } from "./replies/tone.js";

const secret = z.string().min(8, "must have at least 8 characters");
const url = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

/**
 * Every setting, once. A key's name is that of its environment variable; `.env.example` and the README's
 * table are held equal to this schema by a test.
 */
const configSchema = z.object({
  PORT: z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(0, "must be 0 to 65535")
    .max(65_535, "must be 0 to 65535")
    .default(3978)
    .describe("Port that `serve` listens on; 0 takes a free one."),
  RAPPORT_DATA_DIR: z
    .string()
    .min(1)
    .default("data")
    .describe("Folder of the embedded database and the generated keys."),
  RAPPORT_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits (32 bytes)")
    .optional()
    .describe(
      "Master key of the encryption at rest, 64 hex digits. Without it one is generated in the data folder.",
    ),
  RAPPORT_MASTER_KEY_PREVIOUS: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits (32 bytes)")
    .optional()
    .describe("The master key before, while `rapport privacy rotate-key` is moving the data to the new one."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" })
    .optional()
    .describe("PostgreSQL (`postgres://user:password@host/database`). Without it the embedded database."),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" })
    .optional()
    .describe(
      "Redis (`redis://user:password@host:6379`), for several processes: `rapport serve` and `rapport work`. Needs `DATABASE_URL`.",
    ),
  RAPPORT_MAX_BACKLOG: z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(1, "must be 1 or more")
    .default(100_000)
    .describe("So many events may wait to be applied before senders are asked to come again (429)."),
  RAPPORT_METRICS_TOKEN: secret
    .optional()
    .describe(
      "Bearer token that `/metrics` then asks for. Without it whoever reaches the server may read it.",
    ),
  RAPPORT_WRITE_KEY: secret
    .regex(/^[^:\s]+$/, "must hold neither a colon nor white space")
    .optional()
    .describe(
      "User name of `/v1/batch`'s Basic authentication. Without it one is generated into the data folder's keys.json.",
    ),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "fatal"], { error: "must be debug, info, warn, error or fatal" })
    .default("info")
    .describe("What is logged to stderr: this level and worse."),
  RAPPORT_TENANT_NAME: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Your company's name, as replies print it (`{{ tenant.name }}`). Remembered once given."),
  RAPPORT_TONE: z
    .enum(TONES, { error: "must be formal or informal" })
    .optional()
    .describe(
      "Which texts of the library are taken where it has them in both tones, unless a customer asked for one: `formal` (German *Sie*) or `informal` (*du*). By default those without a tone.",
    ),
  RAPPORT_TENANT: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be 1 to 40 characters a-z, 0-9 and -")
    .default("default")
    .describe("Which company this process serves; several can share a database, and never see each other."),
  RAPPORT_REGIME: z
    .enum(REGIMES, { error: "must be gdpr or ccpa" })
    .optional()
    .describe(
      "Law that your customers are under unless one says otherwise: `gdpr` (they opt in) or `ccpa` (they opt out). Remembered once given; `gdpr` at first.",
    ),
  RAPPORT_INVENTORY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("YAML file with attributes of your own and identifiers that stand for nobody."),
  RAPPORT_CONSENT_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("YAML file with your own wording of the question of consent, by language, and its version."),
  RAPPORT_FLOWS: z
    .string()
    .min(1)
    .optional()
    .describe("YAML file with your flows: what the bots do in more than one turn."),
  RAPPORT_ENCODER_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder of a sentence-embedding model (ONNX, as `@huggingface/transformers` reads it) that joins the text model at the next training.",
    ),
  RAPPORT_HANDOFF_BELOW: z.coerce
    .number("must be a number")
    .min(0, "must be 0 to 1")
    .max(1, "must be 0 to 1")
    .default(0)
    .describe(
      "When the best answer's confidence is below this (0 to 1), the bots bring in people at once. By default they first ask back, and bring people in when that did not help.",
    ),
  RAPPORT_LLM_URL: url
    .optional()
    .describe(
      "Base of an OpenAI-compatible API (`https://llm.example/v1`) whose model rewords the bots' answers. The model gets texts of your library with tokens in the place of values, nothing of a customer; what it answers is checked, and sent only if it says the same. Off by default.",
    ),
  RAPPORT_LLM_MODEL: z.string().min(1).max(100).optional().describe("Name of that model."),
  RAPPORT_LLM_KEY: secret.optional().describe("Bearer token of that API."),
  RAPPORT_LLM_TIMEOUT_MS: z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(100, "must be 100 to 20000")
    .max(20_000, "must be 100 to 20000")
    .default(1_500)
    .describe("So long it may take, in milliseconds; then the answer is the library's text as it stands."),
  RAPPORT_LLM_SLACK: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("off")
    .describe(
      "`on`: answers in Slack are reworded too. By default no text of a conversation in Slack goes to a language model.",
    ),
  RAPPORT_PUBLIC_URL: url
    .optional()
    .describe("Where customers reach this server; with it the bots can offer them their data for download."),
  SLACK_SIGNING_SECRET: secret.optional().describe("Slack app → Basic Information → Signing Secret."),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, "must begin with xoxb-")
    .optional()
    .describe("Slack app → OAuth & Permissions → Bot User OAuth Token."),
  SLACK_API_URL: url
    .default("https://slack.com/api/")
    .describe("Base of Slack's Web API; change it only for tests or a proxy."),
  MICROSOFT_APP_ID: z
    .guid("must be a GUID")
    .optional()
    .describe("Azure Bot → Configuration → Microsoft App ID."),
  MICROSOFT_APP_PASSWORD: secret.optional().describe("The app registration's client secret."),
  MICROSOFT_APP_TENANT_ID: z
    .guid("must be a GUID")
    .optional()
    .describe("The app registration's tenant; needed for SingleTenant."),
  MICROSOFT_APP_TYPE: z
    .enum(["SingleTenant", "MultiTenant"], { error: "must be SingleTenant or MultiTenant" })
    .default("SingleTenant")
    .describe("`SingleTenant` (all new bots) or `MultiTenant`."),
  ZENDESK_SUBDOMAIN: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be the first part of your Zendesk address, e.g. acme")
    .optional()
    .describe("`acme` of acme.zendesk.com."),
  ZENDESK_EMAIL: z
    .email("must be an e-mail address")
    .optional()
    .describe(
      "Agent whose API token is used to look up requesters and to make tickets of handed-off conversations.",
    ),
  ZENDESK_API_TOKEN: secret.optional().describe("Zendesk Admin Center → Apps and integrations → APIs."),
  ZENDESK_API_URL: url
    .optional()
    .describe("Base of Zendesk's API; by default https://SUBDOMAIN.zendesk.com/api/v2."),
  ZENDESK_WEBHOOK_SECRET: secret.optional().describe("Signing secret of the webhook that points here."),
  ZENDESK_APP_SHARED_SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .optional()
    .describe(
      "The value of the sidebar app's `shared_secret` setting: at least 32 characters of your choice.",
    ),
});

export type Config = z.output<typeof configSchema>;

/** Which key makes no sense without which others. */
const NEEDS: readonly (readonly [keyof Config, readonly (keyof Config)[]])[] = [
  ["RAPPORT_MASTER_KEY_PREVIOUS", ["RAPPORT_MASTER_KEY"]],
  ["REDIS_URL", ["DATABASE_URL"]],
  ["RAPPORT_LLM_URL", ["RAPPORT_LLM_MODEL"]],
  ["RAPPORT_LLM_MODEL", ["RAPPORT_LLM_URL"]],
  ["RAPPORT_LLM_KEY", ["RAPPORT_LLM_URL"]],
  ["SLACK_SIGNING_SECRET", ["SLACK_BOT_TOKEN"]],
  ["SLACK_BOT_TOKEN", ["SLACK_SIGNING_SECRET"]],
  ["MICROSOFT_APP_ID", ["MICROSOFT_APP_PASSWORD"]],
  ["MICROSOFT_APP_PASSWORD", ["MICROSOFT_APP_ID"]],
  ["ZENDESK_EMAIL", ["ZENDESK_API_TOKEN", "ZENDESK_SUBDOMAIN"]],
  ["ZENDESK_API_TOKEN", ["ZENDESK_EMAIL"]],
  ["ZENDESK_WEBHOOK_SECRET", ["ZENDESK_SUBDOMAIN"]],
  ["ZENDESK_APP_SHARED_SECRET", ["ZENDESK_SUBDOMAIN"]],
];

/** One row of the configuration table. */
export interface ConfigKey {
  readonly name: keyof Config;
  readonly description: string;
  /** As text; `undefined` when there is none. */
  readonly defaultValue: string | undefined;
}

/** All keys in the schema's order, for the documentation and its test. */
export function configKeys(): readonly ConfigKey[] {
  const defaults: Record<string, unknown> = configSchema.parse({});
  return Object.entries(configSchema.shape).map(([name, schema]) => ({
    name: name as keyof Config,
    description: schema.description ?? "",
    defaultValue: defaults[name] === undefined ? undefined : String(defaults[name]),
  }));
}

/**
 * Reads the configuration from environment variables; an empty value counts as not set.
 * @throws RapportError `config_invalid` whose message lists all problems, one a line, and no value of a key.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = configSchema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  for (const [key, needed] of NEEDS) {
    if (given[key] === undefined) continue;
    for (const missing of needed.filter((name) => given[name] === undefined)) {
      problems.push(`${missing} must be set too, because ${key} is`);
    }
  }
  if (
    given.ZENDESK_SUBDOMAIN !== undefined &&
    (given.ZENDESK_WEBHOOK_SECRET ?? given.ZENDESK_APP_SHARED_SECRET) === undefined
  ) {
    problems.push(
      "ZENDESK_WEBHOOK_SECRET or ZENDESK_APP_SHARED_SECRET must be set too, because ZENDESK_SUBDOMAIN is",
    );
  }
  if (
    given.MICROSOFT_APP_ID !== undefined &&
    given.MICROSOFT_APP_TYPE !== "MultiTenant" &&
    given.MICROSOFT_APP_TENANT_ID === undefined
  ) {
    problems.push("MICROSOFT_APP_TENANT_ID must be set too, because MICROSOFT_APP_TYPE is SingleTenant");
  }
  if (!parsed.success || problems.length > 0) {
    throw new RapportError(
      "config_invalid",
      `Configuration:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
  return parsed.data;
}
