import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One field of a protocol buffer: a number as a varint, anything else with its length. */
function field(number: number, value: number | string | Uint8Array): Buffer {
  if (typeof value === "number") return Buffer.concat([varint(number << 3), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

const message = (...fields: readonly Buffer[]) => Buffer.concat(fields);

const FLOAT = 1;
const INT64 = 7;

/** `onnx.ValueInfoProto`: a tensor of this type and shape. */
function tensorInfo(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const dims = shape.map((size) => field(1, field(typeof size === "number" ? 1 : 2, size)));
  return message(field(1, name), field(2, field(1, message(field(1, type), field(2, message(...dims))))));
}

/** `onnx.ModelProto` of one node: each token's row of the table. */
function onnxModel(table: readonly (readonly number[])[]): Buffer {
  const width = table[0]?.length ?? 0;
  const initializer = message(
    field(1, table.length),
    field(1, width),
    field(2, FLOAT),
    field(8, "table"),
    field(9, new Uint8Array(Float32Array.from(table.flat()).buffer)),
  );
  const node = message(
    field(1, "table"),
    field(1, "input_ids"),
    field(2, "last_hidden_state"),
    field(4, "Gather"),
  );
  const graph = message(
    field(1, node),
    field(2, "tiny"),
    field(5, initializer),
    field(11, tensorInfo("input_ids", INT64, ["batch", "length"])),
    field(11, tensorInfo("attention_mask", INT64, ["batch", "length"])),
    field(12, tensorInfo("last_hidden_state", FLOAT, ["batch", "length", width])),
  );
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ""), field(2, 13))));
}

/**
 * Writes a sentence encoder as Transformers.js reads it: a text's embedding is the mean of its words' rows.
 * @param words each with its row, all of the same length; other words are zeros
 */
export function writeEncoderModel(folder: string, words: Readonly<Record<string, readonly number[]>>): void {
  const width = Object.values(words)[0]?.length ?? 0;
  const zeros = Array.from({ length: width }, () => 0);
  const tokens = ["[PAD]", "[UNK]", ...Object.keys(words)];
  const json = (file: string, value: object) => writeFileSync(join(folder, file), JSON.stringify(value));
  mkdirSync(join(folder, "onnx"), { recursive: true });
  writeFileSync(join(folder, "onnx", "model.onnx"), onnxModel([zeros, zeros, ...Object.values(words)]));
  json("config.json", { model_type: "bert", architectures: ["BertModel"], hidden_size: width });
  json("tokenizer_config.json", {
    tokenizer_class: "PreTrainedTokenizerFast",
    pad_token: "[PAD]",
    unk_token: "[UNK]",
  });
  json("tokenizer.json", {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: tokens.slice(0, 2).map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: "Lowercase" },
    pre_tokenizer: { type: "Whitespace" },
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      unk_token: "[UNK]",
    },
  });
}
