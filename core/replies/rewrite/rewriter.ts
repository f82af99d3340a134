/** What a language model is asked. It holds no customer's words and no value of theirs. */
export interface RewritePrompt {
  /** What to do, and what not to. */
  readonly system: string;
  /** The text to be rewritten, with tokens such as `[[1]]` where values stand. */
  readonly user: string;
}

/** A language model that rewords a text. What it answers is checked before anybody reads it. */
export interface Rewriter {
  /** Its name, as receipts say it. */
  readonly model: string;
  /** Rejects if it can't be reached, takes too long, or answers no text. */
  rewrite(prompt: RewritePrompt): Promise<string>;
}
