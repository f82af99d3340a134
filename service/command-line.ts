import { Command, InvalidArgumentError, Option } from "commander";
import { CHANNELS, type Channel, IMPORT_KINDS, type ImportKind, readConfig } from "../core/index.js";
import { addAudit } from "./commands/audit-command.js";
import { addEvents } from "./commands/events-command.js";
import { addExplain } from "./commands/explain-command.js";
import { addFlows } from "./commands/flows-command.js";
import { concludeImport, importFile, type TicketColumns } from "./commands/import-command.js";
import { addInventory } from "./commands/inventory-command.js";
import { addLibraryImport } from "./commands/library-import-command.js";
import { addPrivacy } from "./commands/privacy-command.js";
import { addProfiles } from "./commands/profiles-command.js";
import { addReplies } from "./commands/replies-command.js";
import { addSegments } from "./commands/segments-command.js";
import { addStatus } from "./commands/status-command.js";
import { addStorage } from "./commands/storage-command.js";
import { suggest, suggestionsInWords } from "./commands/suggest-command.js";
import { addTokens } from "./commands/tokens-command.js";
import { trainWithProgress } from "./commands/train-command.js";
import { print, withInstallation } from "./commands/with-installation.js";

const KIND_HELP: Readonly<Record<ImportKind, string>> = {
  tickets: "CSV of solved tickets: text,reply and optionally customer,created_at,satisfaction,after",
  replies:
    "canned replies, JSONL or CSV: key, title, intents, body (Liquid), variants; or Zendesk's macros or Freshdesk's canned responses as their API gives them, of Zendesk also without a file",
  events: "JSONL of Segment Spec calls",
  articles:
    "help articles, JSONL or CSV: key, title, body, locale, labels, url; or those of Zendesk's help center as its API gives them, also without a file",
  products: "JSONL of products: sku, name, category, price, currency, description, tags, url, image",
};

/** The program `rapport` with all its commands. */
export function createCommandLine(): Command {
  const program = new Command("rapport").description(
    "Personalization for the help desk that you already have.",
  );
  // Before the commands are added: they inherit it.
  program.exitOverride();
  addServe(program);
  addWork(program);
  addImport(program);
  program
    .command("train")
    .description("learn from the imported tickets and replies")
    .option("--augment", "with fewer than 2,000 examples, try to make more; takes several times as long")
    .action(({ augment }: { readonly augment?: boolean }) =>
      withInstallation(async ({ core }) => {
        print(await trainWithProgress(core.library, { augment }));
      }),
    );
  addSuggest(program);
  addExplain(program);
  addStatus(program);
  addFlows(program);
  addReplies(program);
  addSegments(program);
  addEvents(program);
  addProfiles(program);
  addPrivacy(program);
  addAudit(program);
  addInventory(program);
  addTokens(program);
  addStorage(program);
  return program;
}

function addServe(program: Command): void {
  program
    .command("serve")
    .description("run the product: webhooks, bots, the sidebar's backend, and the playground")
    .option("--no-demo", "leave an empty data folder empty")
    .option("--playground", "stand-ins on loopback instead of the configured channels")
    .action(async (options: { demo: boolean; playground?: boolean }) => {
      const config = readConfig(process.env);
      // Loaded here, for the platforms' SDKs take a second that no other command needs.
      const { serve } = await import("./serve.js");
      const server = await serve({ config, demo: options.demo, playground: options.playground ?? false });
      closeOnSignal(server);
      if (server.keysCreated) {
        print(
          `Keys were generated in ${config.RAPPORT_DATA_DIR}/keys.json: back it up, without it the data can't be read.`,
        );
      }
      print(
        server.playground
          ? `Rapport is running. Playground: ${server.url}/   write key: ${server.writeKey}`
          : `Rapport is running at ${server.url}`,
      );
      if (config.REDIS_URL !== undefined) print("Events are applied by `rapport work`: start at least one.");
    });
}

function addWork(program: Command): void {
  program
    .command("work")
    .description("work the queue of events beside `serve`; needs DATABASE_URL and REDIS_URL")
    .option("--port <n>", "serve /healthz, /readyz and /metrics there", portNumber)
    .action(async ({ port }: { port?: number }) => {
      const { work } = await import("./work.js");
      const worker = await work(readConfig(process.env), port);
      closeOnSignal(worker);
      print(worker.url === undefined ? "Rapport is working." : `Rapport is working. ${worker.url}/metrics`);
    });
}

/** Ends the process once what is at hand is done. */
function closeOnSignal(running: { close(): Promise<void> }): void {
  const stop = () => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function addImport(program: Command): void {
  const command = program
    .command("import")
    .description("bring in a company's data; twice is as good as once");
  for (const kind of IMPORT_KINDS) {
    if (kind === "replies" || kind === "articles") {
      addLibraryImport(command, kind, KIND_HELP[kind]);
      continue;
    }
    const one = command.command(`${kind} <file>`).description(KIND_HELP[kind]);
    if (kind === "tickets") {
      one
        .option("--text-column <name>", "column of the customer's message", "text")
        .option("--reply-column <name>", "column of the reply's key", "reply")
        .option("--customer-column <name>", "column of the customer's user id", "customer")
        .option("--created-at-column <name>", "column of the time (ISO 8601)", "created_at")
        .option("--satisfaction-column <name>", "column of the rating: good or bad", "satisfaction")
        .option("--after-column <name>", "column of the replies given before in the conversation", "after");
    }
    one.action((file: string, options: Record<string, string>) =>
      withInstallation(async ({ core }) => {
        const counts = await importFile(core, kind, file, ticketColumns(options));
        concludeImport(counts, file);
      }),
    );
  }
}

function ticketColumns(options: Readonly<Record<string, string>>): TicketColumns {
  return {
    text: options.textColumn ?? "text",
    reply: options.replyColumn ?? "reply",
    customer: options.customerColumn ?? "customer",
    created_at: options.createdAtColumn ?? "created_at",
    satisfaction: options.satisfactionColumn ?? "satisfaction",
    after: options.afterColumn ?? "after",
  };
}

function addSuggest(program: Command): void {
  program
    .command("suggest")
    .description("rank the replies for a message")
    .requiredOption("--text <message>", "what the customer wrote")
    .option("--customer <key>", "the customer's e-mail address or user id")
    .addOption(new Option("--channel <channel>", "where it was written").choices(CHANNELS).default("zendesk"))
    .option("--limit <n>", "how many, 1 to 20", wholeNumber, 3)
    .option("--json", "print JSON")
    .action((options: { text: string; customer?: string; channel: Channel; limit: number; json?: boolean }) =>
      withInstallation(async ({ core, tenantId }) => {
        const result = await suggest(core, tenantId, options);
        print(options.json === true ? JSON.stringify(result, null, 2) : suggestionsInWords(result));
      }),
    );
}

function portNumber(value: string): number {
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > 65_535) throw new InvalidArgumentError("0 to 65535");
  return number;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 20) throw new InvalidArgumentError("1 to 20");
  return number;
}
