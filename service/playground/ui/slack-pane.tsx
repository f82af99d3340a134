import { fullName } from "../playground-customer.js";
import type { CustomerView, SlackMessage } from "../playground-state.js";
import { Avatar } from "./avatar.js";
import { BlockKitView } from "./block-kit-view.js";
import { BrandMark } from "./brand-mark.js";
import { Composer } from "./composer.js";
import { MrkdwnView } from "./mrkdwn-view.js";
import { TimeOfDay } from "./time-of-day.js";
import type { Playground } from "./use-playground.js";
import { useScrollToEnd } from "./use-scroll-to-end.js";

function Message(props: {
  readonly message: SlackMessage;
  readonly author: string;
  readonly act: Playground["act"];
  readonly customer: string;
}) {
  const { message, author, act, customer } = props;
  return (
    <article className="slack-message" data-test="slack-message" data-from={message.from}>
      {message.from === "bot" ? <BrandMark size={34} /> : <Avatar name={author} shape="square" />}
      <div className="slack-body">
        <p className="slack-author">
          <strong>{author}</strong>
          {message.from === "bot" ? <span className="slack-app">APP</span> : null}
          <TimeOfDay atMs={message.atMs} />
        </p>
        {message.ephemeral ? <p className="slack-ephemeral">Only visible to you</p> : null}
        {message.blocks.length === 0 ? (
          <div className="slack-section">
            <div>{message.from === "bot" ? <MrkdwnView text={message.text} /> : message.text}</div>
          </div>
        ) : (
          <BlockKitView
            blocks={message.blocks}
            onPress={(press) => void act("slack/actions", { customer, messageId: message.id, ...press })}
          />
        )}
      </div>
    </article>
  );
}

/** A direct message with the bot, as the customer sees it. */
export function SlackPane(props: {
  readonly view: CustomerView;
  readonly workspace: string;
  readonly act: Playground["act"];
}) {
  const { view, act } = props;
  const { customer } = view;
  const list = useScrollToEnd<HTMLDivElement>(view.slack);
  const roots = view.slack.filter(({ threadId }) => threadId === null);
  const draw = (message: SlackMessage) => (
    <Message
      key={message.id}
      message={message}
      author={message.from === "bot" ? "Rapport" : fullName(customer)}
      act={act}
      customer={customer.key}
    />
  );

  return (
    <section className="pane slack" aria-label="Slack, the customer's side">
      <div className="slack-rail" aria-hidden="true">
        <span className="slack-workspace">{[...props.workspace][0]?.toUpperCase()}</span>
        <span className="slack-spot slack-spot-on">DMs</span>
        <span className="slack-spot">Home</span>
      </div>
      <div className="slack-main">
        <header className="pane-head slack-head">
          <h2>Slack</h2>
          <span className="pane-side">{customer.firstName}’s direct message with Rapport</span>
        </header>
        <div className="slack-list" ref={list}>
          {roots.length === 0 ? (
            <div className="invite">
              <BrandMark size={40} />
              <h3>Nothing here yet</h3>
              <p>
                Ask something as {customer.firstName}. The answer comes in a thread, signed and sent by the
                real bot.
              </p>
            </div>
          ) : (
            roots.map((root) => {
              const replies = view.slack.filter(({ threadId }) => threadId === root.id);
              return (
                <div key={root.id} className="slack-conversation">
                  {draw(root)}
                  {replies.length === 0 ? null : <div className="slack-thread">{replies.map(draw)}</div>}
                </div>
              );
            })
          )}
        </div>
        <Composer
          className="slack-composer"
          label={`Write to Rapport in Slack as ${customer.firstName}`}
          placeholder="Message Rapport"
          inputTest="slack-input"
          sendTest="slack-send"
          sendLabel="Send in Slack"
          onSend={(text) => act("slack/messages", { customer: customer.key, text })}
        />
      </div>
    </section>
  );
}
