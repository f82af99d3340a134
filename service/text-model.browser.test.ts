import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { classifyText, compressTextModel, serializeTextModel, trainTextModel } from "../core/testing.js";
import { findChromium } from "./find-chromium.mjs";

const EXAMPLES = [
  ["order", "where is my order"],
  ["order", "has my parcel shipped"],
  ["refund", "I want my money back"],
  ["refund", "please refund me"],
].map(([label = "", text = ""]) => ({ label, text, weight: 1 }));

const QUESTIONS = ["Where's my parcel?", "Größe ändern", "refund order 12345", "", "🎒 yes"];
const CONTEXT = ["intent-1=order"];

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-browser-"));
  browser = await chromium.launch({ executablePath: findChromium() ?? "chromium", args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The predicting half as one script for a page. */
async function bundle(): Promise<string> {
  const language = fileURLToPath(new URL("../core/language/", import.meta.url));
  const entry = join(folder, "predict.ts");
  await writeFile(
    entry,
    `export { deserializeTextModel } from ${JSON.stringify(`${language}text-model-file.ts`)};
     export { classifyText } from ${JSON.stringify(`${language}text-model.ts`)};`,
  );
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: "predict", fileName: "predict" },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

it("the same file gives the same probabilities in a browser, without any module of Node", async () => {
  const learnt = await trainTextModel(
    EXAMPLES.map((example) => ({ ...example, context: CONTEXT })),
    { seed: 1 },
  );
  const small = compressTextModel(learnt, { quantise: true, pruneShare: 0.1, heldOut: [] });
  const script = await bundle();
  expect(script).not.toMatch(/node:|__vite-browser-external/);
  const page = await browser.newPage();
  await page.addScriptTag({ content: script });
  for (const model of [learnt, small]) {
    const inBrowser: unknown = await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob("${Buffer.from(serializeTextModel(model)).toString("base64")}"), (c) => c.charCodeAt(0));
      const model = predict.deserializeTextModel(bytes);
      return ${JSON.stringify(QUESTIONS)}.map((text) => [...predict.classifyText(model, text, ${JSON.stringify(CONTEXT)})]);
    })()`);
    const here = QUESTIONS.map((text) => [...classifyText(model, text, CONTEXT)]);
    expect(here.flat()).toHaveLength(2 * QUESTIONS.length);
    const there = (inBrowser as number[][]).flat();
    here.flat().forEach((probability, at) => {
      expect(Math.abs(probability - (there[at] ?? Number.NaN))).toBeLessThan(1e-6);
    });
  }
});
