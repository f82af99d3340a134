import type { Interval } from "../evaluation/interval.js";
import type { ExplorationReport } from "./experiment-exploration.js";
import type { ExperimentReport } from "./experiment-report.js";

/** What an experiment says, for who has to decide by it: one or two plain sentences. */
export function experimentSentence({
  arms,
  difference,
  verdict,
  perArm,
  leastDifference,
}: ExperimentReport): string {
  const [impersonal, personal] = arms;
  if (difference === undefined) {
    const nobody = [impersonal, personal].filter(({ customers }) => customers === 0);
    return `Undecided: nobody was served the ${nobody.map(({ name }) => name).join(" or the ")} way yet.`;
  }
  const range = `the difference lies between ${points(difference.low)} and ${points(difference.high)} percentage points`;
  if (verdict !== "undecided") {
    const [better, worse] = verdict === "personal_better" ? [personal, impersonal] : [impersonal, personal];
    return `Replies ranked the ${better.name} way help more customers: ${percent(better.helped / better.customers)} against ${percent(worse.helped / worse.customers)}; ${range}.`;
  }
  const fewest = Math.min(impersonal.customers, personal.customers);
  if (fewest >= perArm) {
    return `Undecided, with enough customers: ${range}. If there is a difference, it is a small one.`;
  }
  return `Undecided: ${range}. To find one of ${points(leastDifference)}, each way needs about ${perArm} customers; the ${impersonal.name} way has had ${impersonal.customers}, the ${personal.name} way ${personal.customers}.`;
}

/** What exploring came to, in one or two plain sentences. */
export function explorationSentence({ turns, tried, helped, without }: ExplorationReport): string {
  if (turns === 0) return "No reply was ranked in the last 90 days.";
  if (without.status === "nothing_tried") {
    return `Nothing was tried out in the last 90 days; a reply helped in ${percent(helped / turns)} of ${turns} turns.`;
  }
  const came = `Something else was tried out in ${tried} of ${turns} turns.`;
  if (without.status === "too_few") {
    return `${came} What would have come of them otherwise can't be told yet: turns of ${without.needed} customers must tell of it, and those of ${Math.floor(without.effectiveCustomers)} do.`;
  }
  const { snips, actual } = without;
  return `${came} A reply helped in ${within(actual)} of them all; had nothing been tried out, it would have in ${within(snips)}.`;
}

function within({ estimate, low, high }: Interval): string {
  return `${percent(estimate)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${tenths(share * 100)} %`;
}

function points(difference: number): string {
  return tenths(difference * 100);
}

/** Without a minus before nothing. */
function tenths(value: number): string {
  const rounded = Math.round(value * 10) / 10 + 0;
  return rounded < 0 ? `−${-rounded}` : String(rounded);
}
