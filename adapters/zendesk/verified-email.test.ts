import { expect, test } from "vitest";
import { isVerifiedEmail } from "./verified-email.js";

const ADA = { id: 1, user_id: 7, type: "email", value: "ada@example.com", verified: true, primary: true };
const about = (...identities: readonly unknown[]) =>
  isVerifiedEmail({ identities, next_page: null, previous_page: null, count: identities.length }, ADA.value);

test("an address whose own identity is verified", () => {
  expect(about(ADA)).toBe(true);
  expect(about({ ...ADA, value: " Ada@Example.com" })).toBe(true);
  expect(about(null, { ...ADA, verified: false, value: "old@example.com" }, ADA)).toBe(true);
});

test.each(["full", "sso", "embed"])("verified by the method %s", (method) => {
  expect(about({ ...ADA, verification_method: method, ownership: "owned" })).toBe(true);
});

test.each([
  ["nothing is listed", []],
  ["it is not verified", [{ ...ADA, verified: false }]],
  [
    "another address is verified",
    [
      { ...ADA, verified: false },
      { ...ADA, value: "eve@example.com" },
    ],
  ],
  ["only a telephone number is verified", [{ ...ADA, type: "phone_number" }]],
  ["an agent or the API set the mark", [{ ...ADA, verification_method: "low" }]],
  ["several people use it", [{ ...ADA, ownership: "shared" }]],
  ["the mark is text", [{ ...ADA, verified: "true" }]],
])("not an address of which %s", (_name, identities) => {
  expect(about(...identities)).toBe(false);
});

test.each([undefined, null, "", "<html>", [], {}, { identities: {} }, { identities: null }])(
  "an answer of %j verifies nothing",
  (answer) => {
    expect(isVerifiedEmail(answer, ADA.value)).toBe(false);
  },
);
