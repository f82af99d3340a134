import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVault, type Vault } from "../privacy/vault.js";
import type { PartId } from "../profiles/profile.js";
import {
  type OpenConversationStores,
  TEST_CONVERSATION_STORES,
} from "../storage/test-conversation-stores.js";
import type { ConversationContext } from "./conversation-context.js";
import type { ConversationStore } from "./conversation-store.js";
import { CONVERSATION_STORE_CHECKS } from "./conversation-store-contract.js";
import { type ConversationStoreSubject, NOW_MS } from "./conversation-store-contract-subject.js";

const VAULT = createVault({ current: Buffer.alloc(32, 7) });

describe.each(TEST_CONVERSATION_STORES)("conversation store contract: $name", ({ open }) => {
  let subject: OpenConversationStores;
  beforeAll(async () => {
    subject = await open(VAULT);
  });
  afterAll(() => subject.close());

  for (const check of CONVERSATION_STORE_CHECKS) it(check.name, () => check.run(subject));
});

/** A store of which some methods do something else. */
function changed(change: (store: ConversationStore) => Partial<ConversationStore>) {
  return (subject: ConversationStoreSubject): ConversationStoreSubject => ({
    ...subject,
    own: { ...subject.own, ...change(subject.own) },
    other: { ...subject.other, ...change(subject.other) },
  });
}

const lasting = changed((store) => {
  const first = new Map<string, number>();
  return {
    save(hash, context, partId, nowMs) {
      first.set(hash, first.get(hash) ?? nowMs);
      return store.save(hash, context, partId, first.get(hash) ?? nowMs);
    },
  };
});

const timeless = changed((store) => ({
  load: (hash) => store.load(hash, NOW_MS),
  of: (partIds) => store.of(partIds, NOW_MS),
  forgetExpired: () => store.forgetExpired(NOW_MS),
}));

const stale = changed((store) => {
  const seen = new Map<string, ConversationContext>();
  return {
    async load(hash, nowMs) {
      const context = seen.get(hash) ?? (await store.load(hash, nowMs));
      if (context.turns > 0) seen.set(hash, context);
      return context;
    },
    save(hash, context, partId, nowMs) {
      seen.set(hash, context);
      return store.save(hash, context, partId, nowMs);
    },
  };
});

const clinging = changed((store) => {
  const former = new Map<PartId, string>();
  return {
    async save(hash, context, partId, nowMs) {
      if (partId !== undefined && !former.has(partId)) former.set(partId, hash);
      await store.save(hash, context, partId, nowMs);
    },
    async forget(partIds) {
      let forgotten = await store.forget(partIds);
      for (const partId of partIds) forgotten += await store.forgetOne(former.get(partId) ?? "");
      return forgotten;
    },
  };
});

/** Sealing that is none. */
const GLASS: Vault = {
  ...VAULT,
  seal: (_key, _owner, _context, plaintext) => Buffer.from(plaintext),
  open: (_key, _owner, _context, sealed) => sealed.toString(),
};

/** Sealing that does not say what was sealed. */
const UNBOUND: Vault = {
  ...VAULT,
  seal: (key, owner, _context, plaintext) => VAULT.seal(key, owner, "", plaintext),
  open: (key, owner, _context, sealed) => VAULT.open(key, owner, "", sealed),
};

const READABLE = "nothing of a context is readable at rest";
const MISPLACED = "what lies in another conversation's place is not given out";
const EXPIRY = "a context expires by the time that is passed in, to the millisecond";
const RENEWAL = "a save starts the time anew";
const SWEEP = "a sweep leaves what has not expired, and nothing of what has";
const PEOPLE = "forgetting people forgets all of theirs, and no more";
const ONE = "forgetting one forgets that one";
const MOVED = "a conversation that moves to another part is the former's no more";
const AT_ONCE = "conversations saved at once are all found, and those moved at once are one part's";
const TENANTS = "a tenant's conversations are its own, under equal hashes and parts too";
const WHOSE = "conversations are found by whose they are";
const REPLACED = "a save replaces the whole context";
const VERSION_1 = "what the first version stored is read as one of today's";

type Breakage = (subject: ConversationStoreSubject) => ConversationStoreSubject;

const BROKEN: readonly { what: string; vault?: Vault; broken?: Breakage; fails: readonly string[] }[] = [
  { what: "does not start the time anew", broken: lasting, fails: [RENEWAL, SWEEP] },
  { what: "ignores the time that is passed in", broken: timeless, fails: [EXPIRY, RENEWAL, SWEEP] },
  {
    what: "gives one tenant another's",
    broken: (subject) => ({ ...subject, other: subject.own }),
    fails: [TENANTS],
  },
  {
    what: "says it forgot people, and did not",
    broken: changed((store) => ({ forget: async (parts) => (await store.of(parts, NOW_MS)).length })),
    fails: [PEOPLE, MOVED, AT_ONCE],
  },
  {
    what: "forgets nothing one by one",
    broken: changed(() => ({ forgetOne: async () => 1 })),
    fails: ["what nobody saved is a new conversation", ONE, TENANTS],
  },
  {
    what: "sweeps what is live",
    broken: changed((store) => {
      const parts = new Set<PartId>();
      return {
        save(hash, context, partId, nowMs) {
          if (partId !== undefined) parts.add(partId);
          return store.save(hash, context, partId, nowMs);
        },
        forgetExpired: () => store.forget([...parts]),
      };
    }),
    fails: [SWEEP],
  },
  {
    what: "remembers what it forgot",
    broken: stale,
    fails: [EXPIRY, RENEWAL, SWEEP, PEOPLE, ONE, MOVED, AT_ONCE, MISPLACED, VERSION_1],
  },
  { what: "forgets by whose a conversation was once", broken: clinging, fails: [MOVED] },
  {
    what: "knows not whose a conversation is",
    broken: changed((store) => ({
      save: (hash, context, _partId, nowMs) => store.save(hash, context, undefined, nowMs),
    })),
    fails: [EXPIRY, RENEWAL, SWEEP, WHOSE, PEOPLE, ONE, MOVED, AT_ONCE, TENANTS, REPLACED, VERSION_1],
  },
  {
    what: "keeps the first context",
    broken: changed((store) => ({
      async save(hash, context, partId, nowMs) {
        const first = await store.load(hash, nowMs);
        await store.save(hash, first.turns > 0 ? first : context, partId, nowMs);
      },
    })),
    fails: [REPLACED, RENEWAL, SWEEP, MOVED, MISPLACED],
  },
  {
    what: "forgets what the customer wants",
    broken: changed((store) => ({
      save: (hash, context, partId, nowMs) => store.save(hash, { ...context, goals: [] }, partId, nowMs),
    })),
    fails: [REPLACED],
  },
  { what: "seals nothing", vault: GLASS, fails: [READABLE, MISPLACED] },
  { what: "seals what may be put elsewhere", vault: UNBOUND, fails: [MISPLACED] },
];

/** What is broken here is the same on both databases. */
const TO_BREAK = TEST_CONVERSATION_STORES.filter(({ name }) => !name.includes("postgres"));

describe.each(TO_BREAK)("the contract refuses, of $name, a store that", ({ open }) => {
  it.each(BROKEN)("$what", async ({ vault = VAULT, broken = (subject) => subject, fails }) => {
    const subject = await open(vault);
    try {
      const failed: string[] = [];
      for (const check of CONVERSATION_STORE_CHECKS) {
        await check.run(broken(subject)).catch(() => failed.push(check.name));
      }
      expect(failed.sort()).toEqual([...fails].sort());
    } finally {
      await subject.close();
    }
  });
});
