import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildManifests, type PackageReport } from "./build-manifests.js";
import { changed, GOOD_SLACK, GOOD_TEAMS, GOOD_ZENDESK, packageOf } from "./testing.js";

const APP_ID = "11111111-2222-4333-8444-555555555555";
let root = "";

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function writePackage(folder: string, files: Readonly<Record<string, Buffer | string | object>>): void {
  for (const [path, content] of packageOf(files).files) write(`${folder}/${path}`, content);
}

const artifact = (name: string): Buffer => readFileSync(join(root, "dist/manifests", name));
const pathsIn = (name: string): readonly string[] => Object.keys(unzipSync(artifact(name)));
const problemsOf = (reports: readonly PackageReport[]): readonly string[] =>
  reports.flatMap(({ channel, problems }) => problems.map(({ ruleId }) => `${channel}: ${ruleId}`));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rapport-manifests-"));
  const { "assets/index.html": page, "assets/app.js": script, ...zendesk } = GOOD_ZENDESK;
  writePackage("manifests/zendesk", zendesk);
  writePackage("dist/zendesk-app", { "index.html": page, "app.js": script });
  writePackage("manifests/slack", { ...GOOD_SLACK, "README.md": "For an admin" });
  writePackage("manifests/teams", { ...GOOD_TEAMS, "README.md": "For an admin" });
});
afterEach(() => rmSync(root, { recursive: true }));

describe("buildManifests", () => {
  it("builds what an admin uploads", () => {
    const reports = buildManifests({ root });
    expect(problemsOf(reports)).toEqual([]);
    expect(pathsIn("rapport-zendesk.zip")).toEqual([
      "assets/app.js",
      "assets/icon_nav_bar.svg",
      "assets/index.html",
      "assets/logo-small.png",
      "assets/logo.png",
      "manifest.json",
      "translations/en.json",
    ]);
    expect(pathsIn("rapport-teams.zip")).toEqual(["color.png", "manifest.json", "outline.png"]);
    expect(JSON.parse(artifact("slack-manifest.json").toString())).toEqual(GOOD_SLACK["manifest.json"]);
  });

  it("gives the same bytes twice", () => {
    buildManifests({ root });
    const first = ["rapport-zendesk.zip", "rapport-teams.zip"].map(artifact);
    buildManifests({ root });
    const second = ["rapport-zendesk.zip", "rapport-teams.zip"].map(artifact);
    expect(first.map((zip, index) => zip.equals(second[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });

  it("keeps a developer's secrets and notes out of the Zendesk app", () => {
    write("manifests/zendesk/zcli.apps.config.json", '{"parameters":{"shared_secret":"a"}}');
    write("manifests/zendesk/.zcliignore", "zcli.apps.config.json");
    write("manifests/zendesk/assets/.env", "A=1");
    write("manifests/zendesk/webhook-trigger.json", "{}");
    expect(problemsOf(buildManifests({ root }))).toEqual([]);
    const paths = pathsIn("rapport-zendesk.zip");
    expect(paths.filter((path) => /zcli|\.env|webhook/.test(path))).toEqual([]);
  });

  it("says which placeholders an admin must still replace", () => {
    const left = buildManifests({ root }).map(({ channel, placeholders }) => [channel, placeholders]);
    expect(left).toEqual([
      ["zendesk", []],
      ["slack", ["YOUR-HOST.example"]],
      ["teams", ["YOUR-HOST.example", "00000000-0000-0000-0000-000000000000"]],
    ]);
  });

  it("fills in the host and the app id", () => {
    const reports = buildManifests({ root, host: "rapport.acme.example:8443", teamsAppId: APP_ID });
    expect(problemsOf(reports)).toEqual([]);
    expect(reports.flatMap(({ placeholders }) => placeholders)).toEqual([]);
    const slack: unknown = JSON.parse(artifact("slack-manifest.json").toString());
    expect(slack).toHaveProperty(
      "settings.event_subscriptions.request_url",
      "https://rapport.acme.example:8443/slack/events",
    );
    const zip = unzipSync(artifact("rapport-teams.zip"));
    const teams: unknown = JSON.parse(Buffer.from(zip["manifest.json"] ?? []).toString());
    expect(teams).toMatchObject({
      id: APP_ID,
      bots: [{ botId: APP_ID }],
      validDomains: ["rapport.acme.example"],
      developer: { websiteUrl: "https://rapport.acme.example:8443" },
    });
  });

  it("leaves no file of a package with problems, not even an older one", () => {
    buildManifests({ root });
    writePackage("manifests/slack", {
      "manifest.json": changed(
        GOOD_SLACK["manifest.json"],
        "display_information.description",
        "a ".repeat(11),
      ),
    });
    expect(problemsOf(buildManifests({ root }))).toEqual(["slack: short-description"]);
    expect(existsSync(join(root, "dist/manifests/slack-manifest.json"))).toBe(false);
    expect(existsSync(join(root, "dist/manifests/rapport-teams.zip"))).toBe(true);
  });

  it("finds the app not built, an extra file and a symbolic link", () => {
    rmSync(join(root, "dist/zendesk-app"), { recursive: true });
    write("manifests/teams/notes.txt", "");
    symlinkSync("/etc/hostname", join(root, "manifests/slack/link"));
    expect(problemsOf(buildManifests({ root }))).toEqual([
      "zendesk: location-url",
      "slack: no-symlinks",
      "teams: no-extra-files",
    ]);
  });

  it("finds a package that is not there", () => {
    rmSync(join(root, "manifests/teams"), { recursive: true });
    expect(problemsOf(buildManifests({ root }))).toContain("teams: schema");
  });
});
