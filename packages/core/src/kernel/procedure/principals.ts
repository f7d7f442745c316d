import type { AccountId, PracticeId } from "../field/ids.ts";
import type { Scope, SessionSubject } from "./scope.ts";

/** Authenticates callers. */
export type Principals = {
  /**
   * Authenticates a bearer token or API key, in the requested practice or the one that the account has been in longest.
   * Rejects with `PRACTICE_NOT_FOUND`, `UNAUTHENTICATED`, or DatabaseUnavailable if the session cannot be looked up: an
   * outage is neither an invalid token nor a valid one.
   * `idleSeconds`: the age of the use that the call stands for, as reported by its page.
   */
  authenticate(bearer: string, practice?: string | null, idleSeconds?: number): Promise<Scope>;
  /**
   * Returns the account of a bearer token or API key that was authenticated lately, and its first practice. Null for
   * all others. Costs next to nothing, and grants nothing.
   */
  callerOf(bearer: string): { accountId: AccountId; practiceId: PracticeId } | null;
  /** Drops a cached session, or all of an account's. Call after the commit. */
  forget(subject: SessionSubject): void;
};
