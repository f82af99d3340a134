/** What there is to see at a glance. The core's `status` gives it. */
export interface StatusReport {
  readonly replies: number;
  readonly tickets: number;
  readonly articles: number;
  readonly products: number;
  readonly events: EventCounts;
  readonly feedback: Readonly<Record<string, number>>;
  /** Version of the text model, or `none`. */
  readonly modelVersion: string;
  readonly mode: "embedded" | "scaled out";
  readonly storage: "sqlite" | "postgres";
  readonly queue: { readonly waiting: number; readonly active: number; readonly delayed: number } | "away";
  /** `degraded`: customers are answered without context. */
  readonly conversationContext: "ok" | "degraded";
  /** How long the oldest waiting event has waited; 0 if none waits. */
  readonly oldestPendingSeconds: number;
  /** Events by where they came from. */
  readonly sources?: Readonly<Record<string, EventCounts>>;
}

interface EventCounts {
  readonly pending: number;
  readonly applied: number;
  readonly dead: number;
}

const WIDTH = 80;
const BAR = 26;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** Something waits longer than anybody should have to. */
const LATE_SECONDS = 60;

const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

type Paint = (colour: keyof typeof COLOURS, text: string) => string;

/** Draws a report, at most 80 columns wide. Everything that a colour says is said in words too. */
export function renderStatus(report: StatusReport, { colours }: { readonly colours: boolean }): string {
  const paint: Paint = (colour, text) => (colours ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text);
  const heading = (text: string) => ["", paint("bold", text)];
  const title = `Rapport · ${report.mode}`;
  const model = cut(report.modelVersion === "none" ? "no model yet" : `model ${report.modelVersion}`, 50);
  const { sources = {} } = report;
  return [
    `${paint("bold", title)}${paint("dim", model.padStart(WIDTH - title.length))}`,
    paint("dim", "─".repeat(WIDTH)),
    ...partLines(report, paint),
    ...heading("Events"),
    ...eventLines(report, paint),
    ...(Object.keys(sources).length === 0 ? [] : [...heading("By source"), ...sourceLines(sources, paint)]),
    ...heading("Library"),
    `  ${spaced({ replies: report.replies, tickets: report.tickets, articles: report.articles, products: report.products })}`,
    cut(`  feedback: ${spaced(report.feedback) || "none yet"}`, WIDTH),
  ].join("\n");
}

function partLines(
  { storage, queue, conversationContext, mode }: StatusReport,
  paint: Paint,
): readonly string[] {
  const line = (name: string, what: string, trouble?: string) => {
    const state = trouble === undefined ? paint("green", "● up") : paint("red", `○ ${trouble}`);
    return `  ${name.padEnd(22)}${what.padEnd(44)}${state}`;
  };
  const jobs =
    queue === "away"
      ? ""
      : `${number(queue.waiting)} in line, ${number(queue.active)} at work, ${number(queue.delayed)} delayed`;
  return [
    line("database", storage === "sqlite" ? "SQLite" : "PostgreSQL"),
    line(
      mode === "embedded" ? "queue in this process" : "queue on Redis",
      cut(jobs, 43),
      queue === "away" ? "away" : undefined,
    ),
    line(
      "conversation context",
      mode === "embedded" ? "in the database" : "on Redis",
      conversationContext === "ok" ? undefined : "degraded",
    ),
  ];
}

function eventLines({ events, oldestPendingSeconds }: StatusReport, paint: Paint): readonly string[] {
  const { pending, applied, dead } = events;
  const most = Math.max(pending, applied, dead);
  const isLate = oldestPendingSeconds >= LATE_SECONDS;
  const line = (name: string, count: number, colour: keyof typeof COLOURS, note = "") =>
    `  ${name.padEnd(9)}${paint(colour, bar(count, most))}${number(count).padStart(15)}   ${note}`.trimEnd();
  const oldest = pending === 0 ? "" : `oldest ${duration(oldestPendingSeconds)}`;
  return [
    line(
      "waiting",
      pending,
      isLate ? "yellow" : "cyan",
      isLate ? paint("yellow", `${oldest} (late)`) : oldest,
    ),
    line("applied", applied, "green"),
    line("dead", dead, "red", dead === 0 ? "" : paint("red", "rapport events dead")),
  ];
}

function sourceLines(sources: Readonly<Record<string, EventCounts>>, paint: Paint): readonly string[] {
  const most = Math.max(...Object.values(sources).map(({ applied }) => applied));
  const columns = ["applied", "waiting", "dead"] as const;
  const head = columns.map((name, n) => name.padStart(n === 0 ? 15 : 13)).join("");
  return [
    paint("dim", `  ${" ".repeat(9 + BAR)}${head}`),
    ...Object.entries(sources).map(([source, { applied, pending, dead }]) => {
      const waiting = number(pending).padStart(13);
      const given = number(dead).padStart(13);
      const drawn = paint("green", bar(applied, most));
      return `  ${cut(source, 8).padEnd(9)}${drawn}${number(applied).padStart(15)}${waiting}${dead === 0 ? given : paint("red", given)}`;
    }),
  ];
}

/** Anything above zero is seen. */
function bar(value: number, most: number): string {
  const eighths = value === 0 ? 0 : Math.max(1, Math.round((8 * BAR * value) / most));
  return `${"█".repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ""}`.padEnd(BAR, "·");
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

function spaced(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name.replaceAll("_", " ")} ${number(count)}`)
    .join("   ");
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
