/** Requests to the Segment API as the tests make them. */
export interface SegmentAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export type Headed = Readonly<Record<string, string>>;

/** The header of Basic authentication for `user:password`. */
export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}

/** @param body bytes and text go as they are; anything else as JSON */
export async function sendSegment(
  url: string,
  path: string,
  body: unknown,
  headers: Headed,
): Promise<SegmentAnswer> {
  const raw = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const bytes = new Uint8Array(Buffer.from(raw));
  const response = await fetch(new URL(path, url), { method: "POST", headers, body: bytes });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}
