import { describe, expect, it } from "vitest";
import { createVault } from "./vault.js";

const vault = createVault({ current: Buffer.alloc(32, 7) });

describe("createVault", () => {
  it("opens what it sealed, and hides it", () => {
    const key = vault.newDataKey("t|p");
    const sealed = vault.seal(key, "t|p", "document", "mira@example.com");
    expect(sealed.includes("mira")).toBe(false);
    expect(vault.open(key, "t|p", "document", sealed)).toBe("mira@example.com");
  });

  it("seals the same text differently each time", () => {
    const key = vault.newDataKey("t|p");
    expect(vault.seal(key, "t|p", "c", "x").equals(vault.seal(key, "t|p", "c", "x"))).toBe(false);
  });

  it.each<[string, (key: Buffer, sealed: Buffer) => string]>([
    ["another owner", (key, sealed) => vault.open(key, "t|q", "document", sealed)],
    ["another context", (key, sealed) => vault.open(key, "t|p", "other", sealed)],
    ["another key", (_key, sealed) => vault.open(vault.newDataKey("t|p"), "t|p", "document", sealed)],
    [
      "another master key",
      (key, sealed) => createVault({ current: Buffer.alloc(32, 8) }).open(key, "t|p", "document", sealed),
    ],
    [
      "a changed byte",
      (key, sealed) => {
        const changed = Buffer.from(sealed);
        changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
        return vault.open(key, "t|p", "document", changed);
      },
    ],
  ])("refuses %s", (_name, open) => {
    const key = vault.newDataKey("t|p");
    const sealed = vault.seal(key, "t|p", "document", "secret");
    expect(() => open(key, sealed)).toThrow();
  });

  it("finds a value by its hash, in its scope and under its tenant's key only", () => {
    const key = vault.newDataKey("t");
    const index = vault.openIndex(key, "t");
    expect(vault.openIndex(key, "t").hash("t|email", "a@b")).toBe(index.hash("t|email", "a@b"));
    expect(index.hash("t|phone", "a@b")).not.toBe(index.hash("t|email", "a@b"));
    expect(vault.openIndex(vault.newDataKey("t"), "t").hash("t|email", "a@b")).not.toBe(
      index.hash("t|email", "a@b"),
    );
    expect(() => vault.openIndex(key, "u")).toThrow();
  });

  it("wants a key of 32 bytes", () => {
    expect(() => createVault({ current: Buffer.alloc(16) })).toThrow(TypeError);
  });
});

describe("a rotation of the master key", () => {
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const before = createVault({ current: old });
  const key = before.newDataKey("t|p");
  const sealed = before.seal(key, "t|p", "document", "secret");

  it("wraps keys anew, and the documents under them stay as they are", () => {
    const during = createVault({ current: fresh, previous: old });
    expect(during.open(key, "t|p", "document", sealed)).toBe("secret");
    const rewrapped = during.rewrap(key, "t|p");
    if (rewrapped === undefined) throw new Error("the key was under the old master key");
    expect(during.rewrap(rewrapped, "t|p")).toBeUndefined();
    const after = createVault({ current: fresh });
    expect(after.open(rewrapped, "t|p", "document", sealed)).toBe("secret");
    expect(() => after.open(key, "t|p", "document", sealed)).toThrow("another master key");
    expect(() => createVault({ current: old }).open(rewrapped, "t|p", "document", sealed)).toThrow();
  });

  it("keeps the index keys, so that all is found again", () => {
    const indexKey = before.newDataKey("t");
    const during = createVault({ current: fresh, previous: old });
    const rewrapped = during.rewrap(indexKey, "t") ?? indexKey;
    expect(createVault({ current: fresh }).openIndex(rewrapped, "t").hash("s", "v")).toBe(
      before.openIndex(indexKey, "t").hash("s", "v"),
    );
  });

  it("is noticed by a process that was started before", () => {
    const wrapped = createVault({ current: fresh, previous: old }).newDataKey("t|q");
    const running = createVault({ current: old }, () => ({ current: fresh, previous: old }));
    const text = running.seal(wrapped, "t|q", "document", "new");
    expect(running.open(wrapped, "t|q", "document", text)).toBe("new");
    expect(running.open(key, "t|p", "document", sealed)).toBe("secret");
  });
});
