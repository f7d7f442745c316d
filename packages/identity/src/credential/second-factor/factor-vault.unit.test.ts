import { type AccountId, asId } from "@caretype/core/kernel/field/ids";
import { describe, expect, it } from "vitest";
import { createFactorVault } from "./factor-vault.ts";

const vault = createFactorVault("a secret key of the tests, long enough");
const otherVault = createFactorVault("another key of the tests, long enough");
const ann = asId<AccountId>("0198c0de-0000-7000-8000-00000000000a");
const bea = asId<AccountId>("0198c0de-0000-7000-8000-00000000000b");
const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

describe("a sealed secret", () => {
  it("is opened for its account, and sealed differently each time", () => {
    const [one, two] = [vault.seal(ann, secret), vault.seal(ann, secret)];
    expect([vault.open(ann, one), vault.open(ann, two)]).toEqual([secret, secret]);
    expect(one.equals(two)).toBe(false);
    expect(one.includes(secret)).toBe(false);
  });

  it("is not opened for another account, with another key, truncated or changed", () => {
    const sealed = vault.seal(ann, secret);
    const cannot = /cannot be decrypted/;
    expect(() => vault.open(bea, sealed)).toThrow(cannot);
    expect(() => otherVault.open(ann, sealed)).toThrow(cannot);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => vault.open(ann, sealed.subarray(0, length))).toThrow(cannot);
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(length) ^ 1, length);
      expect(() => vault.open(ann, changed)).toThrow(cannot);
    }
  });
});

it("hashes a recovery code per account and key", () => {
  const hash = vault.recoveryHash(ann, "7KQPM3XBZ9TH");
  expect(hash).toHaveLength(32);
  expect(vault.recoveryHash(ann, "7KQPM3XBZ9TH")).toEqual(hash);
  for (const other of [vault.recoveryHash(bea, "7KQPM3XBZ9TH"), otherVault.recoveryHash(ann, "7KQPM3XBZ9TH")])
    expect(other.equals(hash)).toBe(false);
});
