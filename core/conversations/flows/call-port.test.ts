import { expect, it } from "vitest";
import { createCallPort } from "./call-port.js";

const DAY_MS = 86_400_000;
const NOW_MS = 400 * DAY_MS;
const orders = [{ id: "A-7", status: "shipped", orderedAtMs: NOW_MS - 2.5 * DAY_MS }];
const signal = new AbortController().signal;

it("looks up the customer's own order, and fails for any other", async () => {
  const call = createCallPort({ orders, nowMs: NOW_MS }, () => Promise.reject(new Error("not asked")));
  const action = { builtin: "order_status", timeout_ms: 2000 };
  const ask = (order: string) => call({ name: "status", action, slots: { order }, key: "k" }, signal);
  expect(await ask("A-7")).toEqual({ status: "shipped", item: "A-7", age_days: 2 });
  await expect(ask("A-8")).rejects.toThrow("can't be done");
});

it("posts the action's name, key and slots to the tenant's address", async () => {
  const posted: unknown[] = [];
  const call = createCallPort({ orders, nowMs: NOW_MS }, async (...all) => {
    posted.push(all);
    return { price: 3 };
  });
  const action = { url: "https://shop.example.com/price", timeout_ms: 2000 };
  expect(await call({ name: "price", action, slots: { what: "tent" }, key: "k" }, signal)).toEqual({
    price: 3,
  });
  expect(posted).toEqual([[action.url, { action: "price", key: "k", slots: { what: "tent" } }, signal]]);
});
