import { createHash } from "node:crypto";
import type { StoredSeal } from "./queries.ts";

/** A leaf: an entry's id, and the first half of the SHA-256 of its text. */
export const leafBytes = 32;
export const idBytes = 16;

export const noHash = "0".repeat(64);

/**
 * SHA-256 over: `caretype audit seal 1` in ASCII; as big-endian 64-bit integers the seal's number, its first
 * microsecond since 1970, its end (exclusive) and its number of entries; the previous seal's hash, or zeros for the
 * first; the leaves. `insertSeal` computes the same.
 */
export function sealHash(seal: Omit<StoredSeal, "hash"> & { from: number; until: number }): Buffer {
  const numbers = Buffer.alloc(4 * 8);
  for (const [place, value] of [seal.number, seal.from, seal.until, seal.entries].entries())
    numbers.writeBigInt64BE(BigInt(value), place * 8);
  return createHash("sha256")
    .update("caretype audit seal 1")
    .update(numbers)
    .update(seal.previousHash)
    .update(seal.leaves)
    .digest();
}

/** RFC 3339 in UTC, with microseconds. Requires a four-digit year. */
export function instantText(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1_000);
  const rest = String(microseconds - milliseconds * 1_000).padStart(3, "0");
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${rest}Z`;
}
