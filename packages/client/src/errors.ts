import type { AppRouter, Blocker, ErrorCode, FieldErrors, SecondFactorChallenge } from "@caretype/api";
import { isTRPCClientError, type TRPCClientError } from "@trpc/client";
import type { CallError } from "./call-error.ts";
import type { Assignment, Doctor, Patient, PossibleDuplicate, Practice } from "./procedures.ts";

/**
 * What the server says about a refused call: `error.data`. `requestId` finds it in the server's log;
 * `blockedBy` names what stands in the way of a removal or a restoration (the first 50, `blockedByTotal` is how many
 * there are; `blockedElsewhere`: other practices have some, too), `current` is the record that `STALE_VERSION` is about,
 * `candidates` are the patients that `POSSIBLE_DUPLICATE` is about, `secondFactor` is how a log-in goes on that
 * `SECOND_FACTOR_REQUIRED` has stopped.
 *
 * @example
 * const { code, requestId }: ErrorData = error.data;
 */
export type ErrorData = NonNullable<TRPCClientError<AppRouter>["data"]>;

/**
 * What `STALE_VERSION` carries as `current`: the record that the call was to change, as it is now. Only a patient has
 * `dateOfBirth`, only a doctor `specialization`, only an assignment `patientId`, only a practice `permissions`.
 *
 * @example
 * const { current } = error.data; // after isErrorCode(error, "STALE_VERSION")
 * if ("dateOfBirth" in current) showBoth(mine, current); // current: Patient
 */
export type CurrentRecord = Patient | Doctor | Assignment | Practice;

type Details = {
  STALE_VERSION: { readonly current: CurrentRecord };
  SECOND_FACTOR_REQUIRED: { readonly secondFactor: SecondFactorChallenge };
  POSSIBLE_DUPLICATE: { readonly candidates: PossibleDuplicate[] };
  PATIENT_HAS_ASSIGNMENTS: Blocked & { readonly blockedByTotal: number };
  DOCTOR_HAS_ASSIGNMENTS: Blocked & { readonly blockedByTotal: number };
  IMPORT_HAS_CHANGED: Blocked & { readonly blockedByTotal: number };
  RESTORE_BLOCKED: Blocked;
  MERGE_BLOCKED: Blocked;
  INVALID_INPUT: { readonly errors: FieldErrors };
};

type Blocked = { readonly blockedBy: Blocker[] };

/** Of each code for itself, so that asking for `data.code` tells the details of several apart. */
type DataOf<Code extends ErrorCode> = Code extends keyof Details
  ? ErrorData & { readonly code: Code } & Details[Code]
  : ErrorData & { readonly code: Code };

/**
 * A refusal by the server, with its code, and what comes with that code: `current` with `STALE_VERSION`, `candidates`
 * with `POSSIBLE_DUPLICATE`, `errors` with `INVALID_INPUT`, `blockedBy` with whatever something stands in the way of.
 *
 * @example
 * const showMissing = (error: CaretypeError<"PATIENT_NOT_FOUND">) => show(error.message);
 */
export type CaretypeError<Code extends ErrorCode = ErrorCode> = CallError & {
  readonly data: DataOf<Code>;
};

/**
 * Whether the server refused a call for one of these reasons. Narrows the error to its code, and to what comes with it.
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
 * The server's code of an error; null for anything else, such as a network failure.
 *
 * @example
 * switch (errorCode(error)) {
 *   case "RATE_LIMITED": return "Too many requests; wait a moment";
 *   case null: return isNetworkError(error) ? "You are offline" : "Something went wrong";
 * }
 */
export function errorCode(error: unknown): ErrorCode | null {
  return isTRPCClientError<AppRouter>(error) ? (error.data?.code ?? null) : null;
}

/**
 * The messages for each field of a refused input, to show in a form; `{}` for any other error. A nested
 * field is written with dots, the input as a whole is `""`.
 *
 * @example
 * const messages = fieldErrors(error).dateOfBirth ?? [];
 */
export function fieldErrors(error: unknown): FieldErrors {
  return isTRPCClientError<AppRouter>(error) ? (error.data?.errors ?? {}) : {};
}

/**
 * Whether no answer came that could be understood: the server is out of reach, it took longer than
 * `timeoutMs`, or something in between answered in its place. Whether a mutation was done is then unknown. Not where
 * what is in between has refused the call with a status of 4xx: it says so in its message.
 *
 * @example
 * if (isNetworkError(error)) showBanner("You are offline");
 */
export function isNetworkError(error: unknown): boolean {
  return isTRPCClientError(error) && error.cause instanceof NoAnswer;
}

/**
 * Whether the caller ended the call, by its `AbortSignal`, or by `auth.logout` while a login was under way.
 * Whether a mutation was done is then unknown.
 *
 * @example
 * if (!isAborted(error)) report(error);
 */
export function isAborted(error: unknown): boolean {
  return isTRPCClientError(error) && error.cause instanceof Aborted;
}

/** The cause of what `isNetworkError` tells. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** The cause of a call that was refused on its way to the server, such as by a proxy with too many requests. */
export class RefusedBetween extends Error {
  override readonly name = "RefusedBetween";
}

/** The cause of what `isAborted` tells; its own cause is the signal's reason, if there was a signal. */
export class Aborted extends Error {
  override readonly name = "Aborted";
}
