import type {
  Blocker,
  DeclaredKind,
  ErrorCode,
  FieldErrors,
  SecondFactorChallenge,
  SeriesClash,
} from "@caretype/api";
import { CallError, messagesIn } from "./call-error.ts";
import { type ErrorData, isClientError } from "./client-error.ts";
import { isGeneralCode } from "./general-codes.ts";
import type { ErrorsOf, Path, RouterOutputs } from "./procedures.ts";
import type {
  ApiKey,
  Appointment,
  Assignment,
  Doctor,
  Encounter,
  NoteDraft,
  OpeningHours,
  Patient,
  PossibleDuplicate,
  Practice,
} from "./records.ts";

/** The current record of `STALE_VERSION`, by `currentKind`. */
type CurrentRecords = { [Kind in DeclaredKind]: RouterOutputs[Kind]["byId"] } & {
  patient: Patient;
  doctor: Doctor;
  assignment: Assignment;
  practice: Practice;
  openingHours: OpeningHours;
  noteDraft: NoteDraft;
  apiKey: ApiKey;
  /** A row of an import with problems. */
  importRow: RouterOutputs["import"]["invalidRows"]["items"][number];
};

/**
 * The kinds of versioned records. In `STALE_VERSION`, `error.data.currentKind` is the kind of `current`.
 *
 * @example
 * const { data } = error; // after isErrorCode(error, "STALE_VERSION")
 * if (data.currentKind === "patient") showBoth(mine, data.current); // data.current: Patient
 */
export type CurrentKind = Extract<keyof CurrentRecords, string>;

/**
 * The `current` record of `STALE_VERSION`, of one kind or of any.
 *
 * @example
 * const show = (current: CurrentRecord<"patient">) => showBoth(mine, current);
 */
export type CurrentRecord<Kind extends CurrentKind = CurrentKind> = CurrentRecords[Kind];

type Details = {
  STALE_VERSION: StaleVersion;
  SECOND_FACTOR_REQUIRED: { readonly secondFactor: SecondFactorChallenge };
  POSSIBLE_DUPLICATE: { readonly candidates: PossibleDuplicate[] };
  DUPLICATE_RECORD: Blocked;
  DRUG_WARNING: Blocked;
  APPOINTMENT_STATE: { readonly appointmentStatus: Appointment["status"] };
  NOT_YET: { readonly notBefore: string };
  ENCOUNTER_STATE: { readonly recordStatus: Encounter["status"] };
  PATIENT_HAS_RECORDS: { readonly records: NonNullable<ErrorData["records"]> };
  SERIES_CLASHES: { readonly clashes: SeriesClash[] };
  PATIENT_HAS_APPOINTMENTS: Blocked & { readonly blockedByTotal: number };
  DOCTOR_HAS_APPOINTMENTS: Blocked & { readonly blockedByTotal: number };
  PATIENT_HAS_ASSIGNMENTS: Blocked & { readonly blockedByTotal: number };
  DOCTOR_HAS_ASSIGNMENTS: Blocked & { readonly blockedByTotal: number };
  IMPORT_HAS_CHANGED: Blocked & { readonly blockedByTotal: number };
  RESTORE_BLOCKED: Blocked;
  MERGE_BLOCKED: Blocked;
  INVALID_INPUT: { readonly errors: FieldErrors };
};

type Blocked = { readonly blockedBy: Blocker[] };

// Named types, so that an editor shows their names instead of their contents.

interface Refused<Code extends ErrorCode> extends ErrorData {
  readonly code: Code;
}

interface Stale<Kind extends CurrentKind> extends Refused<"STALE_VERSION"> {
  readonly currentKind: Kind;
  readonly current: CurrentRecord<Kind>;
}
/** Never sent. With them, an editor shows the names `CurrentKind` and `CurrentRecord`, not 22 kinds and types. */
interface OfAnyKind extends Refused<"STALE_VERSION"> {
  readonly currentKind: CurrentKind;
  readonly current: never;
}
interface OfAnyType extends Refused<"STALE_VERSION"> {
  readonly currentKind: never;
  readonly current: CurrentRecord;
}
/** A union, so that `currentKind` narrows `current`. */
type StaleVersion = { [Kind in CurrentKind]: Stale<Kind> }[CurrentKind] | OfAnyKind | OfAnyType;

type Detailed<Code extends keyof Details> = Code extends "STALE_VERSION"
  ? StaleVersion
  : Refused<Code> & Details[Code];
type DetailedBy = { [Code in keyof Details]: Detailed<Code> };

/** A union, so that `data.code` narrows the details of several codes. Those without details are one member. */
type DataOf<Code extends ErrorCode> =
  | ([Exclude<Code, keyof Details>] extends [never] ? never : Refused<Exclude<Code, keyof Details>>)
  | DetailedBy[Code & keyof Details];

/** The second part is always empty. An editor shows a union's name, but expands `Exclude`. */
type OwnCode<Of extends Path> = Exclude<ErrorsOf<Of>, keyof Details> | Exclude<ErrorsOf<Of>, ErrorCode>;
interface RefusedBy<Of extends Path> extends ErrorData {
  readonly code: OwnCode<Of>;
}
type RefusalOf<Of extends Path> =
  | ([OwnCode<Of>] extends [never] ? never : RefusedBy<Of>)
  | DetailedBy[ErrorsOf<Of> & keyof Details];

/**
 * A refusal by the server, with its code and the code's details: `current` and `currentKind` (`STALE_VERSION`),
 * `candidates` (`POSSIBLE_DUPLICATE`), `errors` (`INVALID_INPUT`), and `blockedBy` (records that prevent the call).
 *
 * @example
 * const showMissing = (error: CaretypeError<"PATIENT_NOT_FOUND">) => show(error.message);
 */
export interface CaretypeError<Code extends ErrorCode = ErrorCode> extends CallError {
  readonly data: DataOf<Code>;
}

/**
 * A procedure's refusal with one of its own codes.
 *
 * @example
 * const explain = ({ data }: ErrorOf<"room.create">) => (data.code === "ROOM_NAME_TAKEN" ? "Taken" : "Invalid");
 */
export interface ErrorOf<Of extends Path> extends CallError {
  readonly data: RefusalOf<Of>;
}

/**
 * Whether the server refused a call with one of these codes. Narrows the error to the code and its details.
 *
 * @example
 * try {
 *   await caretype.patient.byId.query({ id });
 * } catch (error) {
 *   if (!isErrorCode(error, "PATIENT_NOT_FOUND")) throw error;
 *   showNotFound(error.data.requestId);
 * }
 */
export function isErrorCode<Code extends ErrorCode>(
  error: unknown,
  ...codes: Code[]
): error is CaretypeError<Code> {
  const code: string | null = errorCode(error);
  return codes.some((wanted) => wanted === code);
}

/**
 * Whether this procedure refused the call with one of these codes of its own. Without codes: with any of its own.
 * Then the compiler checks that a `switch` over `error.data.code` handles all of them. False for another procedure's
 * refusal, and for codes that any call may get, such as `RATE_LIMITED`: test these with `isErrorCode`.
 *
 * @example
 * if (!isErrorOf(error, "assignment.create")) throw error;
 * switch (error.data.code) {
 *   case "ALREADY_ASSIGNED": return "Already assigned";
 *   case "PATIENT_OR_DOCTOR_NOT_FOUND": return "No such patient or doctor";
 *   case "INVALID_INPUT": return Object.values(error.data.errors).join();
 * }
 */
export function isErrorOf<Of extends Path>(error: unknown, path: Of): error is ErrorOf<Of>;
export function isErrorOf<Of extends Path, Code extends ErrorsOf<Of>>(
  error: unknown,
  path: Of,
  ...codes: Code[]
): error is CaretypeError<Code>;
export function isErrorOf(error: unknown, path: Path, ...codes: ErrorCode[]): boolean {
  const code = error instanceof CallError && error.path === path ? errorCode(error) : null;
  return code !== null && (codes.length > 0 ? isErrorCode(error, ...codes) : !isGeneralCode(code));
}

/**
 * Returns the current record of this kind after a concurrent change (`STALE_VERSION`), or null for any other error.
 *
 * @example
 * const current = currentRecord(error, "patient");
 * if (current) showBoth(mine, current);
 */
export function currentRecord<Kind extends CurrentKind>(
  error: unknown,
  kind: Kind,
): CurrentRecord<Kind> | null {
  if (!isErrorCode(error, "STALE_VERSION")) return null;
  const { current, currentKind } = error.data;
  const isOfKind = (_record: CurrentRecord): _record is CurrentRecord<Kind> => currentKind === kind;
  return isOfKind(current) ? current : null;
}

/**
 * Returns the server's code of an error, or null for any other error, such as a network failure.
 *
 * @example
 * switch (errorCode(error)) {
 *   case "RATE_LIMITED": return "Too many requests; wait a moment";
 *   case null: return isNetworkError(error) ? "You are offline" : "An error occurred";
 * }
 */
export function errorCode(error: unknown): ErrorCode | null {
  return isClientError(error) ? (error.data?.code ?? null) : null;
}

/**
 * Returns the messages for each field of an invalid input, for a form, or `{}` for any other error.
 * Nested fields have names with dots. `""` is the input as a whole.
 *
 * @example
 * const messages = fieldErrors(error).dateOfBirth ?? [];
 */
export function fieldErrors(error: unknown): FieldErrors {
  return isClientError(error) ? messagesIn(error.data) : {};
}

/**
 * Whether the call got no valid answer: the server was unreachable, took longer than `timeoutMs`, or a proxy answered
 * instead. A mutation may have been done. False if a proxy refused the call with a 4xx status, or redirected it: the
 * error's message names the cause.
 *
 * @example
 * if (isNetworkError(error)) showBanner("You are offline");
 */
export function isNetworkError(error: unknown): boolean {
  return isClientError(error) && error.cause instanceof NoResponse;
}

/**
 * Whether the caller ended the call: with its `AbortSignal`, with `auth.logout` during a sign-in, or by a sign-in as
 * another account. A mutation may have been done.
 *
 * @example
 * if (!isAborted(error)) report(error);
 */
export function isAborted(error: unknown): boolean {
  return isClientError(error) && error.cause instanceof Aborted;
}

/** The cause of errors for which `isNetworkError` is true. */
export class NoResponse extends Error {
  override readonly name = "NoResponse";
}

/** The cause of a call that a proxy refused, for example because of too many requests. */
export class ProxyRefusal extends Error {
  override readonly name = "ProxyRefusal";
}

/** The cause of errors for which `isAborted` is true. Its own cause is the signal's reason, if any. */
export class Aborted extends Error {
  override readonly name = "Aborted";
}
