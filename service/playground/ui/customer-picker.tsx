import { fullName } from "../playground-customer.js";
import type { CustomerView } from "../playground-state.js";
import { Avatar } from "./avatar.js";

/** Who writes in all three panes. */
export function CustomerPicker(props: {
  readonly views: readonly CustomerView[];
  readonly selected: string;
  onSelect(key: string): void;
}) {
  return (
    <div className="picker" role="radiogroup" aria-label="Customer" data-test="customer-picker">
      {props.views.map(({ customer }) => (
        <label
          key={customer.key}
          className="picker-card"
          data-test={`customer-${customer.key}`}
          title={customer.persona}
        >
          <input
            type="radio"
            name="customer"
            className="visually-hidden"
            checked={customer.key === props.selected}
            onChange={() => props.onSelect(customer.key)}
          />
          <span className="picker-head">
            <Avatar name={fullName(customer)} />
            <span className="picker-words">
              <span className="picker-name">{fullName(customer)}</span>
              {customer.plan === "" ? null : (
                <span className={`plan plan-${customer.plan}`}>{customer.plan}</span>
              )}
            </span>
          </span>
          <span className="picker-persona">{customer.persona}</span>
        </label>
      ))}
    </div>
  );
}
