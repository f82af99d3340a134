import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  classesOf,
  compileForest,
  probabilitiesOfRows,
  quantiseForest,
  serializeForest,
  trainForest,
  withForestVersion,
} from "../core/testing.js";
import { findChromium } from "./find-chromium.mjs";

/** Three features that know no chance; the class is whether their sum is large. */
const COLUMNS = 3;
const cell = (row: number, column: number) => ((row + 1) * (7 + 4 * column)) % 17;

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
  const forest = fileURLToPath(new URL("../core/segments/forest/", import.meta.url));
  const entry = join(folder, "predict.ts");
  await writeFile(
    entry,
    `export { deserializeForest } from ${JSON.stringify(`${forest}forest-file.ts`)};
     export { classOf, probabilitiesOf } from ${JSON.stringify(`${forest}predict-row.ts`)};`,
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

it("the same file gives the same predictions in a browser, without any module of Node", async () => {
  const rows = 200;
  const values = Float64Array.from({ length: rows * COLUMNS }, (_, at) =>
    cell(Math.floor(at / COLUMNS), at % COLUMNS),
  );
  const x = { rows, columns: COLUMNS, values };
  const y = Array.from({ length: rows }, (_, row) => Number(cell(row, 0) + cell(row, 1) > 16));
  const compiled = compileForest(trainForest(x, y, { seed: 1, trees: 9 }), COLUMNS);
  const script = await bundle();
  expect(script).not.toMatch(/node:|__vite-browser-external/);
  const page = await browser.newPage();
  await page.addScriptTag({ content: script });
  const asked = nested(x.values, COLUMNS);
  for (const forest of [compiled, quantiseForest(compiled, 8, x).forest]) {
    const file = serializeForest(
      withForestVersion({
        featureNames: ["a", "b", "ü"],
        classNames: ["no", "yes"],
        settings: {},
        figures: {},
        forest,
      }),
    );
    const there: unknown = await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob("${Buffer.from(file).toString("base64")}"), (c) => c.charCodeAt(0));
      const { forest, featureNames } = predict.deserializeForest(bytes);
      const rows = ${JSON.stringify(asked)};
      return {
        featureNames,
        classes: rows.map((row) => predict.classOf(forest, row)),
        probabilities: rows.map((row) => [...predict.probabilitiesOf(forest, row)]),
      };
    })()`);
    expect(there).toEqual({
      featureNames: ["a", "b", "ü"],
      classes: [...classesOf(forest, x)],
      probabilities: nested(probabilitiesOfRows(forest, x).values, 2),
    });
    expect(new Set(classesOf(forest, x)).size).toBe(2);
  }
});

function nested(values: Float64Array, columns: number): readonly (readonly number[])[] {
  return Array.from({ length: values.length / columns }, (_, row) => [
    ...values.subarray(row * columns, (row + 1) * columns),
  ]);
}
