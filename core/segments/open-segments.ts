import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.js";
import type { Sender } from "../conversations/inbound-message.js";
import type { AuditStore } from "../privacy/audit-store.js";
import type { ProfileId } from "../profiles/profile.js";
import type { ProfileReader, ReaderSetup, ReadPerson } from "../profiles/profile-reader.js";
import type { Decision } from "../replies/decision.js";
import type { CustomerCard } from "../replies/reply.js";
import { assignSegment, unknownSegment } from "./assign-segment.js";
import { buildSegments } from "./build-segments.js";
import { compareMembers } from "./compare-members.js";
import { FEATURES } from "./features/declared-features.js";
import { movePerson } from "./move-person.js";
import { DEFAULT_RULES_YAML } from "./rules/default-rules.js";
import { previewRules } from "./rules/preview-rules.js";
import { checkRules } from "./rules/read-rules.js";
import type { RuleValues } from "./rules/rule-expression.js";
import { ruleValues } from "./rules/rule-values.js";
import { confidenceOf, type SegmentMembers, segmentOf } from "./segment-members.js";
import type { SegmentRun, SegmentRunStore } from "./segment-run-store.js";
import type { SegmentSettings, SegmentSettingsStore } from "./segment-settings-store.js";
import { type Segmentation, type SegmentationStores, tenantRuleNames } from "./segmentation.js";
import type { PersonStanding, Segments, ShownShift, UntaggedPerson } from "./segments.js";
import { activePin, type Shift, type StandingStore } from "./standing-store.js";

interface SegmentStores extends SegmentationStores {
  readonly revisions: { current(): Promise<number>; advance(): Promise<void> };
  readonly segmentSettings: SegmentSettingsStore;
  readonly segmentRuns: SegmentRunStore;
  readonly standings: StandingStore;
  readonly audit: Pick<AuditStore, "append">;
}

export interface SegmentsParts {
  readonly stores: SegmentStores;
  readonly inTransaction: <T>(work: (stores: SegmentStores) => Promise<T>) => Promise<T>;
  readonly segmentation: (stores: SegmentationStores) => Promise<Segmentation>;
  readonly reader: ProfileReader;
  readonly setup: ReaderSetup;
  /** Told who was moved. */
  readonly onShift: (from: string, to: string) => void;
  readonly clock: Clock;
}

/** What an agent put back stays there so long. */
const PIN_MS = 30 * 86_400_000;
/** An agent is told of a shift so long. */
const SHOWN_MS = 7 * 86_400_000;
const DEFAULT_SEED = 1;
/** How often it is looked whether somebody's segment is another one. */
const WATCH_EVERY_MS = 250;
/** So many people at a time are moved. */
const CHUNK = 200;

/** Customers in groups, over one tenant's stores. */
export function openSegments(parts: SegmentsParts): Segments & {
  /** Answers whoever watches, now. */
  stopWatching(): void;
  /** What an agent is told of how a customer came to their segment. */
  moved(
    decision: Pick<Decision, "customer" | "segment">,
  ): Promise<Pick<CustomerCard, "shift" | "pinnedUntilMs">>;
} {
  const { stores, inTransaction, segmentation, reader, setup, clock, onShift } = parts;
  const ruleNames = tenantRuleNames(setup.inventory);
  let isWatching = true;

  const shown = (current: Segmentation, { profileId: _, ...shift }: Shift): ShownShift => ({
    ...shift,
    fromName: current.nameOf(shift.from),
    toName: current.nameOf(shift.to),
  });

  async function standing(
    person: ReadPerson<"personalization"> | undefined,
    limit: number,
  ): Promise<PersonStanding> {
    const current = await segmentation(stores);
    const nowMs = clock.nowMs();
    if (person === undefined) {
      return {
        profileId: undefined,
        standing: unknownSegment("we don't know this customer yet"),
        pinnedUntilMs: undefined,
        shifts: [],
      };
    }
    const stored = await stores.standings.of(person.profileId);
    const view = person.views.personalization;
    return {
      profileId: person.profileId,
      standing: assignSegment(current, { view, features: () => person.features(), stored, nowMs }),
      pinnedUntilMs: view.consent.allowed ? activePin(stored, nowMs)?.untilMs : undefined,
      // What may not be used is not shown either.
      shifts: view.consent.allowed
        ? (await stores.standings.shifts(person.profileId, limit)).map((shift) => shown(current, shift))
        : [],
    };
  }

  async function personOf({ identifiers }: Sender): Promise<ReadPerson<"personalization"> | undefined> {
    return (await reader.read(identifiers, ["personalization"], clock.nowMs())).person;
  }

  /** Whoever was moved before is moved to where a build put them. */
  async function moveAfter(members: SegmentMembers): Promise<void> {
    const rows = new Map(members.profileIds.map((profileId, row) => [profileId, row]));
    let page = await stores.standings.page("", CHUNK);
    while (page.length > 0) {
      const nowMs = clock.nowMs();
      const some = page;
      await inTransaction(async ({ standings }) => {
        for (const [profileId, stored] of some) {
          const row = rows.get(profileId);
          if (row === undefined || activePin(stored, nowMs) !== undefined) continue;
          const to = {
            key: segmentOf(members, row),
            confidence: Math.round(confidenceOf(members, row) * 100) / 100,
          };
          const cause = "segments were built anew";
          const shift = await movePerson(standings, profileId, stored.segment, to, cause, nowMs);
          if (shift !== undefined) onShift(shift.from, shift.to);
        }
      });
      page = await stores.standings.page(page.at(-1)?.[0] ?? "", CHUNK);
    }
  }

  /** Changes settings; in force from the next turn on, in all processes. */
  async function settle(
    actor: string,
    change: string,
    settings: (before: SegmentSettings) => SegmentSettings,
  ): Promise<void> {
    await inTransaction(async ({ segmentSettings, revisions, audit }) => {
      const nowMs = clock.nowMs();
      await segmentSettings.save(settings(await segmentSettings.load()), nowMs);
      await revisions.advance();
      await audit.append([{ action: "admin", actor, detail: { segments: change } }], nowMs);
    });
  }

  return {
    stopWatching() {
      isWatching = false;
    },

    async moved({ customer: { profileId, stored, view }, segment }) {
      if (profileId === undefined || stored === undefined || !view.consent.allowed) return {};
      const nowMs = clock.nowMs();
      const pin = activePin(stored, nowMs);
      if (pin !== undefined) return { pinnedUntilMs: pin.untilMs };
      const [latest] = await stores.standings.shifts(profileId, 1);
      if (latest === undefined || latest.undoneAtMs !== undefined || latest.to !== segment.key) return {};
      if (nowMs - latest.atMs > SHOWN_MS) return {};
      const { shiftId, cause, atMs, fromName, toName } = shown(await segmentation(stores), latest);
      return { shift: { shiftId, from: fromName, to: toName, cause, atMs } };
    },

    async status() {
      const { run, settings, rules, model, found } = await segmentation(stores);
      return {
        tier: model?.tier ?? "rules",
        missing:
          found !== model
            ? ["The groups were found by features of an earlier version: rapport segments build."]
            : (run?.report.missing ?? ["Groups were not looked for yet: rapport segments build."]),
        builtAt: run && new Date(run.builtAtMs).toISOString(),
        people: run?.report.people ?? 0,
        rules: rules.length,
        writeTags: settings.writeTags,
      };
    },

    async build(request, onProgress) {
      const current = await segmentation(stores);
      const nowMs = clock.nowMs();
      const built = await buildSegments({
        pages: reader.pages(["personalization", "analytics"], nowMs),
        inventory: setup.inventory,
        rules: current.rules,
        names: current.settings.names,
        before:
          current.run === undefined
            ? undefined
            : {
                run: current.run,
                model: current.found,
                members: await stores.segmentRuns.members(current.run.runId),
              },
        request: { ...request, seed: request.seed ?? DEFAULT_SEED },
        nowMs,
        onProgress,
      });
      const run = { runId: built.runId, builtAtMs: nowMs, report: built.report };
      await inTransaction(async ({ segmentRuns, revisions }) => {
        await segmentRuns.add(run, built.model, built.members);
        await revisions.advance();
      });
      await moveAfter(built.members);
      return run;
    },

    async runs(limit) {
      const { names } = await stores.segmentSettings.load();
      return (await stores.segmentRuns.list(limit)).map((run) => calledAsNow(run, names));
    },

    async compare(runId) {
      const runs = await stores.segmentRuns.list(runId === undefined ? 2 : Number.MAX_SAFE_INTEGER);
      const [latest, before] = runs;
      const earliest = runId === undefined ? before : runs.find((run) => run.runId === runId);
      if (latest === undefined || earliest === undefined || earliest.runId === latest.runId) return undefined;
      const { moves, changes } = latest.report;
      const [from, to] = [momentOf(earliest), momentOf(latest)];
      if (from.runId === before?.runId) return { from, to, moves, changes };
      const [earlier, later] = await Promise.all([
        stores.segmentRuns.members(from.runId),
        stores.segmentRuns.members(to.runId),
      ]);
      if (earlier === undefined || later === undefined) return undefined;
      return { from, to, moves: compareMembers(earlier, later), changes };
    },

    async members(runId) {
      const id = runId ?? (await segmentation(stores)).run?.runId;
      return id === undefined ? undefined : stores.segmentRuns.members(id);
    },

    async assign(onProgress) {
      const current = await segmentation(stores);
      const nowMs = clock.nowMs();
      let [people, moved] = [0, 0];
      for await (const page of reader.pages(["personalization"], nowMs)) {
        for (let start = 0; start < page.people.length; start += CHUNK) {
          const some = page.people.slice(start, start + CHUNK);
          await inTransaction(async ({ standings }) => {
            for (const { profileId, views, features } of some) {
              const stored = await standings.of(profileId);
              const segment = assignSegment(current, {
                view: views.personalization,
                features,
                stored,
                nowMs,
              });
              if (stored === undefined) {
                await standings.put(profileId, standingAt(segment, nowMs), undefined, nowMs);
                continue;
              }
              const because = `assigned anew: ${segment.because}`;
              const shift = await movePerson(standings, profileId, stored.segment, segment, because, nowMs);
              if (shift === undefined) continue;
              moved++;
              onShift(shift.from, shift.to);
            }
          });
          people += some.length;
        }
        onProgress(page.done, page.total);
      }
      return { people, moved };
    },

    async rename(key, name, actor) {
      const { found } = await segmentation(stores);
      if (found?.groups.every((group) => group.key !== key) !== false) return false;
      await settle(actor, `${key} renamed`, (before) => ({
        ...before,
        names: { ...before.names, [key]: name },
      }));
      return true;
    },

    rules: async () => (await stores.segmentSettings.load()).rules ?? DEFAULT_RULES_YAML,

    async preview(yaml) {
      const checked = checkRules(yaml, ruleNames);
      if ("problems" in checked) return { problems: checked.problems };
      const rows: RuleValues[] = [];
      for await (const { people } of reader.pages(["personalization"], clock.nowMs())) {
        for (const { views, features } of people) {
          if (!views.personalization.consent.allowed) continue;
          const read = features();
          rows.push(
            ruleValues(views.personalization.fields, FEATURES, read.status === "read" ? read.vector : []),
          );
        }
      }
      const { rules, rest, overlaps } = previewRules(checked.rules, rows);
      return {
        rules: rules.map(({ key, holds, members }) => ({
          key,
          name: checked.rules.find((rule) => rule.key === key)?.name ?? key,
          holds,
          takes: members,
        })),
        rest,
        warnings: overlaps.map(({ warning }) => warning),
      };
    },

    async saveRules(yaml, actor) {
      const checked = checkRules(yaml, ruleNames);
      if ("problems" in checked) return checked.problems;
      await settle(actor, "rules changed", (before) => ({ ...before, rules: yaml }));
      return [];
    },

    writeTags: (on, actor) =>
      settle(actor, `tags ${on ? "on" : "off"}`, (before) => ({ ...before, writeTags: on })),

    async untagged(type, limit) {
      if (!(await segmentation(stores)).settings.writeTags) return [];
      const people: UntaggedPerson[] = [];
      for (let after = ""; people.length < limit; ) {
        const page = await stores.standings.untagged(after, CHUNK);
        const last = page.at(-1);
        if (last === undefined) break;
        [after] = last;
        for (const [profileId, { segment }] of page) {
          const person = await reader.one(profileId, ["personalization"], clock.nowMs());
          const named = person?.views.personalization.consent.allowed === true ? person.named(type) : [];
          if (named.length > 0) people.push({ profileId, segment, named });
          else await stores.standings.tagged(profileId, segment, clock.nowMs());
        }
      }
      return people.slice(0, limit);
    },

    tagged: ({ profileId, segment }) => stores.standings.tagged(profileId, segment, clock.nowMs()),

    async standingOf(sender, limit) {
      return standing(await personOf(sender), limit);
    },

    async standingOfProfile(profileId, limit) {
      const person = await reader.one(profileId as ProfileId, ["personalization"], clock.nowMs());
      return person && standing(person, limit);
    },

    async watch(sender, segment, withinMs) {
      const untilMs = clock.nowMs() + withinMs;
      for (;;) {
        const now = await standing(await personOf(sender), 0);
        if (now.standing.key !== segment) return true;
        if (!isWatching || clock.nowMs() + WATCH_EVERY_MS > untilMs) return false;
        await pause(WATCH_EVERY_MS);
      }
    },

    undo: (shiftId, actor) =>
      inTransaction(async ({ standings, audit }) => {
        const shift = await standings.shift(shiftId);
        if (shift === undefined) return "unknown";
        const nowMs = clock.nowMs();
        if (!(await standings.undone(shiftId, nowMs))) return "undone before";
        const { profileId, from, to } = shift;
        await standings.put(
          profileId,
          { segment: from, sinceMs: nowMs, confidence: 1, pin: { untilMs: nowMs + PIN_MS, by: actor } },
          { from: to, to: from, cause: "an agent took it back", confidence: 1 },
          nowMs,
        );
        const detail = { segments: "shift undone", shift: shiftId, from: to, to: from };
        await audit.append([{ action: "admin", actor, subject: profileId, detail }], nowMs);
        onShift(to, from);
        return "undone";
      }),
  };
}

function standingAt(
  { key, confidence }: { readonly key: string; readonly confidence: number },
  nowMs: number,
) {
  return { segment: key, sinceMs: nowMs, confidence };
}

/** A build with the names that the admin gave to its groups since. */
function calledAsNow(run: SegmentRun, names: SegmentSettings["names"]): SegmentRun {
  const segments = run.report.segments.map((segment) =>
    segment.kind === "found" ? { ...segment, name: names[segment.key] ?? segment.name } : segment,
  );
  return { ...run, report: { ...run.report, segments } };
}

function momentOf({ runId, builtAtMs }: SegmentRun): Pick<SegmentRun, "runId" | "builtAtMs"> {
  return { runId, builtAtMs };
}
