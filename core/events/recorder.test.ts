import { describe, expect, it, vi } from "vitest";
import type { IncomingEvent } from "./inbox-row.js";
import { createRecorder } from "./recorder.js";

const incoming = (messageId: string): IncomingEvent => ({
  event: { type: "page", messageId, timestamp: "2026-11-24T00:00:00Z", userId: "u" },
  source: "api",
  subjectHash: `hash of ${messageId}`,
  trace: undefined,
  dropped: [],
});

/** A disk that writes when it is told to, and knows what it has. */
function heldDisk() {
  const writes: { readonly ids: readonly string[]; finish(): void; fail(): void }[] = [];
  const known = new Map<string, number>();
  const write = (events: readonly IncomingEvent[]) =>
    new Promise<readonly (number | undefined)[]>((resolve, reject) => {
      writes.push({
        ids: events.map(({ event }) => event.messageId),
        finish: () =>
          resolve(
            events.map(({ event: { messageId } }) => {
              if (known.has(messageId)) return undefined;
              known.set(messageId, known.size + 1);
              return known.size;
            }),
          ),
        fail: () => reject(new Error("no disk")),
      });
    });
  return { writes, write };
}

describe("events that are recorded", () => {
  it("are written together when they come while others are being written, and told apart afterwards", async () => {
    const { writes, write } = heldDisk();
    const handed: string[] = [];
    const recorder = createRecorder({
      write,
      onRecorded: (rows) =>
        handed.push(...rows.map(({ sequence, subjectHash }) => `${sequence} ${subjectHash}`)),
    });
    const first = recorder.record([incoming("a")]);
    const second = recorder.record([incoming("b"), incoming("a")]);
    const third = recorder.record([incoming("c")]);
    expect(writes.map(({ ids }) => ids)).toEqual([["a"]]);
    writes[0]?.finish();
    expect(await first).toEqual({ accepted: 1, duplicates: 0 });
    await vi.waitUntil(() => writes.length === 2);
    expect(writes[1]?.ids).toEqual(["b", "a", "c"]);
    writes[1]?.finish();
    expect(await second).toEqual({ accepted: 1, duplicates: 1 });
    expect(await third).toEqual({ accepted: 1, duplicates: 0 });
    expect(handed).toEqual(["1 hash of a", "2 hash of b", "3 hash of c"]);
  });

  it("are refused to each caller whose write failed, and the next write goes on", async () => {
    const { writes, write } = heldDisk();
    const recorder = createRecorder({ write, onRecorded() {} });
    const first = recorder.record([incoming("a")]);
    const second = recorder.record([incoming("b")]);
    writes[0]?.fail();
    await expect(first).rejects.toThrow("no disk");
    await vi.waitUntil(() => writes.length === 2);
    writes[1]?.finish();
    expect(await second).toEqual({ accepted: 1, duplicates: 0 });
  });

  it("are sent away when more wait to be written than there should", async () => {
    const { writes, write } = heldDisk();
    const recorder = createRecorder({ write, onRecorded() {} });
    const many = Array.from({ length: 30_000 }, (_, n) => incoming(String(n)));
    const one = recorder.record([incoming("first")]);
    const two = recorder.record(many);
    await expect(recorder.record(many)).rejects.toMatchObject({ code: "backlog_full", retryAfterSeconds: 1 });
    for (const [n, promise] of [one, two].entries()) {
      await vi.waitUntil(() => writes.length > n);
      writes[n]?.finish();
      await promise;
    }
    const again = recorder.record([incoming("later")]);
    await vi.waitUntil(() => writes.length === 3);
    writes[2]?.finish();
    expect(await again).toEqual({ accepted: 1, duplicates: 0 });
  });
});
