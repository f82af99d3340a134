import { createHash, timingSafeEqual } from "node:crypto";
import type { HttpRequest } from "../adapters/channel-adapter.js";

/** The bearer token of a request; `undefined` if it brings none. */
export function bearerOf({ headers }: HttpRequest): string | undefined {
  const [scheme = "", token = ""] = (headers.authorization ?? "").split(" ");
  return scheme.toLowerCase() === "bearer" ? token : undefined;
}

/** Takes as long for a key that is nearly right as for any other. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Equally long, whatever is compared. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
