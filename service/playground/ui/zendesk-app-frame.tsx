import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { CustomerView } from "../playground-state.js";
import { send } from "./playground-client.js";
import { colourScheme, useColourScheme } from "./use-colour-scheme.js";
import { createZafHost, type ZafAnswer, type ZafHost } from "./zaf-host.js";
import { zendeskApi, zendeskData } from "./zendesk-data.js";

/** What the app may do to the agent's reply. */
export interface TicketEditor {
  /** What stands in it. */
  draft(): string;
  insert(text: string): void;
  notify(text: string): void;
}

/** An app that does not answer keeps nobody from saving. */
const SAVING_MS = 2_000;

function isProxyAnswer(value: unknown): value is ZafAnswer {
  return typeof value === "object" && value !== null && "status" in value && "body" in value;
}

async function viaProxy(options: unknown): Promise<ZafAnswer> {
  const answer = await send("zendesk/proxy", options);
  if (!isProxyAnswer(answer)) throw new Error("The proxy's answer can't be read.");
  return answer;
}

/** The sidebar with the real app in its iframe, behind the host's half of the ZAF protocol. */
export function ZendeskAppFrame(props: {
  readonly view: CustomerView;
  readonly subdomain: string;
  readonly editor: TicketEditor;
  /** Set to what asks the app before the ticket is saved. */
  readonly saving: { current: (() => Promise<boolean>) | undefined };
}) {
  const { ticket } = props.view;
  const appGuid = useId();
  const frame = useRef<HTMLIFrameElement>(null);
  const host = useRef<ZafHost>(undefined);
  const latest = useRef(props);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const insert = (text: unknown) => latest.current.editor.insert(String(text));
    const zaf = createZafHost({
      appGuid,
      context: {
        instanceGuid: appGuid,
        product: "support",
        account: { subdomain: props.subdomain },
        location: "ticket_sidebar",
        ticketId: Number(ticket.id),
      },
      metadata: {
        appId: 0,
        name: "Rapport",
        installationId: 1,
        version: "1.0.0",
        plan: { name: "" },
        settings: { title: "Rapport", backend_url: location.origin },
      },
      data: () => zendeskData(latest.current.view, latest.current.editor.draft()),
      actions: {
        resize: (size) => {
          const asked =
            typeof size === "object" && size !== null && "height" in size
              ? Number.parseFloat(String(size.height))
              : 0;
          setHeight(Math.min(Math.max(asked || 0, 0), 4_000));
        },
        "ticket.editor.insert": insert,
        "ticket.comment.appendText": insert,
        notify: (text) => latest.current.editor.notify(String(text)),
      },
      api: (path) => zendeskApi(latest.current.view, path),
      request: viaProxy,
      post: (message) => frame.current?.contentWindow?.postMessage(message, location.origin),
    });
    host.current = zaf;
    const { saving } = latest.current;
    saving.current = () => zaf.ask("ticket.save", SAVING_MS);
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== location.origin) return;
      zaf.receive(event.data);
    };
    window.addEventListener("message", onMessage);
    return () => {
      saving.current = undefined;
      window.removeEventListener("message", onMessage);
    };
  }, [appGuid, props.subdomain, ticket.id]);

  const comments = ticket.comments.length;
  useEffect(() => {
    if (comments > 0) host.current?.trigger("ticket.conversation.changed");
  }, [comments]);

  // What happens in the chats can change what the agent sees: as if they came back to the ticket.
  const { slack, teams } = props.view;
  const elsewhere = slack.length + teams.length;
  useEffect(() => {
    if (elsewhere > 0) host.current?.trigger("app.activated", { firstLoad: false });
  }, [elsewhere]);

  const scheme = useColourScheme();
  useEffect(() => {
    host.current?.trigger("colorScheme.changed", scheme);
  }, [scheme]);

  const source = useMemo(() => {
    // The address names the scheme at the start only: another address would start the app again.
    const query = new URLSearchParams({
      origin: location.origin,
      app_guid: appGuid,
      colorScheme: colourScheme(),
    });
    return `/playground/zendesk/app/iframe.html?${query}`;
  }, [appGuid]);

  return (
    <aside className="zendesk-sidebar" aria-label="Apps">
      <iframe
        ref={frame}
        title="Rapport, the app in the ticket sidebar"
        data-test="zendesk-app"
        src={source}
        style={{ height }}
      />
    </aside>
  );
}
