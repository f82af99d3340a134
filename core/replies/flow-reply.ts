import { randomUUID } from "node:crypto";
import type { DialogueOutput, SaidText } from "../conversations/flows/dialogue-output.js";
import { type RenderedText, type RenderingSetting, renderSaid } from "../conversations/flows/render-said.js";
import { segmentKeys } from "../segments/segment-keys.js";
import { BULLET } from "./cards.js";
import { chooseVariant } from "./choose-variant.js";
import { customerReason } from "./customer-reason.js";
import type { Decision } from "./decision.js";
import { receiptOf } from "./receipt-of.js";
import type { Choice, Reply } from "./reply.js";

/** Where a flow's words come from, and whom they are for. */
export interface FlowSpeech {
  readonly decision: Decision;
  /** The flow that talks, as it stands on the receipt. */
  readonly flow: string;
  readonly setting: Omit<RenderingSetting, "fields">;
}

/** So many choices are buttons; of more, the customer reads a list. */
const MAX_BUTTONS = 3;

/**
 * What a flow says in one turn, as a reply. Buttons are those of its last question.
 * @returns `undefined` if it says nothing
 */
export function flowReply(outputs: readonly DialogueOutput[], speech: FlowSpeech): Reply | undefined {
  const { decision, flow } = speech;
  const said = outputs.flatMap((output) => sayOutput(output, speech) ?? []);
  const [first] = said;
  if (first === undefined) return undefined;
  const asks = outputs.findLast((output) => output.kind === "ask");
  const products = outputs.flatMap((output) =>
    output.kind === "recommend" ? output.items.flatMap(({ card }) => card ?? []) : [],
  );
  const written = said.find(({ segment }) => segment !== undefined);
  const receipt = receiptOf(decision.inputs, {
    fields: [...new Set(said.flatMap(({ fields }) => fields))].sort(),
    source: { kind: "flow", key: flow, variant: `${written?.segment ?? "default"}/${first.locale}` },
    reasons: [`A step of the flow "${flow}".`],
  });
  return {
    decisionId: randomUUID(),
    // What asks nothing is an answer, and can be rated as one.
    kind: asks === undefined ? "answer" : "flow",
    text: said.map(({ text }) => text).join("\n\n"),
    locale: first.locale,
    customerReason: customerReason(receipt, first.locale),
    choices: asks === undefined ? [] : buttons(asks.choices),
    ...(products.length === 0 ? {} : { products }),
    suggestions: [],
    receipt,
  };
}

function sayOutput(output: DialogueOutput, speech: FlowSpeech): RenderedText | undefined {
  if (output.kind !== "say" && output.kind !== "ask" && output.kind !== "recommend") return undefined;
  const rendered = render(output.text, speech);
  if (rendered === undefined) return undefined;
  const lines =
    output.kind === "recommend"
      ? output.items.map(({ title }) => title)
      : output.kind === "ask" && output.choices.length > MAX_BUTTONS
        ? output.choices.map(({ title }) => title)
        : [];
  return { ...rendered, text: [rendered.text, ...lines.map((line) => `${BULLET}${line}`)].join("\n") };
}

function render(text: SaidText, { decision, setting }: FlowSpeech): RenderedText | undefined {
  const { customer, segment, language, library, writing } = decision;
  const { fields } = customer.view;
  if (text.kind !== "reply") return renderSaid(text, { ...setting, fields });
  const reply = library.replies.get(text.key);
  const keys = segmentKeys(segment);
  const chosen = reply && chooseVariant(reply, keys, language, fields, setting.tenantName, writing);
  if (chosen === undefined) return undefined;
  const written = keys.find((key) => chosen.variant.startsWith(`${key}/`));
  return { ...chosen, segment: written };
}

function buttons(choices: Extract<DialogueOutput, { kind: "ask" }>["choices"]): readonly Choice[] {
  if (choices.length > MAX_BUTTONS) return [];
  return choices.map(({ key, title }) => ({ replyKey: key, title }));
}
