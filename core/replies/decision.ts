import type { ConsentDecision } from "../consent/decide-consent.js";
import type { Purpose } from "../consent/purpose.js";
import type { FeatureReading } from "../consent/read-features.js";
import type { ProfileView } from "../consent/read-profile.js";
import type { TurnIntent } from "../conversations/flows/dialogue-turn.js";
import type { MessageReading } from "../conversations/read-message.js";
import type { LibrarySnapshot } from "../imports/library-snapshot.js";
import type { PartId, ProfileId } from "../profiles/profile.js";
import type { Standing } from "../segments/standing-store.js";
import type { WritingSetting } from "./choose-variant.js";
import type { DecisionInputs } from "./decision-inputs.js";
import type { SegmentStanding } from "./receipt.js";
import type { Suggestion } from "./reply.js";

/** The person of a turn, as far as consent lets us know them. */
export interface KnownCustomer {
  /** `undefined` for a stranger. */
  readonly profileId: ProfileId | undefined;
  /** The part that this conversation's traces belong to. */
  readonly partId: PartId | undefined;
  /** What they said about each purpose that they may be asked about. */
  readonly asked: Readonly<Partial<Record<Purpose, ConsentDecision>>>;
  /** Read for `personalization`: what decisions and texts may rest on. */
  readonly view: ProfileView;
  /** Read for `analytics`. */
  features(): FeatureReading;
  /** The segment that they were moved to last; `undefined`: nobody moved them yet. */
  readonly stored: Standing | undefined;
  /** Keys of the replies that solved their earlier tickets, newest first, as far as `personalization` may look. */
  readonly resolved: readonly string[];
  /** Read for `service`: what an agent needs to serve them. */
  readonly serviceView: ProfileView;
}

/** What a turn comes to before it is said. */
export interface Decision {
  readonly customer: KnownCustomer;
  readonly segment: SegmentStanding;
  /** Key of the segment that they were in before this message. */
  readonly segmentBefore: string;
  /** Names of what the segment rests on. */
  readonly segmentFields: readonly string[];
  readonly language: string;
  /** Where its texts are read, and in what tone. */
  readonly writing?: WritingSetting;
  /** What the message says. */
  readonly reading: MessageReading;
  /** What it is about; `undefined` if it is out of scope. */
  readonly intent: TurnIntent | undefined;
  /** As it was when the turn looked. */
  readonly library: LibrarySnapshot;
  readonly suggestions: readonly Suggestion[];
  /** What the suggestions rest on. */
  readonly inputs: DecisionInputs;
}
