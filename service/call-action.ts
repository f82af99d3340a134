import type { PostAction } from "../core/index.js";
import { RapportError } from "../core/index.js";

/** Larger answers are refused: what a flow takes from one are a few short values. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts a flow's call as JSON to the tenant's own endpoint. Redirects are not followed: the flow file names the one
 * address that customers' slots go to. How long it may take is the caller's business, by the signal.
 * @throws RapportError `vendor_unavailable` if it can't be reached or answers 5xx, `vendor_refused` for any other
 * answer that is not 2xx with a JSON object of at most 64 KB. The message names the host, never the path or a value.
 */
export const callAction: PostAction = async (url, body, signal) => {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal,
    });
  } catch (error) {
    throw new RapportError("vendor_unavailable", `the action's endpoint on ${host} can't be reached`, {
      cause: error,
    });
  }
  if (!response.ok) {
    await response.body?.cancel();
    const code = response.status >= 500 ? "vendor_unavailable" : "vendor_refused";
    throw new RapportError(code, `the action's endpoint on ${host} answered ${response.status}`);
  }
  const answer = parseObject(await limitedText(response));
  if (answer === undefined) {
    throw new RapportError("vendor_refused", `the action's endpoint on ${host} answered no JSON object`);
  }
  return answer;
};

/** `undefined` as soon as it grows too long. */
async function limitedText({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
