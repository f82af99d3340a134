import { fullName } from "../playground-customer.js";
import type { CustomerView, TeamsMessage } from "../playground-state.js";
import { AdaptiveCardView } from "./adaptive-card-view.js";
import { asksForFeedback } from "./asks-for-feedback.js";
import { BrandMark } from "./brand-mark.js";
import { Composer } from "./composer.js";
import { THUMB_DOWN, THUMB_UP, ThumbIcon } from "./thumb-icon.js";
import { TimeOfDay } from "./time-of-day.js";
import type { Playground } from "./use-playground.js";
import { useScrollToEnd } from "./use-scroll-to-end.js";

const REACTIONS = [
  { reaction: "like", label: "Like this message", path: THUMB_UP },
  { reaction: "dislike", label: "Dislike this message", path: THUMB_DOWN },
] as const;

function BotMessage(props: {
  readonly message: TeamsMessage;
  readonly customer: string;
  readonly act: Playground["act"];
}) {
  const { message, customer, act } = props;
  const about = { customer, messageId: message.id };
  return (
    <article className="teams-message teams-from-bot" data-test="teams-message" data-from="bot">
      <BrandMark size={30} />
      <div className="teams-column">
        <p className="teams-meta">
          <strong>Rapport</strong> <TimeOfDay atMs={message.atMs} />
          {message.aiGenerated ? <span className="teams-ai">AI generated</span> : null}
        </p>
        {message.text === "" ? null : <p className="teams-bubble">{message.text}</p>}
        {message.cards.map((card) => (
          <AdaptiveCardView
            key={JSON.stringify(card)}
            card={card}
            onPress={(press) => void act("teams/actions", { ...about, ...press })}
          />
        ))}
        {message.feedback && !message.cards.some(asksForFeedback) ? (
          <p className="teams-feedback">
            {REACTIONS.map(({ reaction, label, path }) => (
              <button
                key={reaction}
                type="button"
                aria-label={label}
                onClick={() => void act("teams/feedback", { ...about, reaction })}
              >
                <ThumbIcon path={path} />
              </button>
            ))}
          </p>
        ) : null}
      </div>
    </article>
  );
}

/** A personal chat with the bot, as the customer sees it. */
export function TeamsPane(props: { readonly view: CustomerView; readonly act: Playground["act"] }) {
  const { view, act } = props;
  const { customer } = view;
  const list = useScrollToEnd<HTMLDivElement>(view.teamsTyping ? "typing" : view.teams);

  return (
    <section className="pane teams" aria-label="Teams, the customer's side">
      <header className="pane-head teams-head">
        <h2>Teams</h2>
        <span className="pane-side">{customer.firstName}’s chat with Rapport</span>
      </header>
      <div className="teams-list" ref={list}>
        {view.teams.length === 0 ? (
          <div className="invite">
            <BrandMark size={40} />
            <h3>Say hi to Rapport</h3>
            <p>Ask something as {customer.firstName}. The bot answers with a card made for this customer.</p>
          </div>
        ) : null}
        {view.teams.map((message) =>
          message.from === "bot" ? (
            <BotMessage key={message.id} message={message} customer={customer.key} act={act} />
          ) : (
            <article
              key={message.id}
              className="teams-message teams-from-user"
              data-test="teams-message"
              data-from="user"
            >
              <p className="teams-meta">
                <span className="visually-hidden">{fullName(customer)}</span>{" "}
                <TimeOfDay atMs={message.atMs} />
              </p>
              <p className="teams-bubble">{message.text}</p>
            </article>
          ),
        )}
        {view.teamsTyping ? (
          <p className="teams-typing" role="status">
            <span className="visually-hidden">Rapport is typing</span>
            <i /> <i /> <i />
          </p>
        ) : null}
      </div>
      <Composer
        className="teams-composer"
        label={`Write to Rapport in Teams as ${customer.firstName}`}
        placeholder="Type a message"
        inputTest="teams-input"
        sendTest="teams-send"
        sendLabel="Send in Teams"
        onSend={(text) => act("teams/messages", { customer: customer.key, text })}
      />
    </section>
  );
}
