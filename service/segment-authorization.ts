import type { HttpRequest } from "../adapters/channel-adapter.js";
import { isSame } from "./authorization.js";

/**
 * Whether a request has the write key: as the user name of Basic authentication, which decides if it is there; or
 * else as `writeKey` in the body ("HTTP API Source", Authentication), or in the address, where RudderStack's beacon
 * puts it, since `navigator.sendBeacon` sends no headers.
 * @param body the body as JSON, if it is any
 */
export function isAuthorized({ headers, query }: HttpRequest, body: unknown, writeKey: string): boolean {
  const basic = basicUser(headers.authorization);
  if (basic !== undefined) return isSame(basic, writeKey);
  const inBody = typeof body === "object" && body !== null && "writeKey" in body ? body.writeKey : undefined;
  const given = inBody ?? query.get("writeKey");
  return typeof given === "string" && isSame(given, writeKey);
}

function basicUser(authorization = ""): string | undefined {
  const [, encoded] = /^basic +(\S+) *$/i.exec(authorization) ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8").split(":")[0];
}
