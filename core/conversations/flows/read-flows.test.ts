import { describe, expect, it } from "vitest";
import { isRecord } from "../../is-record.js";
import { checkFlows, DEFAULT_NAMES, parseFlows } from "./read-flows.js";

const HEAD = `languages: [en]
slots:
  order: { type: order, prompt: { en: "Which order?" } }
  age: { type: number }
  story: { type: text, prompt: { en: "What happened?" } }
actions:
  status: { builtin: order_status }
flows:
  return:
    title: { en: your return }
    starts_on: [return_start]
    steps:
`;

/** A file whose only flow has these steps; the first stands in line 13, column 7. */
function withSteps(...steps: readonly string[]): string {
  return HEAD + steps.map((step) => `      ${step}\n`).join("");
}

/** As `line:column message`. */
function problems(yaml: string, known = DEFAULT_NAMES): readonly string[] {
  const checked = checkFlows(yaml, known);
  return "problems" in checked
    ? checked.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

describe("a flow file", () => {
  it("is taken when all is right, and its steps get ids and successors", () => {
    const { flows } = parseFlows(
      withSteps("- ask: order", "- if: { slot: order }", "  then:", "    - handoff: why", "- end: done"),
      "f.yaml",
    );
    expect(flows.get("return")?.steps).toEqual([
      expect.objectContaining({ id: "ask_1", attempts: 2, next: "if_2", otherwise: "not_understood" }),
      expect.objectContaining({ id: "if_2", whenTrue: "handoff_3", whenFalse: "end_4" }),
      expect.objectContaining({ id: "handoff_3", reason: "why" }),
      expect.objectContaining({ id: "end_4", outcome: "done" }),
      expect.objectContaining({ id: "not_understood", verb: "handoff" }),
    ]);
  });

  it("may speak of segments that it says there are", () => {
    const steps = ["- if: { segment: gold }", "  then: [{ end: done }]", "- end: done"];
    expect(problems(`segments: [gold]\n${withSteps(...steps)}`)).toEqual([]);
    expect(problems(`segments: [Gold!]\n${withSteps("- end: done")}`)).toEqual([
      "1:12 must be 1 to 80 of a-z, 0-9 and _, a letter first",
    ]);
  });

  it("is JSON too", () => {
    const { flows } = parseFlows(
      JSON.stringify({
        languages: ["en"],
        flows: { hi: { title: { en: "hi" }, starts_on: ["hi"], steps: [{ end: "done" }] } },
      }),
      "f.json",
    );
    expect([...flows.keys()]).toEqual(["hi"]);
  });

  it("names all problems of its shape at once, each where it is", () => {
    const yaml = `languages: [english please]
slots:
  order: { type: ordr }
actions:
  status: { builtin: 3 }
flows:
  return:
    starts_on: return_start
    colour: red
    steps:
      - ask: order
        say: { en: hi }
      - sing: loudly
      - call: status
        timeout_ms: 5
        otherwise: []
`;
    expect(problems(yaml)).toEqual([
      "1:13 must be a language like en",
      expect.stringMatching(/^3:12 must be one of order, date,/),
      "5:3 must be builtin: NAME or url: ADDRESS (http or https), and timeout_ms of 100 to 10000",
      "7:3 title must give the text by language",
      "8:5 must be a list of intents",
      "9:5 is not known here",
      "11:9 is both say and ask",
      "13:9 must be one of say, ask, if, call, recommend, handoff, jump, end",
      "15:9 must be 100 or more",
      "16:9 must have a step",
    ]);
  });

  it.each([
    ["- say: { en: hi", "14:1 "],
    ["- end: done\n      - end: [", "15:"],
  ])("that is no YAML says where: %s", (step, at) => {
    expect(problems(withSteps(step))[0]).toContain(at);
  });

  it.each(["", "# nothing yet", "hello", "[]"])("that holds no flows says so plainly: %j", (yaml) => {
    expect(problems(yaml)).toEqual([expect.stringMatching(/^1:1 must be a flow file: languages and flows/)]);
  });

  it.each([101, 1_000, 20_000])("nested %i levels deep is refused in plain words", (depth) => {
    const told = problems(withSteps(`- ${"[".repeat(depth)}${"]".repeat(depth)}`));
    expect(told).toEqual([expect.stringMatching(/^13:\d+ is nested too deeply$/)]);
  });

  it("holds one document", () => {
    expect(problems(`${withSteps("- end: done")}---\nflows: {}\n`)).toEqual([
      "14:1 begins a second document here: put all into one, without the line ---",
    ]);
  });

  it("names keys that stand there twice", () => {
    expect(problems(`${withSteps("- end: done")}  return: {}\n`)).toEqual(["14:3 Map keys must be unique"]);
  });

  it("refuses keys that every object has", () => {
    const yaml = HEAD.replace("  age:", "  constructor: { type: text }\n  __proto__: { type: text }\n  age:");
    expect(problems(`${yaml}      - end: done\n`)).toEqual([
      "4:3 constructor is a name that is taken: choose another",
      "5:3 __proto__ is a name that is taken: choose another",
    ]);
  });

  it.each<readonly [readonly string[], string]>([
    [["- jump: nowhere"], "13:9 there is no step nowhere here"],
    [["- jump: { flow: refund }"], "13:9 there is no flow refund"],
    [["- jump: { flow: return }"], "13:9 flows jump in a circle from return back to here"],
    [["- end: done", "- say: { en: hi }", "- end: done"], "14:9 can't be reached"],
    [["- say: { en: hi }"], "13:9 has no exit: a flow's last step must be end, handoff or jump"],
    [["- say: { en: hi }", "  id: again", "- jump: again"], "13:9 never comes to an end"],
    [
      ["- say: { en: hi }", "  id: again", "- jump: again"],
      "15:9 jumps in a circle in which nothing is asked",
    ],
    [
      ["- ask: order", "  id: again", "- say: { en: hi }", "  id: again", "- end: done"],
      "15:9 the id again is taken already",
    ],
    [["- ask: colour", "- end: done"], "13:9 the slot colour is not declared"],
    [["- ask: age", "- end: done"], "13:9 prompt has no text in en"],
    [["- call: pay", "  otherwise: [{ end: done }]", "- end: done"], "13:9 there is no action pay"],
    [
      ["- call: status", "  into: { colour: age }", "  otherwise: [{ end: done }]", "- end: done"],
      "13:9 status gives no colour; it gives status, item, age_days",
    ],
    [
      [
        "- ask: order",
        "- call: status",
        "  into: { status: order }",
        "  otherwise: [{ end: done }]",
        "- end: done",
      ],
      "14:9 order is asked for in this flow: a result needs a slot of its own",
    ],
    [
      ["- if: { segment: gold }", "  then: [{ end: done }]", "- end: done"],
      "13:9 there is no segment gold; there is at_risk, vip, lapsed, new, regular, unsure, unknown",
    ],
    [
      ["- if: { trait: purchases.shoe }", "  then: [{ end: done }]", "- end: done"],
      "13:9 no profile has purchases.shoe",
    ],
    [["- say: { en: hi, segments: { gold: { en: hi } } }", "- end: done"], "13:36 there is no segment gold"],
    [["- say: { de: hi }", "- end: done"], "13:9 has no text in en"],
    [["- say: { en: hi, segments: { vip: { de: hi } } }", "- end: done"], "13:36 has no text in en"],
    [['- say: { en: "{{ customer.shoe }}" }', "- end: done"], "13:16 there is no variable customer.shoe"],
    [
      ['- say: { en: "Hi {{ customer.first_name }}" }', "- end: done"],
      "13:16 customer.first_name may have no value here: add a text without it, as the last of a list",
    ],
    [
      ['- say: { en: "So {{ slots.order }}" }', "- ask: order", "- end: done"],
      "13:16 slots.order may have no value here: add a text without it, as the last of a list",
    ],
    [
      ["- ask: story", '- say: { en: "You say: {{ slots.story }}" }', "- end: done"],
      "14:16 slots.story holds the customer's own words, which are not repeated",
    ],
  ])("whose steps don't fit says so: %j", (steps, problem) => {
    expect(problems(withSteps(...steps))).toContain(problem);
  });

  it("compares a choice with its own values, case aside", () => {
    const choices = "[{ value: s, names: { en: [S] } }, { value: l, names: { en: [L] } }]";
    const compared = (is: string) =>
      problems(
        withSteps(`- if: { slot: age, is: ${is} }`, "  then: [{ end: done }]", "- end: done").replace(
          "type: number",
          `type: choice, prompt: { en: S or L? }, choices: ${choices}`,
        ),
      );
    expect(compared("[L, s]")).toEqual([]);
    expect(compared("zzz")).toEqual(["13:9 age is never zzz; it is s, l"]);
    expect(compared("[s, 3]")).toEqual(["13:9 age is never 3; it is s, l"]);
  });

  it("says what is no Liquid", () => {
    const [problem] = problems(withSteps('- say: { en: "{{ customer.first_name" }', "- end: done"));
    expect(problem).toMatch(/^13:16 is no Liquid template: /);
  });

  it("takes a variable that is certain on every way, and none that is forgotten on a jump back", () => {
    const say = '- say: { en: "{{ slots.order }}" }';
    expect(problems(withSteps("- ask: order", say, "- end: done"))).toEqual([]);
    expect(
      problems(
        withSteps("- if: { slot: order }", `  then: [{ say: { en: "{{ slots.order }}" } }]`, "- end: done"),
      ),
    ).toEqual([]);
    const otherwise = ["- ask: order", "  otherwise: [{ say: { en: never mind } }]", say, "- end: done"];
    expect(problems(withSteps(...otherwise))).toEqual([
      expect.stringMatching(/^15:16 slots.order may have no/),
    ]);
  });

  it("has one flow for each intent and segment", () => {
    const flow = (name: string, more: string) =>
      `  ${name}: { title: { en: x }, starts_on: [return_start], ${more} steps: [{ end: done }] }\n`;
    const base = withSteps("- end: done");
    expect(problems(base + flow("vip", "segments: [vip],"))).toEqual([]);
    expect(problems(base + flow("second", ""))).toEqual([
      "14:43 return_start starts return already, for the same customers",
    ]);
    const two = flow("vip", "segments: [vip, new],") + flow("vip2", "segments: [at_risk, vip],");
    expect(problems(base + two)).toEqual(["15:41 return_start starts vip already, for the same customers"]);
    expect(problems(base + flow("gold", "segments: [gold],"))).toEqual([
      "14:56 there is no segment gold; there is at_risk, vip, lapsed, new, regular, unsure, unknown",
    ]);
  });

  it("names replies and intents of the library, once that is known", () => {
    const yaml = withSteps("- say: { reply: hello }", "- end: done");
    expect(problems(yaml)).toEqual([]);
    const library = (keys: readonly string[], intents: readonly string[]) => ({
      ...DEFAULT_NAMES,
      replies: { keys, intents },
    });
    expect(problems(yaml, library(["hello", "return_start"], []))).toEqual([]);
    expect(problems(yaml, library(["hello"], ["return_start"]))).toEqual([]);
    expect(problems(yaml, library([], []))).toEqual([
      "11:17 there is no intent return_start: give it examples under intents, or import a reply for it",
      "13:9 there is no reply hello: import it, or write the text here",
    ]);
  });

  it("calls https, or this machine", () => {
    const call = (url: string) =>
      problems(withSteps("- end: done").replace("builtin: order_status", `url: "${url}"`));
    expect(call("https://shop.example.com/a")).toEqual([]);
    expect(call("http://127.0.0.1:8080/a")).toEqual([]);
    expect(call("http://shop.example.com/a")).toEqual(["7:13 must be https, or http on this machine"]);
  });

  it("fails as one error with the file's name", () => {
    const failing = () => parseFlows(withSteps("- jump: a", "- jump: b"), "flows.yaml");
    expect(failing).toThrowError(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringMatching(/^Flows:\n {2}flows\.yaml:13:9 .*\n/),
      }),
    );
  });

  it("never throws anything else, whatever is broken in it", () => {
    const lines = withSteps("- ask: order", "- say: { en: hi }", "- jump: ask_1", "- end: done").split("\n");
    for (const [index] of lines.entries()) {
      for (const broken of ["", "  - x", "null", "{", '"', "a: *b", "? [a]"]) {
        const checked = checkFlows(lines.with(index, broken).join("\n"));
        expect(isRecord(checked)).toBe(true);
      }
    }
  });
});
