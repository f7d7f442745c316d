import type { Database } from "@caretype/db";
import type { AuditEntry } from "../audit/log/entry.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import type { Permission, Role } from "../permissions.ts";
import type { Services } from "../services.ts";
import type { Scope } from "./scope.ts";

/** What the body of a protected procedure says of its call, for the call's audit entry. */
export type ProtectedAudit = {
  /** Names records that neither the input nor the answer names. */
  subjects(ids: Iterable<string>): void;
  /** Adds to the reason why the call was allowed. Never a free text: the entry cannot be erased. */
  reason(mark: string): void;
  /** The call has made the caller a member: the entry is that practice's. */
  joined(practiceId: PracticeId, role: Role): void;
  /** The call found nothing to change, so that the audit does not record a change. */
  unchanged(): void;
  /**
   * Answers in another practice, by that right and with these permissions. The entry is in its audit. Returns the scope
   * for queries there.
   */
  inPractice(practiceId: PracticeId, right: { mark: string; permissions: readonly Permission[] }): Scope;
  /** The entry is in no practice's audit: colleagues do not learn where else the account works. */
  personal(): void;
};

/** What the body of a public procedure says of its call, for the call's audit entry. */
export type PublicAudit = Pick<ProtectedAudit, "joined"> & {
  /** Says whose call it is, as soon as that is known. It holds for a call that fails later, too. */
  identified(accountId: AccountId, sessionId?: SessionId): void;
  /** The call was made before under the same `Idempotency-Key`, and gets the same answer. */
  replayed(): void;
};

/** What `protectedProcedure` gives to a procedure's body. */
export type ProtectedContext = {
  db: Database;
  scope: Scope;
  audit: ProtectedAudit;
  /** For a search: `db`'s connections are shared, and one slow statement there delays everybody. */
  searcher: () => Database;
  /** For a list: `db`, or a searcher where the page is long. */
  pageReader: (page: { limit: number }) => Database;
  afterCommit: (act: () => void) => void;
  /** As a public procedure has it, and only with `ownTransaction`. */
  transaction: PublicContext["transaction"];
};

/** What `publicProcedure` gives to a procedure's body. */
export type PublicContext = {
  db: Database;
  audit: PublicAudit;
  /** The caller's `Idempotency-Key`; null where there is none, and for a query. A body that uses it says so by `idempotent`. */
  idempotencyKey: string | null;
  /** What is to be done once the call has succeeded, before the answer leaves. */
  afterCommit: (act: () => void) => void;
  /**
   * A transaction with the call's entry in the audit: committed together, or not at all. `outcomeOf`: what the entry
   * says of a result that is committed and then refused.
   */
  transaction<T>(
    run: (tx: Database) => Promise<T>,
    outcomeOf?: (result: T) => AuditEntry["outcome"],
  ): Promise<T>;
};

type Saying<Name extends keyof ProtectedAudit> = { audit: Pick<ProtectedAudit, Name> };

/** For work on records that neither the input nor the answer names: `audit.subjects` names them. */
export type NamingContext = { db: Database; scope: Scope } & Saying<"subjects">;

/** For a change that may be a no-op: it calls `audit.unchanged` then. */
export type ChangeContext = { db: Database; scope: Scope } & Saying<"unchanged">;

/** For a change of who works where: what is known of an account is dropped after the commit. */
export type MembershipContext = ChangeContext & {
  services: Pick<Services, "principals">;
  afterCommit: (act: () => void) => void;
};

/** For what makes the caller a member of a practice. */
export type EnteringContext = Saying<"joined">;

/** For what an account does for itself, in no practice. */
export type PersonalContext = Saying<"personal">;
