import { expect, it } from "vitest";
import { ourPlaceholders } from "./our-placeholders.js";
import { slugOfTitle } from "./slug-of-title.js";

it.each([
  ["Hi {{ticket.requester.firstname}}", "Hi {{customer.first_name}}"],
  ["{{ Ticket.Requester.Name | upcase }}", "{{ customer.name | upcase }}"],
  ["{% if ticket.requester.firstname %}Hi{% endif %}", "{% if customer.first_name %}Hi{% endif %}"],
  [
    "{{ ticket.requester.firstname_x }} ticket.requester.name",
    "{{ ticket.requester.firstname_x }} ticket.requester.name",
  ],
  ['{{ "ticket.requester.name" }} {{ ticket.id }}', '{{ "ticket.requester.name" }} {{ ticket.id }}'],
])("names placeholders as ours: %j", (theirs, ours) => {
  expect(ourPlaceholders(theirs)).toBe(ours);
});

it.each([
  ["Orders::Where is it?", "orders_where_is_it"],
  ["  Größe & Maße ", "groesse_masse"],
  ["Café crème", "cafe_creme"],
  ["お問い合わせ", ""],
  ["x".repeat(200), "x".repeat(80)],
])("makes a key of a title: %j", (title, key) => {
  expect(slugOfTitle(title)).toBe(key);
});
