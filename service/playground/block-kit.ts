import type { PressedElement } from "./slack-wire.js";

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Gives each block the `block_id` that Slack gives to those that came without one. */
export function withBlockIds(blocks: unknown, messageId: string): readonly JsonObject[] {
  return objects(blocks).map((block, index) =>
    typeof block.block_id === "string" ? block : { ...block, block_id: `b${messageId}.${index}` },
  );
}

/**
 * The element that a press names, taken from what the bot sent: a page can press only what is there.
 * @param value which half of a `feedback_buttons` element; other elements carry their own
 */
export function findElement(
  blocks: readonly unknown[],
  press: { readonly blockId: string; readonly actionId: string; readonly value?: string | undefined },
): PressedElement | undefined {
  const block = objects(blocks).find((candidate) => candidate.block_id === press.blockId);
  if (block === undefined) return undefined;
  const element = [...objects(block.elements), ...objects([block.accessory])].find(
    (candidate) => candidate.action_id === press.actionId,
  );
  if (element === undefined) return undefined;
  if (element.type !== "feedback_buttons") {
    const value = typeof element.value === "string" ? element.value : null;
    return { blockId: press.blockId, element, value };
  }
  const half = objects([element.positive_button, element.negative_button]).find(
    (button) => button.value === press.value,
  );
  if (half === undefined || typeof half.value !== "string") return undefined;
  return { blockId: press.blockId, element: { ...element, text: half.text }, value: half.value };
}
