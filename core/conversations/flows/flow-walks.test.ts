import { expect, it } from "vitest";
import { seededRandom } from "../../seeded-random.js";
import { type CompiledFlows, compileFlows } from "./compile-flow.js";
import { advanceDialogue } from "./dialogue.js";
import type { DialogueState } from "./dialogue-state.js";
import type { DialoguePorts, DialogueResult, DialogueTurn } from "./dialogue-turn.js";
import type { FlowStep } from "./flow.js";
import { parseFlows } from "./read-flows.js";
import { renderSaid } from "./render-said.js";
import { demoFlows, FACTS, goodAnswers, NOW_MS, turnOf, WORKING_PORTS } from "./test-customer.js";

const WALKS = 10_000;
const TURNS = 8;
const HOUR_MS = 3_600_000;
/** With room for everything else in the 2 KB of a conversation's context. */
const MAX_STATE_BYTES = 500;

const DEMO = demoFlows();

type Random = () => number;

function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error("there is nothing to pick from");
  return picked;
}

/** Some customer: any segment and plan, in either language, whose channel keeps words or not. */
function someCustomer(random: Random): Partial<DialogueTurn> {
  const plan = pick(random, ["none", "trail", "ridge", "summit"]);
  const segment = pick(random, ["regular", "vip", "at_risk", "new", "unknown"]);
  const facts = {
    ...FACTS,
    segments: [segment],
    trait: (field: string) => (field === "purchases.plan" ? plan : undefined),
  };
  return { language: pick(random, ["en", "de"]), facts, keepsWords: random() < 0.5 };
}

/** A world in which calls may fail, take too long or answer nonsense, and there may be nothing to recommend. */
function someWorld(random: Random): DialoguePorts {
  return {
    async call(request, signal) {
      const chance = random();
      if (chance < 0.15) throw new Error("away");
      if (chance < 0.25) return { status: 7 };
      return WORKING_PORTS.call(request, signal);
    },
    recommend: async (request) => (random() < 0.3 ? [] : WORKING_PORTS.recommend(request)),
    // Sometimes before the call is done.
    wait: random() < 0.1 ? async () => {} : WORKING_PORTS.wait,
  };
}

function awaitedSlot(flows: CompiledFlows, state: DialogueState | undefined) {
  const open = state?.open.at(-1);
  const step = flows.flows.get(open?.flow ?? "")?.steps.get(open?.step ?? "");
  return step?.verb === "ask" ? flows.set.slots.get(step.slot) : undefined;
}

const STARTS = [...DEMO.flows.values()].flatMap(({ flow }) => flow.startsOn);

/** Something that a customer may write where a conversation stands, fitting or not. */
function someTurn(
  random: Random,
  state: DialogueState | undefined,
  base: Partial<DialogueTurn>,
): DialogueTurn {
  const slot = awaitedSlot(DEMO, state);
  const say = (text: string, more: Partial<DialogueTurn> = {}) => turnOf(text, { ...base, ...more });
  const start = () => say("something else", { intent: { name: pick(random, STARTS), confidence: 0.9 } });
  const chance = random();
  if (slot === undefined) return chance < 0.9 ? start() : say("hm");
  const asked = state?.asksToResume ? ["yes", "nein"] : goodAnswers(slot, base.language ?? "en");
  if (chance < 0.55) return say(pick(random, asked));
  if (chance < 0.62) return start();
  if (chance < 0.69)
    return say("do you sell gift cards?", { intent: { name: "gift_card_balance", confidence: 0.8 } });
  if (chance < 0.75) return say(pick(random, ["hm", "banana", "LF-9999", "LF-1001 or LF-1002", ""]));
  if (chance < 0.83)
    return say(
      pick(random, [
        "no, I meant LF-1002",
        "not LF-1001",
        "nein, nicht LF-1001, sondern LF-1004",
        "sorry, down",
      ]),
    );
  if (chance < 0.88)
    return say("", {
      choice: pick(random, ["flow:return_reason:size", "flow:resume:no", "flow:plan:x", "return_window"]),
    });
  if (chance < 0.91) return say(pick(random, ["what did you say?", "wie bitte?"]));
  if (chance < 0.94)
    return say(pick(random, ["hello again", "LF-1001"]), { nowMs: (state?.waitingSinceMs ?? 0) + HOUR_MS });
  if (chance < 0.98) return say(pick(random, ["never mind", "abbrechen"]));
  return say(pick(random, ["talk to a human", "Mensch"]));
}

/** Whether everything that is said can be read by a customer of whom nothing is known. */
function unreadable({ outputs }: DialogueResult, flows: CompiledFlows): readonly string[] {
  const setting = {
    fields: {},
    tenantName: "Larkfell",
    slots: flows.set.slots,
    productName: () => undefined,
  };
  return outputs.flatMap((output) => {
    if (!("text" in output) || output.text.kind === "reply") return [];
    return renderSaid(output.text, setting) === undefined ? [JSON.stringify(output)] : [];
  });
}

/** Where a conversation stands, as far as what can follow depends on it. */
function place(state: DialogueState, base: Partial<DialogueTurn>): string {
  const open = state.open.map(({ flow, step, slots, attempts }) => [flow, step, attempts, slots]);
  return JSON.stringify([
    open,
    state.asksToResume,
    base.facts?.segments,
    base.facts?.trait("purchases.plan"),
    base.language,
    base.keepsWords,
  ]);
}

const MAX_ANSWERS = 25;

/** Whether a customer who answers what is asked comes to an end, without cancelling or asking for a person. */
async function hasExit(
  flows: CompiledFlows,
  from: DialogueState,
  base: Partial<DialogueTurn>,
): Promise<boolean> {
  let state: DialogueState | undefined = from;
  for (let turn = 0; turn < MAX_ANSWERS && state !== undefined; turn++) {
    const slot = awaitedSlot(flows, state);
    const text: string = state.asksToResume
      ? "yes"
      : slot === undefined
        ? ""
        : (goodAnswers(slot, base.language ?? "en")[0] ?? "");
    state = (
      await advanceDialogue(
        flows,
        state,
        turnOf(text, { ...base, nowMs: state.waitingSinceMs }),
        WORKING_PORTS,
      )
    ).state;
  }
  return state === undefined;
}

interface Walked {
  readonly problems: readonly string[];
  readonly places: number;
  readonly turns: number;
  readonly largestBytes: number;
  /** `flow/step` of the questions that were waited at. */
  readonly questions: ReadonlySet<string>;
}

async function walkAtRandom(flows: CompiledFlows, walks: number, seed: number): Promise<Walked> {
  const random = seededRandom(seed);
  const problems = new Set<string>();
  const exits = new Map<string, boolean>();
  const questions = new Set<string>();
  let [turns, largestBytes] = [0, 0];
  for (let walk = 0; walk < walks; walk++) {
    const base = someCustomer(random);
    const ports = someWorld(random);
    let state: DialogueState | undefined;
    for (let turn = 0; turn < TURNS; turn++) {
      const result = await advanceDialogue(
        flows,
        state,
        someTurn(random, state, { ...base, nowMs: state?.waitingSinceMs ?? NOW_MS }),
        ports,
      );
      turns++;
      for (const text of unreadable(result, flows)) problems.add(`can't be read: ${text}`);
      if (result.handled && result.outputs.length === 0)
        problems.add("the customer is left without an answer");
      if (!result.handled && result.state !== undefined && result.interrupted === undefined)
        problems.add("passed on without a word about the open flow");
      const json = result.state === undefined ? undefined : JSON.stringify(result.state);
      state = json === undefined ? undefined : (JSON.parse(json) as DialogueState);
      if (state === undefined || json === undefined) continue;
      largestBytes = Math.max(largestBytes, Buffer.byteLength(json));
      const key = place(state, base);
      const open = state.open.at(-1);
      questions.add(`${open?.flow}/${open?.step}`);
      if (!exits.has(key)) exits.set(key, await hasExit(flows, state, base));
      if (exits.get(key) === false) problems.add(`no exit from ${open?.flow}/${open?.step}`);
    }
  }
  return { problems: [...problems], places: exits.size, turns, largestBytes, questions };
}

it("10,000 random walks with interruptions never come to a place without an exit, and say nothing unreadable", {
  timeout: 600_000,
}, async () => {
  const walked = await walkAtRandom(DEMO, WALKS, 5);
  expect(walked.problems).toEqual([]);
  expect(walked.turns).toBe(WALKS * TURNS);
  expect(walked.largestBytes).toBeLessThan(MAX_STATE_BYTES);
  const all = [...DEMO.flows.values()].flatMap(({ flow }) =>
    flow.steps.filter(({ verb }) => verb === "ask").map(({ id }) => `${flow.name}/${id}`),
  );
  expect([...walked.questions].sort()).toEqual(all.sort());
});

it("a question that no answer leads on from fails the same walk", async () => {
  const compiled = DEMO.flows.get("upgrade");
  if (compiled === undefined) throw new Error("there is no flow upgrade");
  // The check of the file would refuse it: the last question leads back to itself.
  const steps = compiled.flow.steps.flatMap((step): FlowStep[] =>
    step.verb === "ask" && step.slot === "upgrade_now"
      ? [
          { ...step, next: "again", otherwise: "again" },
          { id: "again", path: [], verb: "jump", next: step.id, forgets: ["upgrade_now"] },
        ]
      : [step],
  );
  const broken = compileFlows({
    ...DEMO.set,
    flows: new Map([...DEMO.set.flows, ["upgrade", { ...compiled.flow, steps }]]),
  });
  const { problems } = await walkAtRandom(broken, 100, 5);
  expect(problems).toContain("no exit from upgrade/ask_13");
});

it("a text with a hole fails the same walk", async () => {
  const flows = compileFlows(
    parseFlows(
      `languages: [en, de]
flows:
  hole: { title: { en: x, de: x }, starts_on: [return_start], steps: [{ say: { en: hi, de: hi } }, { end: done }] }
`,
      "hole.yaml",
    ),
  );
  const [flow] = flows.set.flows.values();
  const steps = (flow?.steps ?? []).map((step): FlowStep => {
    const general = { en: ["{{ customer.name }}"], de: ["{{ customer.name }}"] };
    return step.verb === "say" ? { ...step, text: { kind: "templates", general, segments: {} } } : step;
  });
  const broken = flow && compileFlows({ ...flows.set, flows: new Map([["hole", { ...flow, steps }]]) });
  const { problems } = await walkAtRandom(broken ?? flows, 50, 5);
  expect(problems[0]).toMatch(/^can't be read: /);
});

it("the same conversation gives the same states, whatever a channel lets be kept of it", async () => {
  const talk = ["zurückschicken", "LF-1001", "nein, LF-1004", "ja", "what did you say?", "never mind"];
  const states = await Promise.all(
    [false, true, true].map(async (keepsWords) => {
      let state: DialogueState | undefined;
      const all: unknown[] = [];
      for (const [index, text] of talk.entries()) {
        const intent = index === 0 ? { name: "return_start", confidence: 0.9 } : undefined;
        state = (
          await advanceDialogue(
            DEMO,
            state,
            turnOf(text, { intent, keepsWords, language: "de" }),
            WORKING_PORTS,
          )
        ).state;
        all.push(state);
      }
      return all;
    }),
  );
  expect(states[0]?.[0]).toBeDefined();
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).toEqual(states[0]);
});
