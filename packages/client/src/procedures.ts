import type { AppRouter } from "@caretype/api";
import type { TRPCClient } from "@trpc/client";

type Procedures = TRPCClient<AppRouter>;
export type Feature = Exclude<keyof Procedures, symbol>;

/**
 * What a call takes beside its input.
 *
 * @example
 * const options: CallOptions = { signal: AbortSignal.timeout(5_000), context: { idempotencyKey } };
 */
export type CallOptions = {
  /** Ends the call when it is aborted: it then rejects with what `isAborted` tells. */
  signal?: AbortSignal;
  context?: {
    /** Of a mutation, in place of the client's own: 1 to 128 letters, digits or `. _ : ~ + / = @ -`. */
    idempotencyKey?: string;
  };
};

/** tRPC's own options take any `context`, so that a key which is misspelt there would be passed over. */
type Taking<Procedure> = {
  [Kind in keyof Procedure]: Procedure[Kind] extends (input: infer Value, ...rest: never) => infer Result
    ? (input: Value, options?: CallOptions) => Result
    : Procedure[Kind];
};

/** The procedures by feature, as a client has them. */
export type ClientProcedures = {
  readonly [Name in Feature]: {
    readonly [Procedure in keyof Procedures[Name]]: Taking<Procedures[Name][Procedure]>;
  };
};

type Input<Procedure> = Procedure extends
  | { query(input: infer Value, ...rest: never): unknown }
  | { mutate(input: infer Value, ...rest: never): unknown }
  ? Value
  : never;

type Output<Procedure> = Procedure extends
  | { query(...call: never): Promise<infer Value> }
  | { mutate(...call: never): Promise<infer Value> }
  ? Value
  : never;

/**
 * What each procedure takes.
 *
 * @example
 * type NewPatient = RouterInputs["patient"]["create"];
 */
export type RouterInputs = {
  [Name in Feature]: { [Procedure in keyof Procedures[Name]]: Input<Procedures[Name][Procedure]> };
};

/**
 * What each procedure answers.
 *
 * @example
 * type PatientPage = RouterOutputs["patient"]["list"];
 */
export type RouterOutputs = {
  [Name in Feature]: { [Procedure in keyof Procedures[Name]]: Output<Procedures[Name][Procedure]> };
};

/**
 * An account, as `auth.me` answers it.
 *
 * @example
 * const greet = ({ name }: Account) => `Hello ${name}`;
 */
export type Account = RouterOutputs["account"]["me"];

/**
 * A patient of the caller's practice. Ages are in whole years, days are `YYYY-MM-DD`, instants RFC 3339.
 *
 * @example
 * const line = ({ name, age }: Patient) => `${name}, ${age ?? "age unknown"}`;
 */
export type Patient = RouterOutputs["patient"]["byId"];

/**
 * A doctor of the directory that all practices share.
 *
 * @example
 * const line = ({ name, specializationLabel }: Doctor) => `${name}, ${specializationLabel}`;
 */
export type Doctor = RouterOutputs["doctor"]["byId"];

/**
 * That a doctor is assigned to a patient, with both.
 *
 * @example
 * const line = ({ doctorName, patientName }: Assignment) => `${doctorName} sees ${patientName}`;
 */
export type Assignment = RouterOutputs["assignment"]["byId"];

/**
 * The caller's practice, with their role and what it allows.
 *
 * @example
 * const mayRemove = ({ permissions }: Practice) => permissions.includes("patient:remove");
 */
export type Practice = RouterOutputs["practice"]["mine"];

type Items<Page> = Page extends { items: readonly (infer Item)[] } ? Item : never;

/**
 * Somebody who works in the practice: who they are, their `role`, and whose entry in the directory of doctors is theirs.
 *
 * @example
 * const remove = ({ accountId }: Member) => caretype.member.remove.mutate({ accountId });
 */
export type Member = Items<RouterOutputs["member"]["list"]>;

/**
 * That somebody was asked to join the practice, as what, and until when they may.
 *
 * @example
 * const revoke = ({ id }: Invitation) => caretype.invitation.revoke.mutate({ id });
 */
export type Invitation = Items<RouterOutputs["invitation"]["list"]>;

/**
 * A key that a service calls with, and what it may do; the key itself is told only when it is made or replaced.
 *
 * @example
 * const revoke = ({ id }: ApiKey) => caretype.apiKey.revoke.mutate({ id });
 */
export type ApiKey = Items<RouterOutputs["apiKey"]["list"]>;

/**
 * Where the account is signed in, and since when.
 *
 * @example
 * const end = ({ id }: Session) => caretype.session.end.mutate({ id });
 */
export type Session = Items<RouterOutputs["session"]["list"]>;

/**
 * A passkey of the account, under the name that its owner gave it.
 *
 * @example
 * const remove = ({ id }: Passkey) => caretype.passkey.remove.mutate({ id });
 */
export type Passkey = Items<RouterOutputs["passkey"]["list"]>;

/**
 * A patient who may be the same person, how likely that is (60 to 100), and why.
 *
 * @example
 * const line = ({ patient, reasons }: PossibleDuplicate) => `${patient.name}: ${reasons.join(", ")}`;
 */
export type PossibleDuplicate = Items<RouterOutputs["patient"]["duplicates"]>;

/**
 * What `patient.merge` answers: the merge's `id`, to undo it, the `patient` who stays, and what became theirs.
 *
 * @example
 * const undo = ({ id }: MergedPatients) => caretype.patient.unmerge.mutate({ mergeId: id });
 */
export type MergedPatients = RouterOutputs["patient"]["merge"];

/**
 * That two patients were made one, by whom and when; `undoneAt` is null while they still are.
 *
 * @example
 * const isUndone = ({ undoneAt }: PatientMerge) => undoneAt !== null;
 */
export type PatientMerge = Items<RouterOutputs["patient"]["merges"]>;

/** The kinds of records that have a history, by the feature that reads it. */
type RecordKind = "patient" | "doctor" | "assignment";

/**
 * A version in a record's history: what made it, when and by whom, the record as it was then, and its `changes`
 * against the version before, by field, each with `from` and `to`. `record` is null while it was removed.
 *
 * @example
 * const line = ({ version, changes }: RecordVersion<"patient">) => `${version}: ${Object.keys(changes).join()}`;
 */
export type RecordVersion<Kind extends RecordKind = RecordKind> = Items<RouterOutputs[Kind]["history"]>;

/**
 * A patient who was removed, as they were then: `record`, `removedAt`, `removedBy`.
 *
 * @example
 * const restore = ({ record }: RemovedPatient) => caretype.patient.restore.mutate({ id: record.id });
 */
export type RemovedPatient = Items<RouterOutputs["patient"]["removed"]>;

/**
 * A doctor who was removed, as they were then: `record`, `removedAt`, `removedBy`.
 *
 * @example
 * const restore = ({ record }: RemovedDoctor) => caretype.doctor.restore.mutate({ id: record.id });
 */
export type RemovedDoctor = Items<RouterOutputs["doctor"]["removed"]>;

/**
 * An assignment that was removed, as it was then; its patient and doctor are only named, and null where one was erased.
 *
 * @example
 * const line = ({ record }: RemovedAssignment) => `${record.doctorName} saw ${record.patientName}`;
 */
export type RemovedAssignment = Items<RouterOutputs["assignment"]["removed"]>;

/**
 * A line of a patient's access report: `who` did `what`, in words, `at` which instant.
 *
 * @example
 * const line = ({ at, who, what }: AccessReportEntry) => `${at} ${who}: ${what}`;
 */
export type AccessReportEntry = Items<RouterOutputs["audit"]["accessReport"]>;

/**
 * An entry of the practice's audit: who did what to which records (`subjectIds`), when, from where, and how it ended.
 *
 * @example
 * const refused = (entries: AuditEntry[]) => entries.filter(({ outcome }) => outcome !== "ok");
 */
export type AuditEntry = Items<RouterOutputs["audit"]["list"]>;
