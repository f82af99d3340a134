import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { readConfig } from "../core/index.js";
import { findChromium } from "./find-chromium.mjs";
import { type RunningServer, serve } from "./serve.js";

/** The demo company's playground on a folder of its own, and a page that shows it. */
export interface TestPlaygroundPage {
  readonly server: RunningServer;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
}

export async function openTestPlaygroundPage(height: number): Promise<TestPlaygroundPage> {
  const dataDir = await mkdtemp(join(tmpdir(), "rapport-page-"));
  const config = readConfig({ PORT: "0", RAPPORT_DATA_DIR: dataDir });
  const server = await serve({ config, demo: true, playground: false });
  const browser = await chromium.launch({
    executablePath: findChromium() ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height } });
  await page.goto(server.url);
  return {
    server,
    browser,
    page,
    async close() {
      await browser.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A text as it is read: white space apart. */
export function squeezed(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ").trim();
}
