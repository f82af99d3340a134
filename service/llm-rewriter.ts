import { z } from "zod";
import { RapportError, type Rewriter } from "../core/index.js";

export interface LlmOptions {
  /** Base of an OpenAI-compatible API, such as `https://llm.example/v1`. */
  readonly url: string;
  readonly model: string;
  /** Bearer token; some servers of one's own need none. */
  readonly key?: string | undefined;
  readonly timeoutMs: number;
}

/** Larger answers are no reply to a customer. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_TOKENS = 800;

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * A language model behind OpenAI's chat completions ("Create chat completion"), which many servers speak. Redirects
 * are not followed. Rejects with `vendor_unavailable` if it can't be reached in time or answers 5xx, `vendor_refused`
 * for any other answer that is no completion; the message names the host and nothing of the text.
 */
export function createLlmRewriter({ url, model, key, timeoutMs }: LlmOptions): Rewriter {
  const address = `${url.replace(/\/$/, "")}/chat/completions`;
  const { host } = new URL(url);

  async function post(body: unknown): Promise<Response> {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    };
    try {
      const answer = {
        method: "POST",
        headers,
        body: JSON.stringify(body),
        redirect: "error",
        signal,
      } as const;
      const response = await fetch(address, answer);
      // The time is up for the whole answer, not for its first byte.
      const text = await limitedText(response);
      return new Response(text, { status: response.status });
    } catch (error) {
      throw new RapportError("vendor_unavailable", `the language model on ${host} can't be reached`, {
        cause: error,
      });
    }
  }

  return {
    model,
    async rewrite({ system, user }) {
      const messages = [
        { role: "system", content: system },
        { role: "user", content: user },
      ];
      const response = await post({
        model,
        messages,
        temperature: 0.3,
        max_tokens: MAX_TOKENS,
        stream: false,
      });
      if (!response.ok) {
        const code = response.status >= 500 ? "vendor_unavailable" : "vendor_refused";
        throw new RapportError(code, `the language model on ${host} answered ${response.status}`);
      }
      const answered = completion.safeParse(await response.json().catch(() => undefined));
      const content = answered.data?.choices[0]?.message.content;
      if (content === undefined) {
        throw new RapportError("vendor_refused", `the language model on ${host} answered no completion`);
      }
      return content;
    },
  };
}

/** Empty as soon as it grows too long. */
async function limitedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
