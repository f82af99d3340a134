import { afterEach, expect, test, vi } from "vitest";
import { isRequesterEmailVerified } from "./requester-email.js";
import type { ZafClient } from "./zaf-client.js";

const EMAIL = "ada@example.com";
const IDENTITY = { id: 1, user_id: 7, type: "email", value: EMAIL, verified: true, primary: true };
const BODY = { identities: [IDENTITY], next_page: null, previous_page: null, count: 1 };

afterEach(() => {
  vi.useRealTimers();
});

function zendesk(answer: () => Promise<unknown>) {
  const asked: unknown[] = [];
  const unused = () => Promise.reject(new Error("nothing else is asked for"));
  const client: ZafClient = {
    get: unused,
    on: unused,
    off: unused,
    invoke: unused,
    request(options) {
      asked.push(options);
      return answer();
    },
  };
  return { client, asked };
}

test("Zendesk is asked for the requester's identities", async () => {
  const { client, asked } = zendesk(() => Promise.resolve(BODY));
  expect(await isRequesterEmailVerified(client, "7", EMAIL)).toBe(true);
  expect(asked).toEqual([{ url: "/api/v2/users/7/identities.json", type: "GET", dataType: "json" }]);
});

test.each<[string, boolean, () => Promise<unknown>]>([
  ["text that is JSON", true, () => Promise.resolve(JSON.stringify(BODY))],
  ["text that is not", false, () => Promise.resolve("<html>")],
  ["no answer at all", false, () => Promise.resolve(undefined)],
  [
    "an unverified identity",
    false,
    () => Promise.resolve({ identities: [{ ...IDENTITY, verified: false }] }),
  ],
  ["403", false, () => Promise.reject({ status: 403, responseText: "{}" })],
])("%s means %s", async (_name, verified, answer) => {
  expect(await isRequesterEmailVerified(zendesk(answer).client, "7", EMAIL)).toBe(verified);
});

test("an SDK that throws means not verified", async () => {
  const { client } = zendesk(() => {
    throw new Error("not connected");
  });
  expect(await isRequesterEmailVerified(client, "7", EMAIL)).toBe(false);
});

test("after two seconds without an answer nobody waits any longer", async () => {
  vi.useFakeTimers();
  let late: ((body: unknown) => void) | undefined;
  const { client } = zendesk(
    () =>
      new Promise((resolve) => {
        late = resolve;
      }),
  );
  const answered = vi.fn();
  const verified = isRequesterEmailVerified(client, "7", EMAIL).then((value) => {
    answered();
    return value;
  });
  await vi.advanceTimersByTimeAsync(1_999);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await verified).toBe(false);
  late?.(BODY);
});
