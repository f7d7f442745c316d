import type { Database } from "@caretype/db";
import type { DomainError } from "../error/domain-error.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import type { Permission, Role } from "../permissions/permissions.ts";
import type { Scope } from "./scope.ts";

/** Audit methods for the body of a protected procedure. */
export type ProtectedAudit = {
  /** Adds records that neither the input nor the answer names. */
  subjects(ids: Iterable<string>): void;
  /** Adds to the reason why the call was allowed. Never pass free text, as the entry cannot be erased. */
  reason(mark: string): void;
  /** The call made the caller a member. Moves the entry to that practice. */
  joined(practiceId: PracticeId, role: Role): void;
  /** The call was a no-op, so the audit does not record a change. */
  unchanged(): void;
  /**
   * Answers for another practice with the given permissions, and moves the entry to its audit. Returns the scope for
   * queries there.
   */
  inPractice(practiceId: PracticeId, right: { mark: string; permissions: readonly Permission[] }): Scope;
  /** Keeps the entry out of any practice's audit, so that colleagues do not learn where else the account works. */
  personal(): void;
};

/** Audit methods for the body of a public procedure. */
export type PublicAudit = Pick<ProtectedAudit, "joined" | "subjects"> & {
  /** Moves the entry to this practice's audit. */
  ofPractice(practiceId: PracticeId): void;
  /** Sets the caller once known. Also applies if the call fails later. */
  identified(accountId: AccountId, sessionId?: SessionId): void;
  /** The call repeats an earlier one with the same `Idempotency-Key`, and gets its answer. */
  replayed(): void;
};

/** The context that `protectedProcedure` adds. */
export type ProtectedContext = {
  db: Database;
  scope: Scope;
  audit: ProtectedAudit;
  /**
   * A connection for searches: a slow statement on `db`, whose connections are shared, would delay all callers. In a
   * query, it may be a replica's, so never check a right with it.
   */
  searcher: () => Database;
  /** A connection for lists: `db`, or a searcher for long pages. In a query, it may be a replica's. */
  pageReader: (page: { limit: number }) => Database;
  afterCommit: (act: () => void) => void;
  /** As in a public procedure. Requires `ownTransaction`. */
  transaction: PublicContext["transaction"];
};

/** The context that `publicProcedure` adds. */
export type PublicContext = {
  db: Database;
  audit: PublicAudit;
  /** The caller's `Idempotency-Key`, or null. Always null for a query. Bodies that use it set `idempotent`. */
  idempotencyKey: string | null;
  /** Runs `act` after the call succeeded, before the answer is sent. */
  afterCommit: (act: () => void) => void;
  /**
   * Runs a transaction that also commits the call's audit entry. A refusal that `run` returns is committed, then
   * thrown. One that it throws is rolled back.
   */
  transaction<T>(run: (tx: Database) => Promise<T | DomainError>): Promise<T>;
};

type AuditWith<Name extends keyof ProtectedAudit> = { audit: Pick<ProtectedAudit, Name> };

/** For work on records that neither the input nor the answer names. Call `audit.subjects` with them. */
export type SubjectsContext = { db: Database; scope: Scope } & AuditWith<"subjects">;

/** For a change that may be a no-op. Call `audit.unchanged` then. */
export type ChangeContext = { db: Database; scope: Scope } & AuditWith<"unchanged">;

/** Returns the answer of a change that was a no-op. */
export function unchanged<Answer>(audit: ChangeContext["audit"], answer: Answer): Answer {
  audit.unchanged();
  return answer;
}

/** For procedures that make the caller a member of a practice. */
export type JoiningContext = AuditWith<"joined">;

/** For actions of an account on itself, outside any practice. */
export type PersonalContext = AuditWith<"personal">;
