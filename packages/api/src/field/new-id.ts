import { randomFillSync } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { type AnyId, asId } from "./ids.ts";

const bytesOfOne = 16;
const pool = Buffer.alloc(256 * bytesOfOne);
let used = pool.length;

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesOfOne;
  return pool.subarray(used - bytesOfOne, used);
}

let latest = { msecs: 0, seq: 0 };

/**
 * A UUIDv7, greater than the previous one. Random bytes are pooled: every call needs an id for its audit entry, and
 * requesting bytes for each took 3 % of a read's time.
 */
export function newId<Of extends AnyId = AnyId>(): Of {
  const now = Date.now();
  latest =
    now > latest.msecs
      ? { msecs: now, seq: Buffer.from(nextRandom()).readUInt32BE() >>> 1 }
      : { msecs: latest.msecs, seq: latest.seq + 1 };
  return asId(uuidv7({ ...latest, rng: nextRandom }));
}
