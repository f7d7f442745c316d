import type { AppRouter } from "@caretype/api";
import type { TRPCClientErrorLike } from "@trpc/client";

type Like = TRPCClientErrorLike<AppRouter>;
type Data = NonNullable<Like["data"]>;

/**
 * The server's details of a refused call: `error.data`.
 *
 * - `requestId` identifies the call in the server's log.
 * - `blockedBy` lists records that prevent a removal or a restoration: the first 50 of `blockedByTotal`.
 *   `blockedElsewhere`: other practices have some, too.
 * - `current` is the current record, and `currentKind` its kind, with `STALE_VERSION`.
 * - `candidates` are the similar patients, with `POSSIBLE_DUPLICATE`.
 * - `mergedInto` is the patient that the requested one was merged into, with `PATIENT_NOT_FOUND`. Null without a
 *   merge.
 * - `appointmentStatus` is the appointment's current status, with `APPOINTMENT_STATE`.
 * - `notBefore` is the earliest instant for the step, with `NOT_YET`.
 * - `recordStatus` is the record's current status, with `ENCOUNTER_STATE`.
 * - `records` are the kinds and numbers of a patient's clinical records, with `PATIENT_HAS_RECORDS`.
 * - `clashes` are the visits of a series without a free time, with `SERIES_CLASHES`.
 * - `permission` is the one that your role or API key lacks, with `PERMISSION_DENIED`.
 * - `secondFactor` is the challenge to continue a sign-in, with `SECOND_FACTOR_REQUIRED`.
 *
 * @example
 * const { code, requestId }: ErrorData = error.data;
 */
export interface ErrorData extends Data {}

type Parts = {
  cause?: Error;
  /** The server's answer, if it refused the call. */
  shape?: Like["shape"] | null;
  /** Kept until the error becomes a `CallError`: its headers may have `Retry-After`. */
  response?: Response;
};

/**
 * The error of a call, with the fields of a `TRPCClientError`, which libraries for tRPC read. That class itself would
 * add 2 kB of tRPC's client to each app.
 */
export class ClientError extends Error implements Like {
  readonly shape: Like["shape"];
  readonly data: ErrorData | undefined;
  readonly meta: { response: Response } | undefined;

  constructor(message: string, { cause, shape, response }: Parts = {}) {
    super(message, cause && { cause });
    this.name = "ClientError";
    this.shape = shape ?? undefined;
    this.data = shape?.data;
    this.meta = response && { response };
    // A log would show the data twice.
    for (const key of ["shape", "meta"]) Object.defineProperty(this, key, { enumerable: false });
    // Most details are null.
    for (const [key, value] of Object.entries(this.data ?? {}))
      if (value === null) Object.defineProperty(this.data, key, { enumerable: false });
  }
}

/** Also true for an error of tRPC's own client, and for one that went through JSON. */
export const isClientError = (error: unknown): error is ClientError =>
  error instanceof ClientError ||
  (error instanceof Error && error.name === "TRPCClientError") ||
  isCallErrorJson(error);

/** The JSON form of a `CallError`, for example between a page's server and the page. */
export type CallErrorJson = {
  name: "CallError";
  message: string;
  path: string;
  status: number | null;
  requestId: string | null;
  data?: ErrorData | undefined;
};

export const isCallErrorJson = (error: unknown): error is CallErrorJson =>
  Object(error).name === "CallError" && typeof Object(error).message === "string";
