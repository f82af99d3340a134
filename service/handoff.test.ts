import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CustomerChannel,
  type HandoffWorld,
  startHandoffWorld,
  untilReceived,
} from "./test-handoff-world.js";
import { until } from "./testing.js";

/** Said before and during a hand-off; in Slack it must not be found anywhere. */
const MARKER = "quetzalcoatlus";
const REQUEST = `My ${MARKER} arrived broken, I want to talk to a human`;
const ANSWER = "Hi Vera, I'm sending you a new one <today> & free of charge.";

let world: HandoffWorld;

afterEach(() => world.close());

/** The one ticket, with its opening comment and the note for agents. */
async function ticketOf() {
  await until(() => world.zendesk.tickets[0]?.comments.length === 2, "a ticket with its note");
  expect(world.zendesk.tickets).toHaveLength(1);
  const [ticket] = world.zendesk.tickets;
  if (ticket === undefined) throw new Error("there is no ticket");
  return ticket;
}

/** What the customer heard, but for the request to write again that a kill right after an answer brings. */
function heard(customer: CustomerChannel): readonly string[] {
  return customer.received().filter((message) => !message.includes("I was interrupted"));
}

/** Asked for, and told so. @returns how many messages the customer has */
async function askForHuman(customer: CustomerChannel): Promise<number> {
  await customer.write(REQUEST);
  await untilReceived(customer, 1);
  expect(customer.received()[0]).toContain("asked a colleague to take over");
  return 1;
}

/** What the desk was told of a message of the customer's. */
function expectPassedOn(
  customer: CustomerChannel,
  comment: { readonly body: string; readonly public: boolean } | undefined,
  text: string,
) {
  if (customer.name === "teams") expect(comment).toMatchObject({ body: text, public: true });
  else {
    expect(comment).toMatchObject({ public: false });
    expect(comment?.body).toContain("https://acme.slack.com/archives/D0HANDOFF/p1795472000");
  }
}

describe.each(["slack", "teams"] as const)("a hand-off from %s to Zendesk and back", (name) => {
  let customer: CustomerChannel;

  beforeEach(async () => {
    world = await startHandoffWorld();
    customer = world.channels[name];
  });

  it("goes the whole way, and ends with the ticket", async () => {
    await askForHuman(customer);
    const ticket = await ticketOf();
    expect(ticket).toMatchObject({ tags: ["rapport_handoff", `rapport_handoff_${name}`] });
    expect(ticket.external_id).toMatch(/^rapport-handoff-/);
    expect(ticket.comments[0]).toMatchObject({ public: true });
    expect(ticket.comments[1]).toMatchObject({ public: false });
    expect(ticket.comments[1]?.body).toContain("Why: the customer asked for a person");
    expect(ticket.comments[0]?.body.includes(MARKER)).toBe(name === "teams");

    // The bot is quiet, and the agent learns of what comes.
    await customer.write(`Is the ${MARKER} still under warranty?`);
    await until(() => ticket.comments.length === 3, "the customer's message at the desk");
    expectPassedOn(customer, ticket.comments[2], `Is the ${MARKER} still under warranty?`);
    expect(ticket.status).toBe("open");
    expect(customer.received()).toHaveLength(1);

    const webhook = world.zendesk.reply(ticket.id, ANSWER);
    expect(await world.webhook(webhook)).toBe(200);
    await untilReceived(customer, 2);
    expect(customer.received()[1]).toContain(
      name === "slack" ? "&lt;today&gt; &amp; free" : "<today> & free",
    );
    expect(customer.received()[1]).toContain("Alex Morgan");
    if (name === "slack") expect(customer.received()[1]).toContain('"thread_ts":"1795472000.000001"');
    // Zendesk delivers again when it is impatient.
    expect(await world.webhook(webhook)).toBe(200);

    expect(await world.webhook(world.zendesk.solve(ticket.id))).toBe(200);
    await untilReceived(customer, 3);
    expect(customer.received()[2]).toContain("closed your request");
    // What comes after the end is nobody's business here, and the bot answers again.
    expect(await world.webhook(world.zendesk.reply(ticket.id, "One more thing"))).toBe(200);
    await customer.write("Where is my order?");
    await untilReceived(customer, 4);
    expect(customer.received().filter((message) => message.includes("free of charge"))).toHaveLength(1);
    expect(customer.received().join()).not.toContain("One more thing");
    expect(ticket.comments).toHaveLength(5);
    expect(world.zendesk.requests.join().includes(MARKER)).toBe(name === "teams");
    expect(await world.dataHolds(MARKER)).toBe(false);
  });

  it("survives a kill after it was asked for and before the ticket exists", async () => {
    world.zendesk.conduct = "hold";
    await askForHuman(customer);
    await until(() => world.zendesk.requests.length > 0, "the server asks for the ticket");
    expect(world.zendesk.tickets).toHaveLength(0);
    world.zendesk.conduct = "answer";
    await world.crash();
    await finish(await ticketOf(), 1);
  });

  it("survives a kill after the ticket was made and before that was noted", async () => {
    world.zendesk.conduct = "swallow";
    await askForHuman(customer);
    await until(() => world.zendesk.tickets.length === 1, "the ticket is made, and nobody is told");
    world.zendesk.conduct = "answer";
    await world.crash();
    await finish(await ticketOf(), 1);
    expect(world.zendesk.requests.filter((request) => request.startsWith("POST "))).toHaveLength(1);
  });

  it("hears an agent who answers before the ticket was noted", async () => {
    world.zendesk.conduct = "swallow";
    await askForHuman(customer);
    await until(() => world.zendesk.tickets.length === 1, "the ticket is made, and nobody is told");
    const ticket = world.zendesk.tickets[0];
    if (ticket === undefined) throw new Error("there is no ticket");
    expect(await world.webhook(world.zendesk.reply(ticket.id, ANSWER))).toBe(200);
    await untilReceived(customer, 2);
    world.zendesk.conduct = "answer";
    await world.crash();
    await until(() => ticket.comments.length === 3, "the note for agents");
    expect(world.zendesk.tickets).toHaveLength(1);
    // Killed right after Slack or Teams took it, it is sent once more; nothing else is.
    expect(
      heard(customer)
        .slice(1)
        .every((message) => message.includes("sending you a new one")),
    ).toBe(true);
  });

  it("survives a kill after a message was passed on and before that was noted", async () => {
    await askForHuman(customer);
    const ticket = await ticketOf();
    world.zendesk.conduct = "swallow";
    await customer.write("Are you there?");
    await until(() => ticket.comments.length === 3, "the message is at the desk, and nobody is told");
    world.zendesk.conduct = "answer";
    await world.crash();
    await finish(ticket, 1);
    expect(ticket.comments.filter(({ author_id }) => author_id !== 900_001)).toHaveLength(3);
  });

  it("survives a kill after the agent's reply was acknowledged and before it was posted", async () => {
    await askForHuman(customer);
    const ticket = await ticketOf();
    customer.hold();
    expect(await world.webhook(world.zendesk.reply(ticket.id, ANSWER))).toBe(200);
    await until(() => customer.held() > 0, "the server posts the reply");
    expect(customer.received()).toHaveLength(1);
    customer.release();
    await world.crash();
    await until(() => heard(customer).length === 2, "the reply");
    expect(heard(customer)[1]).toContain("sending you a new one");
    expect(await world.webhook(world.zendesk.solve(ticket.id))).toBe(200);
    await until(() => heard(customer).length === 3, "the end");
  });

  it("tells the customer when the desk refuses the ticket", async () => {
    world.zendesk.refusal = 403;
    await customer.write(REQUEST);
    await untilReceived(customer, 2);
    const told = customer.received().join();
    expect(told).toContain("asked a colleague to take over");
    expect(told).toContain("could not reach our team");
  });

  /** The agent answers, solves, and the customer gets both once. */
  async function finish(ticket: Awaited<ReturnType<typeof ticketOf>>, before: number): Promise<void> {
    expect(world.zendesk.tickets).toHaveLength(1);
    expect(await world.webhook(world.zendesk.reply(ticket.id, ANSWER))).toBe(200);
    expect(await world.webhook(world.zendesk.solve(ticket.id))).toBe(200);
    await until(() => heard(customer).length >= before + 2, "the reply and the end");
    expect(heard(customer)).toHaveLength(before + 2);
    expect(heard(customer)[before]).toContain("sending you a new one");
    expect(heard(customer)[before + 1]).toContain("closed your request");
  }
});
