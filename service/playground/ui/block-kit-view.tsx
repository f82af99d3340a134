import type { ReactNode } from "react";
import { MrkdwnView } from "./mrkdwn-view.js";
import { THUMB_DOWN, THUMB_UP, ThumbIcon } from "./thumb-icon.js";

type JsonObject = Readonly<Record<string, unknown>>;

export interface BlockPress {
  readonly blockId: string;
  readonly actionId: string;
  readonly value?: string;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function webAddress(value: unknown): string | undefined {
  return /^https?:\/\//i.test(text(value)) ? text(value) : undefined;
}

/** Drawn, because not every machine has a font with these. */
const DRAWN_EMOJI: Readonly<Record<string, { readonly spoken: string; readonly path: string }>> = {
  "👍": { spoken: "Good answer", path: THUMB_UP },
  "👎": { spoken: "Bad answer", path: THUMB_DOWN },
};

/** A text object: `mrkdwn` is parsed, `plain_text` is not. */
function TextObject({ value }: { readonly value: unknown }): ReactNode {
  if (!isObject(value)) return null;
  return value.type === "mrkdwn" ? <MrkdwnView text={text(value.text)} /> : text(value.text);
}

function Element(props: {
  readonly element: JsonObject;
  readonly blockId: string;
  onPress(press: BlockPress): void;
}) {
  const { element, blockId } = props;
  const actionId = text(element.action_id);
  if (element.type === "image") {
    return <img className="slack-picture" src={webAddress(element.image_url)} alt={text(element.alt_text)} />;
  }
  if (element.type === "button" && webAddress(element.url) !== undefined) {
    return (
      <a
        className="slack-button slack-button-plain"
        href={webAddress(element.url)}
        aria-label={text(element.accessibility_label) || undefined}
        target="_blank"
        rel="noopener noreferrer"
      >
        <TextObject value={element.text} />
      </a>
    );
  }
  if (element.type === "button") {
    const label = isObject(element.text) ? text(element.text.text) : "";
    const drawn = DRAWN_EMOJI[label];
    const look = text(element.style) || (drawn === undefined ? "plain" : "icon");
    const spoken = text(element.accessibility_label) || drawn?.spoken;
    return (
      <button
        type="button"
        className={`slack-button slack-button-${look}`}
        aria-label={spoken}
        data-action={actionId}
        onClick={() => props.onPress({ blockId, actionId })}
      >
        {drawn === undefined ? label : <ThumbIcon path={drawn.path} />}
      </button>
    );
  }
  if (element.type === "feedback_buttons") {
    return [element.positive_button, element.negative_button].filter(isObject).map((half) => (
      <button
        type="button"
        key={text(half.value)}
        className="slack-button slack-button-plain"
        aria-label={text(half.accessibility_label) || undefined}
        data-action={actionId}
        onClick={() => props.onPress({ blockId, actionId, value: text(half.value) })}
      >
        <TextObject value={half.text} />
      </button>
    ));
  }
  return null;
}

function Block({ block, onPress }: { readonly block: JsonObject; onPress(press: BlockPress): void }) {
  const blockId = text(block.block_id);
  const elements = objects(block.elements);
  switch (block.type) {
    case "header":
      return (
        <p className="slack-header">
          <TextObject value={block.text} />
        </p>
      );
    case "section":
      return (
        <div className="slack-section">
          <div>
            <TextObject value={block.text} />
            {objects(block.fields).map((field) => (
              <p key={text(field.text)}>
                <TextObject value={field} />
              </p>
            ))}
          </div>
          {isObject(block.accessory) ? (
            <Element element={block.accessory} blockId={blockId} onPress={onPress} />
          ) : null}
        </div>
      );
    case "actions":
    case "context_actions":
      return (
        <div className="slack-actions">
          {elements.map((element) => (
            <Element key={text(element.action_id)} element={element} blockId={blockId} onPress={onPress} />
          ))}
        </div>
      );
    case "context":
      return (
        <p className="slack-context">
          {elements.map((element) => (
            <span key={text(element.text)}>
              <TextObject value={element} />
            </span>
          ))}
        </p>
      );
    case "divider":
      return <hr className="slack-divider" />;
    default:
      return null;
  }
}

/** Draws the blocks that a support bot uses: header, section, actions, context, divider. Others are left out. */
export function BlockKitView(props: {
  readonly blocks: readonly unknown[];
  onPress(press: BlockPress): void;
}) {
  return objects(props.blocks).map((block) => (
    <Block key={text(block.block_id)} block={block} onPress={props.onPress} />
  ));
}
