import type { Entity } from "../../language/entities/entity.js";
import type { OfferedValue } from "../slots/fill-slot.js";
import type { SlotType } from "../slots/slot-declaration.js";
import type { SlotValue } from "../slots/slot-value.js";
import type { FlowFacts, Slots } from "./compile-flow.js";
import type { DialogueOutput, RecommendedItem } from "./dialogue-output.js";
import type { DialogueState } from "./dialogue-state.js";
import type { FlowAction } from "./flow-schema.js";

/** What the text model made of a message. */
export interface TurnIntent {
  /** A reply key or an intent of the flow file. */
  readonly name: string;
  /** In [0,1], calibrated. */
  readonly confidence: number;
  /** Other names of the same: the intents that the reply of that key lists. */
  readonly aliases?: readonly string[];
}

/** One message of a customer, understood, and what may be known of them now. */
export interface DialogueTurn {
  readonly text: string;
  /** BCP 47 */
  readonly language: string;
  /** `undefined` if the message is out of scope. */
  readonly intent: TurnIntent | undefined;
  /** Of `findEntities` for `text`. */
  readonly entities: readonly Entity[];
  /** The key of the button that was pressed. */
  readonly choice: string | undefined;
  /** By type of slot, what there is to pick from by place or name: products that were shown, the customer's orders. */
  readonly offered: Readonly<Partial<Record<SlotType, readonly OfferedValue[]>>>;
  /** Today where the customer is: `2026-04-15`. */
  readonly today: string;
  /** Slots of the conversation that are not too old to be taken over into a flow. */
  readonly carried: Slots;
  readonly facts: FlowFacts;
  /**
   * What a message that only says what its writer prefers is about: how to be reached or in which language, which
   * answers no question; or goods, which may answer one.
   */
  readonly prefers?: "contact" | "language" | "goods" | undefined;
  /** Whether the channel lets the customer's own words be kept between turns. */
  readonly keepsWords: boolean;
  readonly nowMs: number;
}

/** An action to be carried out. */
export interface CallRequest {
  readonly name: string;
  readonly action: FlowAction;
  /** Those of the step's `with` that have a value. */
  readonly slots: Slots;
  /** The same for the same call of the same run of a flow: what is asked twice need not be done twice. */
  readonly key: string;
}

/** Products to be recommended. */
export interface RecommendRequest {
  /** Values that the products should have, most important first. */
  readonly like: readonly SlotValue[];
  /** Values that they must not have. */
  readonly avoid: readonly SlotValue[];
  readonly limit: number;
}

/** What a turn of a dialogue may do to the world. */
export interface DialoguePorts {
  /**
   * @returns the result's members
   * @throws if it could not be done; `signal` is aborted when nobody waits any more
   */
  call(request: CallRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  /** Best first, at most `limit`; empty if there is nothing. */
  recommend(request: RecommendRequest): Promise<readonly RecommendedItem[]>;
  /** Resolves after so many milliseconds; need not if `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** What a turn came to. */
export interface DialogueResult {
  /** `undefined`: no flow is open. */
  readonly state: DialogueState | undefined;
  /** False: the turn is answered from the reply library, and what `outputs` holds follows that answer. */
  readonly handled: boolean;
  readonly outputs: readonly DialogueOutput[];
  /** What the flow that talked last has gathered, for the conversation's slots. */
  readonly slots: Slots;
  /** The flow whose question a message from elsewhere interrupted; it is asked again in `outputs`. */
  readonly interrupted?: string;
}
