import { type Command, Option } from "commander";
import {
  createShapeTally,
  IMPORT_SOURCES,
  type ImportSource,
  RapportError,
  readConfig,
  type ShapedKind,
} from "../../core/index.js";
import { concludeImport, importFile, importRecordsOf } from "./import-command.js";
import { withInstallation } from "./with-installation.js";

/** Files of other products too, and Zendesk's API itself. */
export function addLibraryImport(command: Command, kind: ShapedKind, help: string): void {
  const sources =
    kind === "replies" ? IMPORT_SOURCES : IMPORT_SOURCES.filter((source) => source === "zendesk");
  const one = command
    .command(`${kind} [file]`)
    .description(help)
    .addOption(
      new Option("--from <product>", "whose records these are; by default what they look like").choices(
        sources,
      ),
    );
  if (kind === "replies") one.alias("macros");
  one.action((file: string | undefined, { from }: { from?: ImportSource }) =>
    withInstallation(async ({ core }) => {
      const tally = createShapeTally();
      const name = file ?? `zendesk-${kind}`;
      const counts =
        file === undefined
          ? await importRecordsOf(core, kind, await recordsOfApi(kind, from), name, {
              from: "zendesk",
              tally,
            })
          : await importFile(core, kind, file, undefined, { from, tally });
      concludeImport(counts, name, tally.sentences());
    }),
  );
}

async function recordsOfApi(
  kind: ShapedKind,
  from: ImportSource | undefined,
): Promise<AsyncIterable<unknown>> {
  // Loaded here, for the platforms' SDKs take a second that no file needs.
  const { configuredChannels } = await import("../channels.js");
  const { zendesk } = configuredChannels(readConfig(process.env));
  if (from !== "zendesk" || zendesk?.api === undefined) {
    throw new RapportError(
      "request_malformed",
      "name a file; or say --from zendesk, with ZENDESK_SUBDOMAIN, ZENDESK_EMAIL and ZENDESK_API_TOKEN set",
    );
  }
  const { createZendeskLibrary } = await import("../../adapters/zendesk/zendesk-adapter.js");
  const library = createZendeskLibrary(zendesk.api);
  return kind === "replies" ? library.macros() : library.articles();
}
