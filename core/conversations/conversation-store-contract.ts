import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { NEW_CONVERSATION } from "./conversation-context.js";
import { CONVERSATION_TTL_MS } from "./conversation-store.js";
import {
  type ConversationStoreSubject,
  contextOf,
  FULL_CONTEXT,
  LAST_MS,
  NOW_MS,
  newHash,
  newPart,
  saved,
  turns,
  turnsOf,
} from "./conversation-store-contract-subject.js";

/** One promise of `ConversationStore`; `run` rejects when the store breaks it. */
interface ConversationStoreCheck {
  readonly name: string;
  run(subject: ConversationStoreSubject): Promise<void>;
}

/** The promises of `ConversationStore`, as plain functions: a test can expect a broken store to fail them. */
export const CONVERSATION_STORE_CHECKS: readonly ConversationStoreCheck[] = [
  {
    name: "what nobody saved is a new conversation",
    async run({ own }) {
      assert.deepEqual(await own.load(newHash(), NOW_MS), NEW_CONVERSATION);
      assert.deepEqual(await own.of([newPart()], NOW_MS), []);
      assert.deepEqual(await own.of([], NOW_MS), []);
      assert.equal(await own.forget([newPart()]), 0);
      assert.equal(await own.forget([]), 0);
      assert.equal(await own.forgetOne(newHash()), 0);
    },
  },
  {
    name: "a save replaces the whole context",
    async run({ own }) {
      const hash = newHash();
      const partId = newPart();
      await own.save(hash, FULL_CONTEXT, partId, NOW_MS);
      assert.deepEqual(await own.load(hash, NOW_MS), FULL_CONTEXT);
      assert.deepEqual(await own.of([partId], NOW_MS), [FULL_CONTEXT]);
      await own.save(hash, contextOf(2, { offered: [] }), newPart(), NOW_MS);
      assert.deepEqual(await own.load(hash, NOW_MS), contextOf(2, { offered: [] }));
    },
  },
  {
    name: "what the first version stored is read as one of today's",
    async run({ own, plant }) {
      const partId = newPart();
      const hash = await saved(own, partId, 1);
      const first = { turns: 7, replyKeys: ["size_help", "refund"], offered: ["refund"], askedVersion: "1" };
      await plant(hash, first);
      const today = {
        ...NEW_CONVERSATION,
        turns: 7,
        recent: [{ replyKey: "size_help" }, { replyKey: "refund" }],
        offered: ["refund"],
        askedVersion: "1",
      };
      assert.deepEqual(await own.load(hash, NOW_MS), today);
      assert.deepEqual(await own.of([partId], NOW_MS), [today]);
    },
  },
  {
    name: "a context expires by the time that is passed in, to the millisecond",
    async run({ own }) {
      const partId = newPart();
      const hash = await saved(own, partId, 1);
      assert.equal(await turns(own, hash, LAST_MS), 1);
      assert.deepEqual(await turnsOf(own, [partId], LAST_MS), [1]);
      assert.deepEqual(await own.load(hash, LAST_MS + 1), NEW_CONVERSATION);
      assert.deepEqual(await own.of([partId], LAST_MS + 1), []);
    },
  },
  {
    name: "a save starts the time anew",
    async run({ own }) {
      const partId = newPart();
      const hash = await saved(own, partId, 1);
      await own.save(hash, contextOf(2), partId, LAST_MS);
      assert.equal(await turns(own, hash, LAST_MS + CONVERSATION_TTL_MS - 1), 2);
      assert.deepEqual(await turnsOf(own, [partId], LAST_MS + CONVERSATION_TTL_MS - 1), [2]);
      assert.equal(await turns(own, hash, LAST_MS + CONVERSATION_TTL_MS), 0);
    },
  },
  {
    name: "a sweep leaves what has not expired, and nothing of what has",
    async run({ own }) {
      const partId = newPart();
      const old = await saved(own, partId, 1);
      const live = await saved(own, partId, 2);
      await own.save(live, contextOf(3), partId, NOW_MS + 1);
      await own.forgetExpired(LAST_MS + 1);
      assert.equal(await turns(own, live, LAST_MS + 1), 3);
      assert.equal(await turns(own, old, LAST_MS + 1), 0);
      assert.deepEqual(await turnsOf(own, [partId], LAST_MS + 1), [3]);
    },
  },
  {
    name: "conversations are found by whose they are",
    async run({ own }) {
      const [a, b] = [newPart(), newPart()];
      await saved(own, a, 1);
      await saved(own, a, 2);
      await saved(own, b, 3);
      await saved(own, undefined, 4);
      assert.deepEqual(await turnsOf(own, [a]), [1, 2]);
      assert.deepEqual(await turnsOf(own, [b]), [3]);
      assert.deepEqual(await turnsOf(own, [a, b, a]), [1, 2, 3]);
    },
  },
  {
    name: "forgetting people forgets all of theirs, and no more",
    async run({ own }) {
      const [a, b, c] = [newPart(), newPart(), newPart()];
      const theirs = [await saved(own, a, 1), await saved(own, a, 2), await saved(own, b, 3)];
      const left = await saved(own, c, 4);
      const stranger = await saved(own, undefined, 5);
      for (const [n, hash] of theirs.entries()) assert.equal(await turns(own, hash), n + 1);
      assert.equal(await own.forget([a, b]), 3);
      for (const hash of theirs) assert.deepEqual(await own.load(hash, NOW_MS), NEW_CONVERSATION);
      assert.deepEqual(await own.of([a, b], NOW_MS), []);
      assert.equal(await own.forget([a, b]), 0);
      assert.equal(await turns(own, left), 4);
      assert.equal(await turns(own, stranger), 5);
      await own.save(theirs[0] ?? "", contextOf(6), a, NOW_MS);
      assert.deepEqual(await turnsOf(own, [a]), [6]);
    },
  },
  {
    name: "forgetting one forgets that one",
    async run({ own }) {
      const partId = newPart();
      const gone = await saved(own, partId, 1);
      const left = await saved(own, partId, 2);
      assert.equal(await turns(own, gone), 1);
      assert.equal(await own.forgetOne(gone), 1);
      assert.deepEqual(await own.load(gone, NOW_MS), NEW_CONVERSATION);
      assert.equal(await own.forgetOne(gone), 0);
      assert.equal(await turns(own, left), 2);
      assert.deepEqual(await turnsOf(own, [partId]), [2]);
    },
  },
  {
    name: "a conversation that moves to another part is the former's no more",
    async run({ own }) {
      const [former, latter] = [newPart(), newPart()];
      const hash = await saved(own, former, 1);
      const lost = await saved(own, former, 2);
      await own.save(hash, contextOf(3), latter, NOW_MS);
      await own.save(lost, contextOf(4), undefined, NOW_MS);
      assert.deepEqual(await own.of([former], NOW_MS), []);
      assert.equal(await own.forget([former]), 0);
      assert.equal(await turns(own, hash), 3);
      assert.equal(await turns(own, lost), 4);
      assert.deepEqual(await turnsOf(own, [latter]), [3]);
      assert.equal(await own.forget([latter]), 1);
      assert.equal(await turns(own, hash), 0);
    },
  },
  {
    name: "conversations saved at once are all found, and those moved at once are one part's",
    async run({ own }) {
      const parts = [newPart(), newPart()] as const;
      const numbers = Array.from({ length: 40 }, (_, n) => n + 1);
      const hashes = await Promise.all(numbers.map((n) => saved(own, parts[0], n)));
      assert.deepEqual(await turnsOf(own, [parts[0]]), numbers);
      await Promise.all(
        hashes.flatMap((hash, n) => parts.map((part) => own.save(hash, contextOf(n + 1), part, NOW_MS))),
      );
      const [a, b] = [await turnsOf(own, [parts[0]]), await turnsOf(own, [parts[1]])];
      assert.deepEqual(
        [...a, ...b].sort((x, y) => x - y),
        numbers,
      );
      assert.equal(await own.forget(parts), numbers.length);
      for (const hash of hashes) assert.equal(await turns(own, hash), 0);
    },
  },
  {
    name: "a tenant's conversations are its own, under equal hashes and parts too",
    async run({ own, other }) {
      const partId = newPart();
      const hash = await saved(own, partId, 1);
      assert.deepEqual(await other.load(hash, NOW_MS), NEW_CONVERSATION);
      assert.deepEqual(await other.of([partId], NOW_MS), []);
      assert.equal(await other.forget([partId]), 0);
      assert.equal(await other.forgetOne(hash), 0);
      await other.save(hash, contextOf(2), partId, NOW_MS);
      assert.equal(await turns(own, hash), 1);
      assert.equal(await other.forget([partId]), 1);
      assert.deepEqual(await turnsOf(own, [partId]), [1]);
    },
  },
  {
    name: "nothing of a context is readable at rest",
    async run({ own, atRest }) {
      const marker = `marker_${randomUUID()}`;
      const hash = newHash();
      const marked = contextOf(1, {
        recent: [{ replyKey: marker, input: marker }],
        slots: { [marker]: { value: marker, turn: 1, filledAtMs: NOW_MS } },
        topic: marker,
      });
      await own.save(hash, marked, newPart(), NOW_MS);
      const stored = await atRest();
      assert.ok(stored.includes(hash), "what lies on the server was not looked at");
      assert.ok(!stored.includes(marker), "a context lies there in the clear");
    },
  },
  {
    name: "what lies in another conversation's place is not given out",
    async run({ own, transplant }) {
      const from = await saved(own, newPart(), 1);
      const to = await saved(own, newPart(), 2);
      await transplant(from, to);
      await assert.rejects(own.load(to, NOW_MS));
      await own.save(to, contextOf(3), newPart(), NOW_MS);
      assert.equal(await turns(own, to), 3);
    },
  },
];
