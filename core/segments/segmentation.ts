import type { Inventory } from "../privacy/data-inventory.js";
import { titleOfKey } from "../title-of-key.js";
import { FEATURES } from "./features/declared-features.js";
import { SESSION_FEATURES } from "./features/session-features.js";
import { DEFAULT_RULES } from "./rules/default-rules.js";
import { checkRules } from "./rules/read-rules.js";
import { comparisonsOf } from "./rules/rule-expression.js";
import { type RuleNames, ruleNames } from "./rules/rule-names.js";
import type { SegmentRule } from "./rules/segment-rule.js";
import { readSegmentModel, type SegmentModel } from "./segment-model.js";
import type { SegmentRun, SegmentRunStore } from "./segment-run-store.js";
import type { SegmentSettings, SegmentSettingsStore } from "./segment-settings-store.js";

const FEATURE_KEYS: ReadonlySet<string> = new Set([...FEATURES, ...SESSION_FEATURES].map(({ key }) => key));

/** How one tenant's people are put into segments, as it stood at one revision. */
export interface Segmentation {
  readonly revision: number;
  readonly settings: SegmentSettings;
  readonly rules: readonly SegmentRule[];
  /** What the rules look at: keys of fields and features. */
  readonly ruleKeys: ReadonlySet<string>;
  /** Whether any of these is a feature, of a person or of the conversation at hand. */
  readonly rulesReadFeatures: boolean;
  /** `undefined` as long as nobody is put into groups that were found. */
  readonly model: SegmentModel | undefined;
  /** The groups of the newest build, also if they were found by features that are other ones by now. */
  readonly found: SegmentModel | undefined;
  /** `undefined` before the first build. */
  readonly run: SegmentRun | undefined;
  /** What the segment of a key is called. */
  nameOf(key: string): string;
}

export interface SegmentationStores {
  readonly revisions: { current(): Promise<number> };
  readonly segmentSettings: Pick<SegmentSettingsStore, "load">;
  readonly segmentRuns: Pick<SegmentRunStore, "newest" | "model">;
}

/** What rules of this tenant may speak of. */
export function tenantRuleNames(inventory: Inventory): RuleNames {
  return ruleNames(inventory, [...FEATURES, ...SESSION_FEATURES]);
}

/**
 * The segmentation as it is now, kept in memory and read anew when the library's revision is another one.
 * @returns a function of the stores to read through, and of the revision, if it is known
 */
export function openSegmentation(
  inventory: Inventory,
): (stores: SegmentationStores, revision?: number) => Promise<Segmentation> {
  let latest: Segmentation | undefined;
  const names = tenantRuleNames(inventory);

  async function load(stores: SegmentationStores, revision: number): Promise<Segmentation> {
    const settings = await stores.segmentSettings.load();
    const run = await stores.segmentRuns.newest();
    const bytes =
      run === undefined || run.report.tier === "rules"
        ? undefined
        : await stores.segmentRuns.model(run.runId);
    const found = run && bytes && withNames(readSegmentModel(bytes), settings);
    const model = found !== undefined && looksAtFeatures(found) ? found : undefined;
    const rules = rulesOf(settings, names);
    const ruleKeys = new Set(
      rules.flatMap(({ expression }) => comparisonsOf(expression).map(({ key }) => key)),
    );
    const called = new Map([
      ...(run?.report.segments.map(({ key, name }) => [key, name] as const) ?? []),
      ...(found?.groups.map(({ key, name }) => [key, name] as const) ?? []),
      ...rules.map(({ key, name }) => [key, name] as const),
    ]);
    return {
      revision,
      settings,
      rules,
      ruleKeys,
      rulesReadFeatures: [...ruleKeys].some((key) => FEATURE_KEYS.has(key)),
      model,
      found,
      run,
      nameOf: (key) => called.get(key) ?? titleOfKey(key),
    };
  }

  return async (stores, revision) => {
    const current = revision ?? (await stores.revisions.current());
    if (latest?.revision === current) return latest;
    latest = await load(stores, current);
    return latest;
  };
}

/** The admin's rules as they were saved; what an inventory of today no longer knows makes them fall back on ours. */
function rulesOf({ rules }: SegmentSettings, names: RuleNames): readonly SegmentRule[] {
  if (rules === undefined) return DEFAULT_RULES;
  const checked = checkRules(rules, names);
  return "rules" in checked ? checked.rules : DEFAULT_RULES;
}

/** A model of an earlier version may know fewer features: it can't place anybody. */
function looksAtFeatures({ scaler }: SegmentModel): boolean {
  return scaler.features.join() === FEATURES.map(({ key }) => key).join();
}

function withNames(model: SegmentModel, { names }: SegmentSettings): SegmentModel {
  return {
    ...model,
    groups: model.groups.map((group) => ({ ...group, name: names[group.key] ?? group.name })),
  };
}
