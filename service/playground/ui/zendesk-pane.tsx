import { useCallback, useMemo, useRef, useState } from "react";
import { fullName } from "../playground-customer.js";
import type { CustomerView } from "../playground-state.js";
import { Avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { TimeOfDay } from "./time-of-day.js";
import type { Playground } from "./use-playground.js";
import { useScrollToEnd } from "./use-scroll-to-end.js";
import { ZendeskAppFrame } from "./zendesk-app-frame.js";

/** A ticket, as the agent sees it, with our app beside it. */
export function ZendeskPane(props: {
  readonly view: CustomerView;
  readonly subdomain: string;
  readonly act: Playground["act"];
}) {
  const { view, act } = props;
  const { customer, ticket } = view;
  const [draft, setDraft] = useState("");
  const [note, setNote] = useState("");
  const editorBox = useRef<HTMLTextAreaElement>(null);
  const list = useScrollToEnd<HTMLDivElement>(ticket.comments);

  const insert = useCallback((text: string) => {
    setDraft((written) => (written.trim() === "" ? text : `${written.trimEnd()}\n\n${text}`));
    editorBox.current?.focus();
  }, []);
  const editor = useMemo(
    () => ({ insert, notify: setNote, draft: () => editorBox.current?.value ?? "" }),
    [insert],
  );
  const saving = useRef<() => Promise<boolean>>(undefined);
  const reply = async () => {
    const text = draft.trim();
    if (text === "" || (await saving.current?.()) === false) return;
    setDraft("");
    setNote("");
    if (!(await act("zendesk/replies", { customer: customer.key, text }))) {
      setDraft((written) => written || text);
    }
  };
  const isNew = ticket.comments.length === 0;

  return (
    <section className="pane zendesk" aria-label="Zendesk, the agent's side">
      <header className="pane-head zendesk-head">
        <h2>Zendesk</h2>
        <span className="zendesk-tab">
          <b>#{ticket.id}</b> {isNew ? "No ticket yet" : ticket.subject}
        </span>
        <span className="pane-side">Alex Morgan, agent</span>
        <Avatar name="Alex Morgan" />
      </header>
      <div className="zendesk-work">
        <div className="zendesk-ticket">
          <div className="zendesk-subject">
            <h3>{isNew ? "Waiting for a first message" : ticket.subject}</h3>
            <p>
              <span className={`zendesk-status zendesk-${ticket.status}`}>{ticket.status}</span>
              {fullName(customer)} · via {ticket.externalId === null ? "web" : "the assistant"}
            </p>
          </div>
          <div className="zendesk-comments" ref={list}>
            {isNew ? (
              <div className="invite">
                <Avatar name={fullName(customer)} />
                <h3>{customer.firstName} hasn’t written yet</h3>
                <p>
                  Ask something as {customer.firstName} below. The app on the right then offers replies made
                  for this customer.
                </p>
              </div>
            ) : null}
            {ticket.comments.map((comment) => (
              <article key={comment.id} className={`zendesk-comment zendesk-from-${comment.from}`}>
                <Avatar name={comment.authorName} />
                <div>
                  <p className="zendesk-author">
                    <strong>{comment.authorName}</strong>
                    {comment.from === "note" ? <em>internal note</em> : null}
                    <TimeOfDay atMs={comment.atMs} />
                  </p>
                  <p className="zendesk-text">{comment.text}</p>
                </div>
              </article>
            ))}
          </div>
          <form
            className="zendesk-editor"
            onSubmit={(event) => {
              event.preventDefault();
              void reply();
            }}
          >
            <p className="zendesk-editor-head">
              <b>Public reply</b> to {fullName(customer)}
            </p>
            <textarea
              ref={editorBox}
              aria-label={`Public reply to ${fullName(customer)}`}
              data-test="ticket-editor"
              placeholder="Write a reply, or insert one from Rapport →"
              maxLength={4_000}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
            />
            <p className="zendesk-editor-foot">
              <span role="status">{note}</span>
              <button
                type="button"
                className="zendesk-solve"
                data-test="ticket-solve"
                disabled={isNew || ticket.status === "solved"}
                onClick={() => void act("zendesk/solve", { customer: customer.key })}
              >
                Solve
              </button>
              <button type="submit" data-test="ticket-send" disabled={draft.trim() === ""}>
                Send
              </button>
            </p>
          </form>
          <Composer
            className="zendesk-customer"
            label={`Write to support in Zendesk as ${customer.firstName}`}
            placeholder={`Write to support as ${customer.firstName}…`}
            inputTest="zendesk-input"
            sendTest="zendesk-send"
            sendLabel={`Send as ${customer.firstName}`}
            onSend={(text) => act("zendesk/messages", { customer: customer.key, text })}
          />
        </div>
        <ZendeskAppFrame
          key={`${customer.plan} ${ticket.id}`}
          view={view}
          subdomain={props.subdomain}
          editor={editor}
          saving={saving}
        />
      </div>
    </section>
  );
}
