import { describe, expect, it } from "vitest";
import { createVault } from "./vault.js";

const vault = createVault(Buffer.alloc(32, 7));

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
      (key, sealed) => createVault(Buffer.alloc(32, 8)).open(key, "t|p", "document", sealed),
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

  it("finds a value by its hash, in its scope only", () => {
    expect(vault.blindIndex("t|email", "a@b")).toBe(vault.blindIndex("t|email", "a@b"));
    expect(vault.blindIndex("t|email", "a@b")).not.toBe(vault.blindIndex("u|email", "a@b"));
  });

  it("wants a key of 32 bytes", () => {
    expect(() => createVault(Buffer.alloc(16))).toThrow(TypeError);
  });
});
