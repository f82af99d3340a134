import type { Embedded } from "./fit-text-model.js";
import type { TextExample } from "./text-example.js";
import { classifyText, greatestAt, type TextCompression, type TextModel } from "./text-model.js";
import { withVersion } from "./text-model-version.js";
import { quantise, selectRows } from "./weight-matrix.js";

export interface CompressionOptions {
  /** Whether weights are rounded to 8 bits: a quarter of the bytes. */
  readonly quantise: boolean;
  /** Share of the features whose weights are left out, the rarest first; in [0,1). */
  readonly pruneShare: number;
  /** Texts to classify before and after; with texts that the model hasn't learnt from, the loss is honest. */
  readonly heldOut: readonly Embedded<Pick<TextExample, "text" | "label" | "context">>[];
}

/** A smaller model, which says in `compression` what that cost. The encoder's dimensions are all kept. */
export function compressTextModel(
  model: TextModel,
  { quantise: isQuantised, pruneShare, heldOut }: CompressionOptions,
): TextModel {
  const pruned = pruneShare === 0 ? model : prune(model, pruneShare);
  const smaller = isQuantised
    ? { ...pruned, hidden: quantise(pruned.hidden), output: quantise(pruned.output) }
    : pruned;
  const compression: TextCompression = {
    quantised: isQuantised,
    prunedShare: 1 - smaller.weighted / Math.max(1, smaller.idf.length),
    measuredOn: heldOut.length,
    ...cost(model, smaller, heldOut),
  };
  return withVersion({ ...smaller, compression });
}

/** The rarest features lose their weights. They still count in a text's norm, so the others mean what they meant. */
function prune(model: TextModel, share: number): TextModel {
  const { idf, weighted, hidden, encoder } = model;
  const byIdf = Array.from({ length: idf.length }, (_, row) => row).sort(
    (a, b) => Number(a >= weighted) - Number(b >= weighted) || (idf[a] ?? 0) - (idf[b] ?? 0) || a - b,
  );
  const kept = byIdf.slice(0, weighted - Math.floor(share * weighted));
  const places = new Map(byIdf.map((row, place) => [row, place]));
  const dimensions = Array.from({ length: encoder?.dimensions ?? 0 }, (_, at) => weighted + at);
  return {
    ...model,
    rows: new Map(Array.from(model.rows, ([id, row]) => [id, places.get(row) ?? row])),
    idf: Float32Array.from(byIdf, (row) => idf[row] ?? 0),
    weighted: kept.length,
    hidden: selectRows(hidden, [...kept, ...dimensions]),
  };
}

function cost(
  before: TextModel,
  after: TextModel,
  heldOut: CompressionOptions["heldOut"],
): Pick<TextCompression, "accuracyLoss" | "changedShare"> {
  let lost = 0;
  let changed = 0;
  for (const { text, label, context, embedding } of heldOut) {
    const [first, second] = [before, after].map(
      (model) => model.labels[greatestAt(classifyText(model, text, context, embedding))],
    );
    lost += Number(first === label) - Number(second === label);
    changed += Number(first !== second);
  }
  const count = Math.max(1, heldOut.length);
  return { accuracyLoss: lost / count, changedShare: changed / count };
}
