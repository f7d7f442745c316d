import type { Database } from "@caretype/db";
import type { Permission, Role } from "../permissions.ts";
import type { Services } from "../services.ts";
import type { AuditedCall, AuditOutcome } from "./audited-call.ts";
import type { Scope } from "./scope.ts";

/** What `protectedProcedure` gives to a procedure's body. */
export type ProtectedContext = ChangeContext &
  EnteringContext &
  PersonalContext &
  NamingContext & {
    /** For a search: `db`'s connections are shared, and one slow statement there delays everybody. */
    searcher: () => Database;
    /** For a list: `db`, or a searcher where the page is long. */
    pageReader: (page: { limit: number }) => Database;
    afterCommit: (act: () => void) => void;
    /** Says in the entry what else there is to say of why the call was allowed; never a free text. */
    because: (mark: string) => void;
    /** Answers in another practice, by that right and with these permissions; the entry is in its audit then. */
    actIn: (practiceId: string, right: { mark: string; permissions: readonly Permission[] }) => Scope;
    /** As an `publicProcedure` procedure has it, and only with `ownTransaction`. */
    transaction: PublicContext["transaction"];
  };

/** What `publicProcedure` gives to a procedure's body. */
export type PublicContext = EnteringContext & {
  db: Database;
  /** Says whom the call is from, as soon as that is known: also of a call that fails then. */
  identify: AuditedCall["identify"];
  /** The caller's `Idempotency-Key`; null where there is none, and for a query. A body that uses it says so by `idempotent`. */
  idempotencyKey: string | null;
  /** Says that the call was made before, and is answered as it was then. */
  noteReplay(): void;
  /** What is to be done once the call has succeeded, before the answer leaves. */
  afterCommit: (act: () => void) => void;
  /**
   * A transaction with the call's entry in the audit: committed together, or not at all. `outcomeOf`: what the entry
   * says of a result that is committed and then refused.
   */
  transaction<T>(run: (tx: Database) => Promise<T>, outcomeOf?: (result: T) => AuditOutcome): Promise<T>;
};

/** What is done with records that neither the input nor the answer names, and that the call's audit entry is to name. */
export type NamingContext = { db: Database; scope: Scope; concerns: (ids: Iterable<string>) => void };

/** What a change is made with of who works where: what is known of an account is dropped after the commit. */
export type MembershipContext = ChangeContext & {
  services: Pick<Services, "principals">;
  afterCommit: (act: () => void) => void;
};

/** What somebody becomes a member with. */
export type EnteringContext = {
  /** The call has made the caller a member: its audit entry is that practice's. */
  enters: (practiceId: string, role: Role) => void;
};

/** What an account looks after its own affairs with. */
export type PersonalContext = {
  /** The audit entry is no practice's: who works here does not hear where else the account works. */
  isPersonal: () => void;
};

/** What a change is made with that may find that there is nothing to change, and says so for the audit. */
export type ChangeContext = { db: Database; scope: Scope; noteUnchanged: () => void };
