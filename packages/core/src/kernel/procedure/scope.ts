import type { Database } from "@caretype/db";
import type { PracticeZone } from "../field/day.ts";
import type { RestDialect } from "../field/dialect.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import type { Permission, Role } from "../permissions/permissions.ts";

/** The caller and their practice. The second argument of every query. */
export type Scope = {
  accountId: AccountId;
  /** The session's id, or the API key's for a service account. */
  sessionId: SessionId;
  /** `noPractice` without a practice. */
  practiceId: PracticeId;
  /** The practice's time zone. */
  timeZone: PracticeZone;
  /** The REST dialect of the key or the practice. Null: the server's choice. */
  dialect: RestDialect | null;
  role: CallerRole;
  permissions: ReadonlySet<Permission>;
  /** When recent authentication expires, in milliseconds of `elapsedTime()`. */
  freshUntil: number;
  /** For a staff account without a second factor in this session: the refusal of staff permissions. */
  staffRefusal?: "SECOND_FACTOR_SETUP_REQUIRED" | "REAUTHENTICATION_REQUIRED";
  /** Permissions withheld until a required second factor is set up. Undefined during the grace period. */
  withheld?: ReadonlySet<Permission>;
};

/** The author and practice of a new record. */
export type Author = Pick<Scope, "accountId" | "practiceId" | "timeZone">;

/** `none`: signed in, but without a practice. */
type CallerRole = Role | "service" | "none";

/** Accounts whose sessions have changed. */
export type SessionSubject = { session: SessionId } | { account: AccountId } | { practice: PracticeId };

const changed = new WeakMap<Database, SessionSubject[]>();

/** After the commit, the process looks these sessions up again. */
export function forgetAfterCommit(tx: Database, subject: SessionSubject): void {
  changed.set(tx, [...changedSessions(tx), subject]);
}

export const changedSessions = (tx: Database | undefined): readonly SessionSubject[] =>
  (tx && changed.get(tx)) ?? [];
