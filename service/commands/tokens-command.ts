import { type Command, InvalidArgumentError } from "commander";
import { ADMIN_SCOPES, type AdminScope, RapportError } from "../../core/index.js";
import { print, printJson, withInstallation } from "./with-installation.js";

/** `rapport tokens …`: who may use the admin API. */
export function addTokens(program: Command): void {
  const tokens = program.command("tokens").description("who may use the admin API");
  tokens
    .command("create <name>")
    .description("make a token; it is shown once")
    .requiredOption("--scopes <scopes>", `comma-separated, or all: ${ADMIN_SCOPES.join(", ")}`, scopeList)
    .action((name: string, { scopes }: { scopes: readonly AdminScope[] }) =>
      withInstallation(async ({ core }) => {
        if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) {
          throw new RapportError("request_malformed", "a token's name has 1 to 40 characters a-z, 0-9 and -");
        }
        const token = await core.tokens.create(name, scopes);
        if (token === undefined)
          throw new RapportError("request_malformed", "a token of this name is in use");
        print(token);
      }),
    );
  tokens
    .command("list")
    .description("names, scopes and times; never the tokens")
    .action(() => withInstallation(async ({ core }) => printJson(await core.tokens.list())));
  tokens
    .command("revoke <name>")
    .description("end a token at once")
    .action((name: string) =>
      withInstallation(async ({ core }) => {
        if (!(await core.tokens.revoke(name))) {
          throw new RapportError("not_found", "there is no token of this name");
        }
        print("Revoked.");
      }),
    );
}

function scopeList(text: string): readonly AdminScope[] {
  if (text === "all") return ADMIN_SCOPES;
  return text.split(",").map((word) => {
    const scope = ADMIN_SCOPES.find((each) => each === word.trim());
    if (scope === undefined) throw new InvalidArgumentError(`one of ${ADMIN_SCOPES.join(", ")}`);
    return scope;
  });
}
