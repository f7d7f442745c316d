import type { AccountId, PracticeId } from "../field/ids.ts";
import type { Scope, SessionSubject } from "./scope.ts";

export type Principals = {
  /**
   * Authenticates a bearer token or API key, in the requested practice or the account's longest membership. Rejects
   * with `PRACTICE_NOT_FOUND`, `UNAUTHENTICATED`, or DatabaseUnavailable if the session cannot be looked up: an
   * outage makes a token neither invalid nor valid. `idleSeconds`: the age of the last use, as the page reports.
   */
  authenticate(bearer: string, practice?: string | null, idleSeconds?: number): Promise<Scope>;
  /**
   * Returns the account of a recently authenticated bearer token or API key, and its first practice. Null for others.
   * From the cache alone. Grants nothing.
   */
  callerOf(bearer: string): { accountId: AccountId; practiceId: PracticeId } | null;
  /** Drops a cached session, or all sessions of an account. Call after the commit. */
  forget(subject: SessionSubject): void;
};
