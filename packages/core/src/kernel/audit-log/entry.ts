import type { ErrorCode } from "../error/definitions.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";

/** Why a successful call changed nothing. Appended to the entry's basis. */
export type Idleness = "replayed" | "unchanged" | "dry run";

export const idleBasis = (basis: string, why: Idleness) => `${basis}, ${why}`;

/** Who did what to which records, from where, with what outcome, and why it was allowed. */
export type AuditEntry = {
  /** Null if the caller is in no practice or unknown. */
  practiceId: PracticeId | null;
  accountId: AccountId | null;
  sessionId: SessionId | null;
  /** The path of a procedure, such as `patient.byId`, or the name of a command. */
  action: string;
  outcome: "ok" | ErrorCode;
  /** Role, permission, and why nothing changed. Null if no permission is needed or the caller is unknown. */
  basis: string | null;
  /** Ids of the records in the request or the answer. */
  subjects: ReadonlySet<string>;
  /** The caller's network address. Null on the command line. */
  address: string | null;
  requestId: string | null;
  /** The client's id for the request. */
  clientRequestId?: string | null | undefined;
};

/** An entry of a command: no user, no permission. */
export const commandEntry = (
  action: string,
  known: Pick<AuditEntry, "subjects"> & Partial<AuditEntry>,
): AuditEntry => ({
  practiceId: null,
  accountId: null,
  sessionId: null,
  action,
  outcome: "ok",
  basis: "command line",
  address: null,
  requestId: null,
  ...known,
});
