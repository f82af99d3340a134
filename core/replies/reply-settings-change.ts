import { RapportError } from "../error.js";
import { type ReplySettings, replySettingsSchema } from "./reply-settings.js";

/** What an admin wants otherwise; what is left out stays. */
export interface ReplySettingsChange {
  /** Share of the turns in which something else than the best reply may stand first; in [0, 0.5]. */
  readonly exploration?: number | undefined;
  /** Starts one; `null` ends the one that runs. */
  readonly experiment?: ReplySettings["experiment"] | null;
}

/**
 * The settings after a change. An experiment that runs is not changed: with another share, customers would change
 * sides in the middle of it.
 * @throws RapportError `request_malformed`, with a sentence that says what is wrong
 */
export function changedReplySettings(
  settings: ReplySettings,
  { exploration, experiment }: ReplySettingsChange,
): ReplySettings {
  const running = settings.experiment;
  if (experiment === null && running === undefined) throw refused("no experiment is running");
  if (experiment && running !== undefined) {
    throw refused(`the experiment ${running.name} is running: end it before you start another one`);
  }
  const next = experiment === undefined ? running : (experiment ?? undefined);
  const changed = replySettingsSchema.safeParse({
    exploration: exploration ?? settings.exploration,
    ...(next === undefined ? {} : { experiment: next }),
  });
  if (changed.success) return changed.data;
  const [issue] = changed.error.issues;
  throw refused(SENTENCES[issue?.path.join(".") ?? ""] ?? "the settings can't be read");
}

const SENTENCES: Readonly<Record<string, string>> = {
  exploration: "exploration must be a share from 0 to 0.5: 0.1 is one turn in ten",
  "experiment.name": "the experiment's name must be up to 40 small letters, digits, _ and -",
  "experiment.impersonalShare":
    "the impersonal share must be from 0.01 to 0.99: 0.5 is half of the customers",
};

function refused(sentence: string): RapportError {
  return new RapportError("request_malformed", sentence);
}
