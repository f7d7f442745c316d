import type { ErrorCode } from "../../error/definitions.ts";
import type { AccountId, PracticeId, SessionId } from "../../field/ids.ts";

/** Why a call that succeeded has done nothing; it stands at the end of its entry's basis. */
export type Idleness = "replayed" | "unchanged" | "dry run";

export const idleBasis = (basis: string, why: Idleness) => `${basis}, ${why}`;

/** Who did what to which records, from where, how it ended, and why it was allowed. */
export type AuditEntry = {
  /** Null where the caller works in none, or is not known. */
  practiceId: PracticeId | null;
  accountId: AccountId | null;
  sessionId: SessionId | null;
  /** The path of the procedure, such as `patient.byId`, or the name of a command. */
  action: string;
  outcome: "ok" | ErrorCode;
  /** The role and the permission, and why nothing was done where that is so; null where no permission is needed, or the caller is not known. */
  basis: string | null;
  /** Ids of the records that were asked for or answered with. */
  subjects: ReadonlySet<string>;
  /** The network address of the caller; null on the command line. */
  address: string | null;
  requestId: string | null;
  /** What the client calls the request. */
  clientRequestId?: string | null | undefined;
};

/** What was done on the command line: whoever has that is not known, nor has to ask for a permission. */
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
