import { afterAll, beforeAll, expect, it } from "vitest";
import type { NewestRun } from "./console-wire.js";
import { readMap } from "./map-file.js";
import { openTestConsole, type TestConsole } from "./test-console.js";
import { KNOWN } from "./test-customers.js";

let opened: TestConsole;
let empty: TestConsole;
let shop: TestConsole;

beforeAll(async () => {
  opened = await openTestConsole({ people: 500, demoToken: "made-up-at-start" });
  empty = await openTestConsole({ people: 0 });
  shop = await openTestConsole({ people: 0, buyers: 120 });
});

afterAll(async () => {
  await opened.close();
  await empty.close();
  await shop.close();
});

interface Asked {
  readonly of?: TestConsole;
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(path: string, { of = opened, token = of.token, body, headers }: Asked = {}): Promise<Response> {
  return fetch(`${of.url}/console/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

it("answers nothing to whoever has no token, and changes nothing for a reader", async () => {
  const read = ["status", "report", "runs", "map", "job", "rules", "library"];
  for (const path of [...read, "replies/settings", "replies/trials"]) {
    expect((await ask(`api/${path}`, { token: "" })).status).toBe(401);
    expect((await ask(`api/${path}`, { token: opened.reader })).status).toBe(200);
  }
  for (const [path, body] of Object.entries({
    build: {},
    assign: {},
    rename: { key: "g-weekend", name: "Walkers" },
    tags: { on: true },
    rules: { yaml: "segments: []" },
    undo: { shiftId: "x" },
    "replies/settings": { exploration: 0.2 },
  })) {
    expect((await ask(`api/${path}`, { token: opened.reader, body })).status).toBe(403);
  }
});

it("shows proposals to a reader, and has them settled by whoever may", async () => {
  const body = { state: "proposed" };
  const settle = { proposalId: "none", verdict: "approved" };
  expect((await ask("api/proposals", { token: "", body })).status).toBe(401);
  const listed = await ask("api/proposals", { token: opened.reader, body });
  expect([listed.status, await listed.json()]).toEqual([200, []]);
  expect((await ask("api/proposals", { body: { state: "lost" } })).status).toBe(400);
  expect((await ask("api/proposals/settle", { token: opened.reader, body: settle })).status).toBe(403);
  const unknown = await ask("api/proposals/settle", { body: settle });
  expect([unknown.status, await unknown.json()]).toEqual([
    404,
    { error: "there is no such proposal (any more)" },
  ]);
});

it("changes what is settled for replies, and says in a sentence what can't be", async () => {
  const of = empty;
  const settings = async () => (await ask("api/replies/settings", { of })).json();
  expect(await settings()).toEqual({ exploration: 0 });
  const experiment = { name: "plain", impersonalShare: 0.3 };
  const changed = await ask("api/replies/settings", { of, body: { exploration: 0.2, experiment } });
  expect([changed.status, await changed.json()]).toEqual([200, { exploration: 0.2, experiment }]);
  const refusals = [
    [{ exploration: 0.51 }, "exploration must be a share from 0 to 0.5: 0.1 is one turn in ten"],
    [{ experiment }, "the experiment plain is running: end it before you start another one"],
    [{ exploration: "0.1" }, "exploration: Invalid input: expected number, received string"],
    [{ explorations: 0.1 }, 'body: Unrecognized key: "explorations"'],
  ] as const;
  for (const [body, error] of refusals) {
    const response = await ask("api/replies/settings", { of, body });
    expect([response.status, await response.json()]).toEqual([400, { error }]);
  }
  expect(await settings()).toEqual({ exploration: 0.2, experiment });
  expect(await (await ask("api/replies/settings", { of, body: { experiment: null } })).json()).toEqual({
    exploration: 0.2,
  });
  // What ran cannot be told from what would start now.
  const again = { experiment: { name: "personal-or-not", impersonalShare: 0.5 } };
  await ask("api/replies/settings", { body: { experiment: null } });
  const response = await ask("api/replies/settings", { body: again });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: expect.stringContaining("choose another name") },
  ]);
});

it("tells how an experiment went, and what exploring came to", async () => {
  const trials = await (await ask("api/replies/trials")).json();
  expect(trials).toMatchObject({
    experiments: ["personal-or-not"],
    experiment: {
      name: "personal-or-not",
      arms: [
        { name: "impersonal", customers: 150, helped: 48, rate: { mean: 0.32 } },
        { name: "personal", customers: 150, helped: 69, rate: { mean: 0.46 } },
      ],
      difference: { estimate: 0.14 },
      sentence: expect.stringMatching(/^Undecided: /),
    },
    exploration: { turns: 300, tried: 30, helped: 117, without: { status: "estimated" } },
  });
  expect(await (await ask("api/replies/trials", { of: shop })).json()).toEqual({
    experiments: [],
    exploration: expect.objectContaining({ turns: 0 }),
  });
});

it("sends the map as numbers, and a name for one place only", async () => {
  const map = readMap(await (await ask("api/map")).arrayBuffer());
  const members = await opened.segments.members();
  expect(map.x).toEqual(members?.x);
  expect(map.segments).toEqual(members?.segments);
  const spot = { runId: map.runId, people: 500, index: 3 };
  expect(await (await ask("api/map/person", { body: spot })).json()).toEqual({
    profileId: members?.profileIds[3],
  });
  expect((await ask("api/map/person", { body: { ...spot, index: 500 } })).status).toBe(404);
  // Somebody was erased since: everybody after them stands elsewhere.
  expect((await ask("api/map/person", { body: { ...spot, people: 501 } })).status).toBe(409);
});

it("has empty answers before the first build", async () => {
  expect(await (await ask("api/report", { of: empty })).json()).toEqual({});
  expect(await (await ask("api/runs", { of: empty })).json()).toEqual([]);
  expect(readMap(await (await ask("api/map", { of: empty })).arrayBuffer()).x).toHaveLength(0);
});

it("says what is wrong with a request", async () => {
  const refusals = [
    ["rename", { key: "g-weekend", name: " " }, 400],
    ["rename", { key: "vip", name: "Gold" }, 404],
    ["build", { k: 1 }, 400],
    ["customer", {}, 400],
    ["customer", { identifier: "vera" }, 400],
    ["customer", { profile: "nobody" }, 404],
    ["undo", { shiftId: "none" }, 404],
    ["rules", { yaml: "segments: [" }, 400],
  ] as const;
  for (const [path, body, status] of refusals) {
    const response = await ask(`api/${path}`, { body });
    expect(response.status, path).toBe(status);
    expect(((await response.json()) as { error: string }).error, path).not.toBe("");
  }
});

it("names the place of what is wrong with rules", async () => {
  const yaml = "segments:\n  gold: orders_12m >=\n  regular: plan is summit\n";
  const response = await ask("api/rules", { body: { yaml } });
  expect(await response.json()).toMatchObject({
    problems: [
      { line: 2, column: 22, message: expect.any(String) },
      { line: 3, column: 3, message: expect.stringContaining("always there") },
    ],
  });
});

it("counts what rules would do to whom is recorded", async () => {
  const yaml = "segments:\n  gold: plan is summit\n  new: orders_total <= 0\n";
  expect(await (await ask("api/rules/preview", { body: { yaml } })).json()).toEqual({
    rules: [
      { key: "gold", name: "Gold", holds: 1, takes: 1 },
      { key: "new", name: "New", holds: 1, takes: 0 },
    ],
    rest: 0,
    warnings: ['"Gold" comes first and takes the one person whom "New" describes.'],
  });
});

it("shows a segment in all builds by the name that it was given since", async () => {
  const rename = { key: "g-weekend", name: " Walkers " };
  expect((await ask("api/rename", { body: rename })).status).toBe(200);
  const called = expect.objectContaining({ key: "g-weekend", name: "Walkers" });
  const segments = expect.arrayContaining([called]);
  expect(await (await ask("api/report")).json()).toMatchObject({ run: { report: { segments } } });
  const runs = (await (await ask("api/runs")).json()) as unknown[];
  expect(runs).toEqual(Array.from({ length: 6 }, () => expect.objectContaining({ segments })));
});

it("takes a move back, once", async () => {
  const look = async () =>
    (await ask("api/customer", { body: { identifier: `${KNOWN.type}:${KNOWN.value}` } })).json();
  const before = (await look()) as { shifts: { shiftId: string }[] };
  expect(before).toMatchObject({
    profileId: opened.knownProfileId,
    standing: { key: "vip", because: "plan is summit" },
  });
  const body = { shiftId: before.shifts[0]?.shiftId };
  expect(await (await ask("api/undo", { body })).json()).toEqual({ outcome: "undone" });
  expect(await (await ask("api/undo", { body })).json()).toEqual({ outcome: "undone before" });
  expect(await look()).toMatchObject({
    standing: { key: "g-returns", name: "Try and return" },
    pinnedUntilMs: expect.any(Number),
  });
});

it("builds one at a time, and tells how it goes", async () => {
  const of = shop;
  const asked = await Promise.all(
    Array.from({ length: 2 }, () => ask("api/build", { of, body: { method: "ward", k: 2 } })),
  );
  expect(asked.map(({ status }) => status).sort()).toEqual([202, 409]);
  expect(await (await ask("api/job", { of })).json()).toMatchObject({ state: "running", kind: "build" });
  await expect
    .poll(async () => (await ask("api/job", { of })).json(), { timeout: 30_000 })
    .toMatchObject({ state: "done", outcome: expect.stringContaining("segments of 120 customers") });
  const { run } = (await (await ask("api/report", { of })).json()) as NewestRun;
  // Nobody differs within these groups: an effect without end would be lost on the way.
  const effects = run?.report.segments.flatMap(({ drivers }) => drivers.map(({ effect }) => effect));
  expect(effects).toContain(10);
  expect(effects).not.toContain(null);
  expect(run).toMatchObject({
    report: { people: 120, method: "ward", k: 2, tier: expect.stringMatching(/clusters|model/) },
  });
});

it("sorts everybody anew", async () => {
  const of = shop;
  expect((await ask("api/assign", { of, body: {} })).status).toBe(202);
  await expect
    .poll(async () => (await ask("api/job", { of })).json(), { timeout: 30_000 })
    .toMatchObject({ state: "done", kind: "assign", outcome: "120 customers looked at, 0 moved." });
});

it("gives the playground's token to its own page only", async () => {
  const session = (of: TestConsole, headers: Readonly<Record<string, string>>) =>
    fetch(`${of.url}/console/api/session`, { method: "POST", headers });
  const given = (await (await session(opened, SAME_ORIGIN)).json()) as { token: string };
  expect((await ask("api/status", { token: given.token })).status).toBe(200);
  expect((await session(opened, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await session(opened, {})).status).toBe(403);
  expect(await (await session(empty, SAME_ORIGIN)).json()).toEqual({});
  const withBody = await ask("api/session", { body: {}, headers: SAME_ORIGIN });
  expect([withBody.status, await withBody.json()]).toEqual([400, { error: "this address takes no body" }]);
});

it("serves the page with a policy that allows nothing of other hosts, and no other file", async () => {
  const page = await ask("");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  for (const path of ["assets/..%2f..%2fpackage.json", "assets/none.js", "assets/index.html"]) {
    expect((await ask(path)).status, path).toBe(404);
  }
});
