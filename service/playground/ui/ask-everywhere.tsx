import type { PlaygroundCustomer } from "../playground-customer.js";
import { Composer } from "./composer.js";

const SAMPLES = {
  en: [
    "Where is my order?",
    "I want my money back",
    "Which tent would you recommend for two people and a dog?",
  ],
  de: [
    "Wo ist meine Bestellung?",
    "Ich möchte mein Geld zurück",
    "Welches Zelt passt für zwei und einen Hund?",
  ],
} as const;

/** One question to all three panes at once. */
export function AskEverywhere(props: {
  readonly customer: PlaygroundCustomer;
  onAsk(text: string): Promise<boolean>;
}) {
  const { customer } = props;
  return (
    <section className="ask" aria-label="Ask in all three">
      <Composer
        className="ask-composer"
        label="Ask in all three"
        placeholder={`Ask something as ${customer.firstName}, in all three at once…`}
        inputTest="ask-all-input"
        sendTest="ask-all-send"
        sendLabel="Ask in all three"
        onSend={props.onAsk}
      />
      <ul className="chips" aria-label="Sample questions">
        {SAMPLES[customer.language].map((question) => (
          <li key={question}>
            <button type="button" className="chip" onClick={() => void props.onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
