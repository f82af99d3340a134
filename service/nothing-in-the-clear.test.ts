import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw } from "./testing.js";

const PROGRAM = fileURLToPath(new URL("../dist/service/rapport.js", import.meta.url));

/** Stands in every value that names or describes the person. */
const MARKER = "Qzmarker";
const WRITE_KEY = "write-key-of-the-marker";

const dataDir = mkdtempSync(join(tmpdir(), "rapport-clear-"));
const printed: string[] = [];
let url = "";
let stop: () => Promise<void>;

const environment = () => ({
  PATH: process.env.PATH ?? "",
  RAPPORT_DATA_DIR: dataDir,
  RAPPORT_WRITE_KEY: WRITE_KEY,
  LOG_LEVEL: "debug",
  PORT: "0",
});

/** Runs the server as a customer does, and hears all that it prints. */
beforeAll(async () => {
  const server = spawn(process.execPath, [PROGRAM, "serve", "--no-demo"], { env: environment() });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
  url = await new Promise((resolve) => {
    server.stdout.on("data", (chunk: Buffer) => {
      printed.push(chunk.toString());
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed.join("")) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  stop = () => {
    server.kill("SIGTERM");
    return exited;
  };
});

afterAll(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return sendRaw(url, {
    method: "POST",
    path,
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const batch = (events: readonly unknown[]) =>
  post(
    "/v1/batch",
    { batch: events },
    { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString("base64")}` },
  );

describe("somebody's data", () => {
  it("stand neither in the log nor in any file, whatever way they came", async () => {
    const person = { userId: `u-${MARKER}`, timestamp: "2026-11-20T00:00:00Z" };
    const email = `${MARKER}@mail.example`;
    const context = {
      externalIds: [{ type: "email", id: email }],
      consent: { categoryPreferences: { personalization: true } },
    };
    const traits = { firstName: MARKER, email, address: { city: MARKER }, undeclared: MARKER };
    const order = { order_id: `O-${MARKER}`, total: 5, products: [{ name: MARKER, price: 5 }] };
    const events = [
      { ...person, type: "identify", messageId: `m-${MARKER}`, traits, context },
      { ...person, type: "track", event: "Order Completed", messageId: "m-2", properties: order },
      { ...person, type: "track", event: "Anything", messageId: "m-3", properties: { note: MARKER } },
    ];
    expect((await batch(events)).status).toBe(200);
    // Also what is refused says nothing.
    expect((await batch([{ type: MARKER, userId: MARKER }])).status).toBe(400);
    expect((await post("/v1/batch", `{"${MARKER}`)).status).toBe(401);
    for (const path of [
      `/${MARKER}`,
      "/slack/events",
      "/api/messages",
      "/zendesk/webhooks",
      "/admin/privacy/export",
    ]) {
      expect((await post(path, { text: MARKER, identifier: `email:${email}` })).status).toBeGreaterThan(399);
    }
    for (const pane of ["slack", "teams"]) {
      const written = { customer: "guest", text: `I am ${MARKER}, ${email}: where is my order?` };
      expect((await post(`/playground/${pane}/messages`, written, { origin: url })).status).toBe(200);
    }
    const rapport = (...args: readonly string[]) => {
      const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
        env: environment(),
        encoding: "utf8",
      });
      printed.push(stderr);
      return stdout;
    };
    expect(rapport("profiles", "show", "--identifier", `email:${email}`)).toContain(MARKER);
    rapport("backup", join(dataDir, "backup.db"));
    const files = readdirSync(dataDir);
    expect(files).toContain("rapport.db-wal");
    expect(files).toContain("backup.db");
    for (const file of files) {
      const bytes = readFileSync(join(dataDir, file));
      expect(bytes.includes(MARKER) || bytes.includes(MARKER.toLowerCase()), file).toBe(false);
    }
    expect(printed.join("")).toContain("request");
    expect(printed.join("").toLowerCase()).not.toContain(MARKER.toLowerCase());
  });
});
