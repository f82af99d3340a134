import { type Command, InvalidArgumentError, Option } from "commander";
import {
  beginRotation,
  type Config,
  type ErasedPlace,
  endRotation,
  PURPOSES,
  type Purpose,
  RapportError,
  REGIMES,
  readConfig,
  tenantsIn,
} from "../../core/index.js";
import { openInstallation } from "../open-installation.js";
import { parseSubject, somebody } from "../parse-subject.js";
import { showProgress } from "../progress.js";
import { naming } from "./profiles-command.js";
import { print, printJson, withInstallation } from "./with-installation.js";

interface Whom {
  readonly identifier?: string;
  readonly profile?: string;
}

type AskedPurpose = Exclude<Purpose, "service">;

/** What consent is asked for: the service itself rests on the contract. */
const ASKED: readonly AskedPurpose[] = PURPOSES.filter(
  (purpose): purpose is AskedPurpose => purpose !== "service",
);

/** `rapport privacy …`: what persons and laws may ask for. */
export function addPrivacy(program: Command): void {
  const privacy = program.command("privacy").description("what persons and laws may ask for");
  addRights(privacy);
  addConsent(privacy);
  privacy
    .command("sweep")
    .description("remove now what retention leaves no reason to keep; the server does so every hour")
    .action(() =>
      withInstallation(async ({ core }) => {
        printPlaces(await core.privacy.sweep());
      }),
    );
  privacy
    .command("rotate-key")
    .description("wrap all keys by a new master key; cut short, run it again")
    .action(() => rotate(readConfig(process.env)));
}

function addRights(privacy: Command): void {
  naming(privacy.command("export"))
    .description("all that is held of a person, as JSON")
    .action((whom: Whom) =>
      withInstallation(async ({ core }) => {
        printJson(somebody(await core.privacy.exportData(parseSubject(whom), "cli")));
      }),
    );
  naming(privacy.command("erase"))
    .description("destroy a person's key and rows everywhere, and keep late events from bringing them back")
    .action((whom: Whom) =>
      withInstallation(async ({ core }) => {
        const { places, profileId } = somebody(
          await core.privacy.erase(parseSubject(whom), "cli", "request"),
        );
        printPlaces(places);
        print(`Proof: rapport audit show --subject ${profileId}`);
      }),
    );
  for (const [name, restricted, description] of [
    ["restrict", true, "keep a person's data and use it for nothing (GDPR, article 18)"],
    ["unrestrict", false, "use a person's data again as they allowed"],
  ] as const) {
    naming(privacy.command(name))
      .description(description)
      .action((whom: Whom) =>
        withInstallation(async ({ core }) => {
          somebody(await core.privacy.restrict(parseSubject(whom), restricted, "cli"));
          print(restricted ? "Restricted." : "No longer restricted.");
        }),
      );
  }
  naming(privacy.command("correct <attribute> <value>"))
    .description("correct what a person may correct, e.g. preferences.language de")
    .action((attribute: string, value: string, whom: Whom) =>
      withInstallation(async ({ core }) => {
        const { changed } = somebody(await core.privacy.correct(parseSubject(whom), attribute, value, "cli"));
        print(changed ? "Corrected." : "Nothing was changed: it was so already.");
      }),
    );
}

function addConsent(privacy: Command): void {
  naming(privacy.command("consent"))
    .description("write down what a person answered")
    .option("--grant <purposes>", `comma-separated: ${ASKED.join(", ")}`, purposeList)
    .option("--refuse <purposes>", "comma-separated", purposeList)
    .action(({ grant = [], refuse = [], ...whom }: Whom & Answers) =>
      withInstallation(async ({ core }) => {
        if (grant.length + refuse.length === 0) {
          throw new RapportError("request_malformed", "name at least one purpose to --grant or to --refuse");
        }
        const both = grant.find((purpose) => refuse.includes(purpose));
        if (both !== undefined) {
          throw new RapportError("request_malformed", `${both} can't be granted and refused at once`);
        }
        const answers = Object.fromEntries([
          ...grant.map((purpose) => [purpose, true] as const),
          ...refuse.map((purpose) => [purpose, false] as const),
        ]);
        const said = { answers, method: "admin", channel: "cli" } as const;
        printJson(somebody(await core.privacy.recordConsent(parseSubject(whom), said, "cli")).consent);
      }),
    );
  naming(privacy.command("regime"))
    .description("the law that a person is under, where it is not the company's usual one")
    .addOption(new Option("--set <regime>", "which").choices(REGIMES).makeOptionMandatory())
    .action(({ set, ...whom }: Whom & { set: (typeof REGIMES)[number] }) =>
      withInstallation(async ({ core }) => {
        somebody(await core.privacy.setRegime(parseSubject(whom), set, "cli"));
        print(`Under ${set}.`);
      }),
    );
}

interface Answers {
  readonly grant?: readonly AskedPurpose[];
  readonly refuse?: readonly AskedPurpose[];
}

function purposeList(text: string): readonly AskedPurpose[] {
  return text.split(",").map((word) => {
    const purpose = ASKED.find((each) => each === word.trim());
    if (purpose === undefined) throw new InvalidArgumentError(`one of ${ASKED.join(", ")}`);
    return purpose;
  });
}

function printPlaces(places: readonly ErasedPlace[]): void {
  for (const { place, entries } of places) print(`${place}: ${entries}`);
}

/**
 * All tenants of the data folder, one after the other. With a master key from the configuration the new one stands
 * in RAPPORT_MASTER_KEY and the old one in RAPPORT_MASTER_KEY_PREVIOUS; else both are in keys.json meanwhile.
 */
async function rotate(config: Config): Promise<void> {
  const isGiven = config.RAPPORT_MASTER_KEY !== undefined;
  if (isGiven && config.RAPPORT_MASTER_KEY_PREVIOUS === undefined) {
    throw new RapportError(
      "config_invalid",
      "set RAPPORT_MASTER_KEY to the new key and RAPPORT_MASTER_KEY_PREVIOUS to the one before",
    );
  }
  if (!isGiven) {
    // Says at once if the folder's keys and data don't belong together.
    await (await openInstallation(config)).core.close();
    beginRotation(config.RAPPORT_DATA_DIR);
  }
  const tenants = new Set([config.RAPPORT_TENANT, ...(isGiven ? [] : tenantsIn(config.RAPPORT_DATA_DIR))]);
  for (const tenant of tenants) {
    const { core } = await openInstallation({ ...config, RAPPORT_TENANT: tenant });
    const progress = showProgress(`Rotating the keys of ${tenant}`);
    try {
      const keys = await core.privacy.rotateKeys("cli", progress.update);
      progress.end();
      print(`${tenant}: ${keys} keys are under the new master key.`);
    } finally {
      progress.end();
      await core.close();
    }
  }
  if (isGiven) {
    print("Remove RAPPORT_MASTER_KEY_PREVIOUS from the configuration, once this has run for every tenant.");
  } else {
    endRotation(config.RAPPORT_DATA_DIR);
    print("keys.json holds the new master key: back it up. Older backups need the older keys.json.");
  }
}
