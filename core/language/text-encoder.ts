/** A model that turns a text into numbers which are close where meanings are: it adds to the classifier's input. */
export interface TextEncoder {
  /** Names the model and its version: weights learnt over one encoder's embeddings mean nothing over another's. */
  readonly id: string;
  /** Length of each embedding. */
  readonly dimensions: number;
  /** An embedding for each text, in their order. */
  encode(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
