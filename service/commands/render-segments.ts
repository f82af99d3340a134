import type { PersonStanding, ReportedSegment, RunComparison, SegmentRun } from "../../core/index.js";

const BAR = 20;

/** A build as a table, at most 100 columns wide. */
export function renderSegments({ report, builtAtMs }: SegmentRun): string {
  const { silhouette, stability, forest } = report;
  const figures = [
    `${report.people} customers`,
    ...(report.withheld === 0 ? [] : [`${report.withheld} more don't allow analytics`]),
    ...(silhouette === undefined ? [] : [`silhouette ${silhouette.value.toFixed(2)}`]),
    ...(stability === undefined ? [] : [`resamples agree to ${stability.mean.toFixed(2)}`]),
    ...(forest === undefined ? [] : [`forest: macro-F1 ${forest.macroF1.toFixed(2)}`]),
  ];
  const most = Math.max(...report.segments.map(({ share }) => share), Number.MIN_VALUE);
  return [
    `${new Date(builtAtMs).toISOString().slice(0, 16).replace("T", " ")}  tier ${report.tier}, ${report.method}, k = ${report.k}`,
    figures.join(", "),
    ...oversamplingInWords(report),
    ...report.missing,
    "",
    ...report.segments.map(
      ({ key, name, kind, size, share }) =>
        `  ${cut(key, 28).padEnd(28)} ${cut(name, 26).padEnd(26)} ${kind.padEnd(5)} ${String(size).padStart(7)} ${percent(share).padStart(5)} ${bar(share / most)}`,
    ),
    ...(report.changes.length === 0 ? [] : ["", ...report.changes]),
    ...report.fairness.flatMap(({ attribute, flagged }) =>
      flagged.map(({ segment, because }) => `Look at ${segment}: it separates by ${attribute}: ${because}.`),
    ),
  ].join("\n");
}

function oversamplingInWords({ forest, segments }: SegmentRun["report"]): readonly string[] {
  if (forest?.oversampling === undefined) return [];
  const { kept, macroF1With, macroF1Without, segments: keys } = forest.oversampling;
  const names = keys.map((key) => segments.find((segment) => segment.key === key)?.name ?? key).join(", ");
  const [made, real] = [macroF1With.toFixed(2), macroF1Without.toFixed(2)];
  return kept
    ? [
        `Rare segments were filled up: macro-F1 ${made} instead of ${real} (${names}). Probabilities are of the filled-up data.`,
      ]
    : [`Filling up rare segments did not help: macro-F1 ${made} with it, ${real} without (${names}).`];
}

export function renderSegment(segment: ReportedSegment): string {
  const { business } = segment;
  const interval = (name: string, of: typeof business.spend, unit: string, scale = 1, digits = 1) =>
    of === undefined
      ? []
      : [
          `  ${name.padEnd(16)} ${(of.mean * scale).toFixed(digits)} ${unit} (${(of.low * scale).toFixed(digits)} to ${(of.high * scale).toFixed(digits)}, n = ${of.n})`,
        ];
  return [
    `${segment.name} (${segment.key}), ${segment.kind === "rule" ? "by a rule" : "found"}`,
    segment.description,
    `${segment.size} customers, ${percent(segment.share)} of all; confidence ${percent(segment.confidence)}`,
    "",
    "What sets it apart, in standard deviations:",
    ...segment.drivers.map(
      ({ words, effect, mean, meanOfAll }) =>
        `  ${cut(words, 40).padEnd(40)} ${effect.toFixed(2).padStart(6)}   ${number(mean)} against ${number(meanOfAll)}`,
    ),
    "",
    "What it is worth, with 95 % intervals:",
    ...interval("satisfaction", business.satisfaction, "%", 100),
    ...interval("requests", business.tickets, "a year"),
    ...interval("reopened", business.reopened, "a year", 1, 2),
    ...interval("spend", business.spend, "a year"),
    segment.since,
  ].join("\n");
}

export function renderComparison({ from, to, moves, changes }: RunComparison): string {
  return [
    `${from.runId} (${new Date(from.builtAtMs).toISOString()}) → ${to.runId} (${new Date(to.builtAtMs).toISOString()})`,
    ...changes,
    "",
    ...moves.map(({ from: a, to: b, people }) => `  ${a.padEnd(28)} → ${b.padEnd(28)} ${people}`),
  ].join("\n");
}

export function renderPerson({ standing, pinnedUntilMs, shifts }: PersonStanding): string {
  const pinned =
    pinnedUntilMs === undefined ? [] : [`Pinned by an agent until ${new Date(pinnedUntilMs).toISOString()}.`];
  return [
    `${standing.name} (${standing.key}), ${percent(standing.confidence)} sure, by ${standing.tier}: ${standing.because}`,
    ...pinned,
    ...shifts.map(
      ({ atMs, fromName, toName, cause, undoneAtMs }) =>
        `  ${new Date(atMs).toISOString()}  ${fromName} → ${toName}: ${cause}${undoneAtMs === undefined ? "" : " (undone)"}`,
    ),
  ].join("\n");
}

function bar(share: number): string {
  return "█".repeat(Math.round(share * BAR)).padEnd(BAR, "░");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function number(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
