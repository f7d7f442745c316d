import { compareSync, hashSync } from "bcryptjs";

// Runs in a worker thread (see passwords.ts), where the synchronous calls are the faster ones.

export type HashTask = { digest: string; cost: number };
export type VerifyTask = { digest: string; hash: string };

export const hash = ({ digest, cost }: HashTask): string => hashSync(digest, cost);

/** bcryptjs throws on a hash that is none; nobody's password matches that. */
export function verify({ digest, hash }: VerifyTask): boolean {
  try {
    return compareSync(digest, hash);
  } catch {
    return false;
  }
}
