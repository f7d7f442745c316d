import { compareSync, getRounds, hashSync } from "bcryptjs";

// Runs in a worker thread (see hashing.ts), where the synchronous calls are faster.

export type HashTask = { digest: string; cost: number };
export type VerifyTask = {
  digest: string;
  hash: string;
  /** The cost of every comparison. One with a hash of lower cost does additional work to match it. */
  cost: number;
};

export const hash = ({ digest, cost }: HashTask): string => hashSync(digest, cost);

/** bcryptjs throws for an invalid hash, which matches no password. */
export function verify({ digest, hash, cost }: VerifyTask): boolean {
  try {
    const matches = compareSync(digest, hash);
    // Each step doubles the work, so these add up to the difference.
    for (let spent = getRounds(hash); spent < cost; spent++) hashSync(digest, spent);
    return matches;
  } catch {
    return false;
  }
}
