import { Fragment, type ReactNode } from "react";
import { type MrkdwnNode, parseMrkdwn } from "./mrkdwn.js";

function draw(node: MrkdwnNode): ReactNode {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return <code>{node.text}</code>;
    case "bold":
      return <strong>{drawAll(node.children)}</strong>;
    case "italic":
      return <em>{drawAll(node.children)}</em>;
    case "strike":
      return <s>{drawAll(node.children)}</s>;
    case "mention":
      return <span className="slack-mention">{node.text}</span>;
    case "link":
      return (
        <a href={node.url} target="_blank" rel="noreferrer noopener">
          {node.text}
        </a>
      );
  }
}

function drawAll(nodes: readonly MrkdwnNode[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
  return nodes.map((node, index) => <Fragment key={index}>{draw(node)}</Fragment>);
}

export function MrkdwnView({ text }: { readonly text: string }) {
  return <>{drawAll(parseMrkdwn(text))}</>;
}
