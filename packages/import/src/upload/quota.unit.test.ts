import { expect, test } from "vitest";
import { isOverLimit, isOverShare } from "./parts.ts";
import { uploadLimits } from "./schema.ts";

const mebibyte = 1024 * 1024;
const { bytesOfAccount, bytesOfServer } = uploadLimits;

/** Fills the quota of a new account in its own practice, part by part. Returns the bytes. */
function fill(ofServer: number): number {
  let own = 0;
  for (;;) {
    const kept = { ofAccount: own, ofPractice: own, ofServer: ofServer + own };
    if (isOverLimit(kept, mebibyte) || isOverShare(kept, mebibyte)) return own;
    own += mebibyte;
  }
}

test("a single account gets the full account limit", () => {
  expect(fill(0)).toBe(bytesOfAccount);
});

test("four accounts at their limit leave space for a fifth, and ten for an eleventh", () => {
  let taken = 0;
  const each = Array.from({ length: 11 }, () => {
    const own = fill(taken);
    taken += own;
    return own / mebibyte;
  });
  expect(each.slice(0, 5)).toEqual([128, 96, 72, 54, 40]);
  expect(each.at(-1)).toBeGreaterThan(5);
  expect(taken).toBeLessThan(bytesOfServer);
});

test("accounts that fill up concurrently get equal shares", () => {
  const held = [0, 0, 0, 0];
  for (let step = 0; step < bytesOfServer / mebibyte; step++)
    for (const [at, own] of held.entries()) {
      const ofServer = held.reduce((sum, bytes) => sum + bytes);
      const kept = { ofAccount: own, ofPractice: own, ofServer };
      if (!isOverLimit(kept, mebibyte) && !isOverShare(kept, mebibyte)) held[at] = own + mebibyte;
    }
  expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(mebibyte);
  expect(Math.min(...held)).toBeGreaterThan(70 * mebibyte);
});

test("accounts of one practice share its quota", () => {
  const kept = { ofAccount: 0, ofPractice: 128 * mebibyte, ofServer: 128 * mebibyte };
  expect(isOverShare(kept, mebibyte)).toBe(true);
  expect(isOverShare({ ...kept, ofPractice: 0 }, mebibyte)).toBe(false);
});
