import type { Slots } from "./compile-flow.js";

/** A flow that waits for an answer: what its machine is set up from again. */
export interface OpenFlow {
  readonly flow: string;
  /** Of the flow as it was then: a flow that has changed since is not gone on with. */
  readonly digest: string;
  /** The `ask` that waits. */
  readonly step: string;
  /** How often it was asked. */
  readonly attempts: number;
  readonly slots: Slots;
  readonly startedMs: number;
}

/**
 * Where a conversation stands in its flows, as kept in its context: JSON, under 500 bytes for the flows of a shop.
 * Holds none of the customer's words but where their channel lets them be kept.
 */
export interface DialogueState {
  /** At least one. The last one talks, those before wait until it ends. */
  readonly open: readonly OpenFlow[];
  readonly waitingSinceMs: number;
  /** The customer came back after a long silence and was asked whether to go on. */
  readonly asksToResume?: true;
}
