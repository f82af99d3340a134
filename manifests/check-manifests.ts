import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildManifests, type PackageReport } from "./build-manifests.js";

const USAGE = `Usage: npm run manifests -- [--host HOST] [--teams-app-id GUID]

  --host HOST          the host that Rapport runs on, e.g. rapport.acme.example
  --teams-app-id GUID  the app id of the bot's registration`;
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+(:\d{1,5})?$/i;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Arguments {
  readonly host: string | undefined;
  readonly teamsAppId: string | undefined;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: { host: { type: "string" }, "teams-app-id": { type: "string" } },
  });
  const { host, "teams-app-id": teamsAppId } = values;
  if (host !== undefined && !HOST.test(host)) throw new Error("--host is not a host name");
  if (teamsAppId !== undefined && !GUID.test(teamsAppId)) throw new Error("--teams-app-id is not a GUID");
  return { host, teamsAppId };
}

function describeReport({
  channel,
  artifact,
  fileCount,
  bytes,
  problems,
  placeholders,
}: PackageReport): string {
  const heading =
    problems.length === 0
      ? `${channel}: dist/manifests/${artifact} (${fileCount} files, ${Math.ceil(bytes / 1024)} kB)`
      : `${channel}: not built`;
  const notes = placeholders.map((placeholder) => `  ${placeholder} stands for yours: replace it before use`);
  return [heading, ...problems.map(({ ruleId, message }) => `  ${ruleId}: ${message}`), ...notes].join("\n");
}

function main(): number {
  let given: Arguments;
  try {
    given = readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const reports = buildManifests({ root, ...given });
  for (const report of reports) console.log(describeReport(report));
  const problemCount = reports.reduce((count, { problems }) => count + problems.length, 0);
  console.log(problemCount === 0 ? "ok" : `${problemCount} problems`);
  return problemCount === 0 ? 0 : 1;
}

process.exitCode = main();
