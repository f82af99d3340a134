import { useState } from "react";
import { fullName } from "../playground-customer.js";
import { AskEverywhere } from "./ask-everywhere.js";
import { BrandMark } from "./brand-mark.js";
import { CustomerPicker } from "./customer-picker.js";
import { SlackPane } from "./slack-pane.js";
import { TeamsPane } from "./teams-pane.js";
import { usePlayground } from "./use-playground.js";
import { ZendeskPane } from "./zendesk-pane.js";

const TOP_PLAN = "summit";

export function PlaygroundPage() {
  const { state, connected, notice, act, notify } = usePlayground();
  const [picked, setPicked] = useState<string>();
  const view = state?.customers.find(({ customer }) => customer.key === picked) ?? state?.customers[0];

  const header = (
    <header className="masthead">
      <BrandMark />
      <h1>Rapport</h1>
      <p>Every desk answers each customer as somebody it knows.</p>
      {state === undefined ? null : <span className="tenant">{state.tenantName}</span>}
      <span className={connected ? "live live-on" : "live"} role="status">
        {connected ? "Live on this machine" : "Connecting…"}
      </span>
    </header>
  );
  if (state === undefined || view === undefined) {
    return (
      <div className="stage">
        {header}
        <p className="loading">
          {state === undefined
            ? "Opening the three desks…"
            : "There is nobody to play here yet: start once with an empty data folder to load the demo company."}
        </p>
      </div>
    );
  }

  const { customer } = view;
  const askEverywhere = async (text: string) => {
    const body = { customer: customer.key, text };
    const sent = await Promise.all([
      act("zendesk/messages", body),
      act("slack/messages", body),
      act("teams/messages", body),
    ]);
    return sent.some(Boolean);
  };
  const upgrade = async () => {
    if (await act("upgrade", { customer: customer.key })) {
      notify({
        text: `${fullName(customer)} is on the Summit plan now. Ask again: the reply changes.`,
        tone: "good",
      });
    }
  };
  const onTop = customer.plan === TOP_PLAN;

  return (
    <div className="stage">
      {header}
      <div className="controls">
        <CustomerPicker views={state.customers} selected={customer.key} onSelect={setPicked} />
        <button
          type="button"
          className="upgrade"
          data-test="upgrade-plan"
          disabled={onTop}
          onClick={() => void upgrade()}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 13.5 6 4l2.6 4.4L10.4 6 15 13.5z" fill="currentColor" />
          </svg>
          {onTop ? "On Summit" : "Upgrade plan"}
        </button>
      </div>
      <AskEverywhere customer={customer} onAsk={askEverywhere} />
      <main className="panes">
        <ZendeskPane key={`z-${customer.key}`} view={view} subdomain={state.zendeskSubdomain} act={act} />
        <SlackPane key={`s-${customer.key}`} view={view} workspace={state.tenantName} act={act} />
        <TeamsPane key={`t-${customer.key}`} view={view} act={act} />
      </main>
      <div className="notices" role="status" aria-live="polite">
        {notice === undefined ? null : <p className={`notice notice-${notice.tone}`}>{notice.text}</p>}
      </div>
    </div>
  );
}
