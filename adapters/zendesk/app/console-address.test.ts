import { expect, it } from "vitest";
import { consoleAddress } from "./console-address.js";

it.each([
  ["https://rapport.example.com", "https://rapport.example.com/console"],
  ["https://rapport.example.com:8443/", "https://rapport.example.com:8443/console"],
  ["http://rapport.example.com", undefined],
  ["rapport.example.com", undefined],
  ["javascript:alert(1)", undefined],
  [undefined, undefined],
])("%s leads to %s", (backend_url, address) => {
  expect(consoleAddress({ backend_url })).toBe(address);
});
