import { compareSync, getRounds, hashSync } from "bcryptjs";

// Runs in a worker thread (see passwords.ts), where the synchronous calls are the faster ones.

export type HashTask = { digest: string; cost: number };
export type VerifyTask = {
  digest: string;
  hash: string;
  /** What all comparisons are to cost: one with an older, cheaper hash does the rest of the work for nothing. */
  cost: number;
};

export const hash = ({ digest, cost }: HashTask): string => hashSync(digest, cost);

/** bcryptjs throws on a hash that is none; nobody's password matches that. */
export function verify({ digest, hash, cost }: VerifyTask): boolean {
  try {
    const matches = compareSync(digest, hash);
    // Each step doubles the work, so that these add up to what is missing.
    for (let spent = getRounds(hash); spent < cost; spent++) hashSync(digest, spent);
    return matches;
  } catch {
    return false;
  }
}
