import type { TRPCDefaultErrorShape } from "@trpc/server";
import { errorDefinitions } from "./definitions.ts";
import { callMessage } from "./fields-in-words.ts";
import { toDomainError } from "./map.ts";

type Failure = {
  shape: TRPCDefaultErrorShape;
  error: unknown;
  /** `status`: overrides the code's own. */
  ctx: { requestId: string; status?: number | undefined } | undefined;
};

/** The error of a call on the typed API. Contains nothing from drivers or libraries. */
export function errorShape({ shape, error, ctx }: Failure) {
  const { code, message, details } = toDomainError(error);
  return {
    /** The JSON-RPC error number. `data.code` is more precise. */
    code: shape.code,
    /** What happened and what to do, in English. */
    message: callMessage(shape.data.path, { code, message, errors: details.errors }),
    /** The details of the error. Null where they do not apply. */
    data: {
      /** The error's code. */
      code,
      /** The HTTP status over REST. */
      httpStatus: ctx?.status ?? errorDefinitions[code].status,
      /** The id of the call in the server's log. */
      requestId: ctx?.requestId ?? null,
      /** Messages by field, for `INVALID_INPUT`. */
      errors: details.errors ?? null,
      /** The first 50 records that block the call, limited to what the caller may see. */
      blockedBy: details.blockedBy ?? null,
      /** The number of all records that block the call. */
      blockedByTotal: details.blockedByTotal ?? null,
      /** True if other practices have records that block it. */
      blockedElsewhere: details.blockedElsewhere ?? false,
      /** The current record, for `STALE_VERSION`. */
      current: details.current ?? null,
      /** The kind of `current`. */
      currentKind: details.currentKind ?? null,
      /** The possible duplicates, for `POSSIBLE_DUPLICATE`. */
      candidates: details.candidates ?? null,
      /** The patient who remains after a merge of the requested one, for `PATIENT_NOT_FOUND`. */
      mergedInto: details.mergedInto ?? null,
      /** The current status of the appointment, for `APPOINTMENT_STATE`. */
      appointmentStatus: details.appointmentStatus ?? null,
      /** When the step becomes possible, for `NOT_YET`. */
      notBefore: details.notBefore ?? null,
      /** The current status of the record, for `ENCOUNTER_STATE`. */
      recordStatus: details.recordStatus ?? null,
      /** The kinds and numbers of the patient's clinical records, for `PATIENT_HAS_RECORDS`. */
      records: details.records ?? null,
      /** The visits that cannot be booked, for `SERIES_CLASHES`. */
      clashes: details.clashes ?? null,
      /** The permission that the caller lacks, for `PERMISSION_DENIED`. */
      permission: details.permission ?? null,
      /** How to continue a sign-in, for `SECOND_FACTOR_REQUIRED`. */
      secondFactor: details.secondFactor ?? null,
    },
  };
}

/**
 * An interface, so that tsc emits its name. Inlined per procedure, it was three quarters of the router's declaration,
 * which exceeded tsc's limit at 500 procedures.
 */
export interface ErrorShape extends ReturnType<typeof errorShape> {}
