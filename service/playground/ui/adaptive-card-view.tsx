import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  HostConfig,
  OpenUrlAction,
  SubmitAction,
} from "adaptivecards";
import { useEffect, useRef } from "react";
import { teamsHostConfig } from "./teams-host-config.js";
import { useColourScheme } from "./use-colour-scheme.js";

export type CardPress =
  | { readonly type: "Action.Submit"; readonly data: unknown }
  | { readonly type: "Action.Execute"; readonly verb: string; readonly data: unknown };

// Cards are drawn without Markdown: the renderer would set it as HTML.
AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

function pressOf(action: Action): CardPress | undefined {
  if (action instanceof ExecuteAction) {
    return { type: "Action.Execute", verb: action.verb, data: action.data };
  }
  if (action instanceof SubmitAction) return { type: "Action.Submit", data: action.data };
  return undefined;
}

/** One Adaptive Card, drawn by Microsoft's own renderer. */
export function AdaptiveCardView(props: { readonly card: unknown; onPress(press: CardPress): void }) {
  const place = useRef<HTMLDivElement>(null);
  const onPress = useRef(props.onPress);
  const scheme = useColourScheme();
  useEffect(() => {
    onPress.current = props.onPress;
  });
  useEffect(() => {
    const card = new AdaptiveCard();
    card.hostConfig = new HostConfig(teamsHostConfig(scheme));
    card.onExecuteAction = (action) => {
      if (action instanceof OpenUrlAction && /^https?:\/\//i.test(action.url ?? "")) {
        window.open(action.url, "_blank", "noopener,noreferrer");
      }
      const press = pressOf(action);
      if (press !== undefined) onPress.current(press);
    };
    card.parse(props.card);
    const rendered = card.render();
    place.current?.replaceChildren(...(rendered === undefined ? [] : [rendered]));
  }, [props.card, scheme]);
  return <div className="teams-card" ref={place} />;
}
