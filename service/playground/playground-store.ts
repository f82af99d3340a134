import { RapportError } from "../../core/index.js";
import { type PlatformIds, type PlaygroundCustomer, platformIds } from "./playground-customer.js";
import {
  applyChange,
  type CustomerView,
  type PlaygroundChange,
  type PlaygroundState,
} from "./playground-state.js";

export type StoreListener = (change: PlaygroundChange) => void;

/** A customer with the keys by which the platforms know them. */
export interface Participant {
  readonly customer: PlaygroundCustomer;
  readonly ids: PlatformIds;
}

/** The state of all panes, in memory: what the stand-ins received, and who listens to it. */
export class PlaygroundStore {
  #state: PlaygroundState;
  readonly #listeners = new Set<StoreListener>();
  readonly #participants: readonly Participant[];

  constructor(options: {
    readonly tenantName: string;
    readonly zendeskSubdomain: string;
    readonly customers: readonly PlaygroundCustomer[];
  }) {
    this.#participants = options.customers.map((customer, index) => ({ customer, ids: platformIds(index) }));
    this.#state = {
      tenantName: options.tenantName,
      zendeskSubdomain: options.zendeskSubdomain,
      customers: this.#participants.map(({ customer, ids }) => ({
        customer,
        zendeskUser: ids.zendeskUser,
        slack: [],
        teams: [],
        teamsTyping: false,
        ticket: { id: ids.zendeskTicket, externalId: null, subject: "", status: "new", comments: [] },
      })),
    };
  }

  get state(): PlaygroundState {
    return this.#state;
  }

  apply(change: PlaygroundChange): void {
    this.#state = applyChange(this.#state, change);
    for (const listener of this.#listeners) listener(change);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first participant that the test accepts. */
  find(accepts: (participant: Participant) => boolean): Participant | undefined {
    return this.#participants.find(accepts);
  }

  /** @throws RapportError `not_found` if nobody has that key. */
  participant(key: string): Participant {
    const found = this.find(({ customer }) => customer.key === key);
    if (found === undefined) throw new RapportError("not_found", "playground: no customer has that key");
    return found;
  }

  /** @throws RapportError `not_found` if nobody has that key. */
  view(key: string): CustomerView {
    const found = this.#state.customers.find(({ customer }) => customer.key === key);
    if (found === undefined) throw new RapportError("not_found", "playground: no customer has that key");
    return found;
  }
}
