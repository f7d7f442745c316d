import { constraintOf, DatabaseUnavailable, schema, sqlStateOf } from "@caretype/db";
import { TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import { type ErrorCode, trpcCodeOf } from "./definitions.ts";
import { DomainError } from "./domain-error.ts";
import { fieldErrors, inputMessage } from "./input-messages.ts";

z.config({ customError: inputMessage });

type Types = readonly schema.ClinicalType[];

/** The same constraint of several kinds of clinical records. */
const ofEach = (types: Types, constraint: string, code: ErrorCode): Record<string, ErrorCode> =>
  Object.fromEntries(types.map((type) => [`${type}_${constraint}`, code]));

const inEncounters = schema.clinicalTypes.filter((type) => type !== "encounter");

/**
 * Constraint name to error code. A foreign key's is that of a write that points to nothing: who removes what is needed names
 * the code, as `listProcedures` does. A test compares this map with the database's constraints.
 */
export const constraintCodes: Record<string, ErrorCode> = {
  account_username_key: "USERNAME_TAKEN",
  account_email_key: "EMAIL_TAKEN",
  doctor_license_number_key: "LICENSE_NUMBER_TAKEN",
  doctor_email_key: "DOCTOR_EMAIL_TAKEN",
  membership_doctor_key: "DOCTOR_ALREADY_LINKED",
  assignment_pair_key: "ALREADY_ASSIGNED",
  saved_view_name_key: "SAVED_VIEW_NAME_TAKEN",
  visit_type_name_key: "VISIT_TYPE_NAME_TAKEN",
  restriction_record_key: "RECORD_RESTRICTED",
  note_kind_name_key: "NOTE_KIND_NAME_TAKEN",
  room_name_key: "ROOM_NAME_TAKEN",
  terminology_version_key: "CODES_IMPORTED",
  appointment_visit_type_fkey: "VISIT_TYPE_NOT_FOUND",
  waitlist_entry_visit_type_fkey: "VISIT_TYPE_NOT_FOUND",
  waitlist_entry_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  appointment_room_fkey: "ROOM_NOT_FOUND",
  appointment_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  // These two are raised by the trigger `check_appointment`.
  appointment_doctor_fkey: "DOCTOR_NOT_FOUND",
  calendar_feed_doctor_fkey: "DOCTOR_NOT_FOUND",
  appointment_day_full: "DAY_FULL",
  appointment_doctor_excl: "SLOT_TAKEN",
  appointment_room_excl: "ROOM_TAKEN",
  appointment_patient_excl: "PATIENT_BOOKED",
  ...ofEach(schema.clinicalTypes, "patient_fkey", "PATIENT_NOT_FOUND"),
  note_draft_patient_fkey: "PATIENT_NOT_FOUND",
  restriction_patient_fkey: "PATIENT_NOT_FOUND",
  // Raised by the trigger `check_record_encounter`, too, for another patient's.
  ...ofEach(inEncounters, "encounter_fkey", "ENCOUNTER_NOT_FOUND"),
  // Raised by the trigger `check_none_known`.
  allergy_none_known: "PATIENT_HAS_ALLERGIES",
  encounter_appointment_fkey: "APPOINTMENT_NOT_FOUND",
  // Raised by the triggers `refuse_change_of_locked` and `refuse_change_in_locked`.
  encounter_locked: "ENCOUNTER_LOCKED",
  record_in_error: "RECORD_IN_ERROR",
  import_upload_active_key: "IMPORT_RUNNING",
  assignment_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  assignment_doctor_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
};

/** Errors thrown by tRPC itself, before or around a procedure. */
const codesOfTrpc: Partial<Record<TRPCError["code"], ErrorCode>> = {
  NOT_FOUND: "ROUTE_NOT_FOUND",
  METHOD_NOT_SUPPORTED: "METHOD_NOT_ALLOWED",
  PARSE_ERROR: "MALFORMED_REQUEST",
  BAD_REQUEST: "MALFORMED_REQUEST",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
};

/**
 * Deadlock, serialization failure, lock or statement timeout, shutdown, disk or memory full, a node that cannot be reached: a
 * retry may succeed.
 */
const passingState = /^(08...|40001|40P01|55P03|57014|57P0[123]|53...|58030)$/;

/** Converts any error to a DomainError. Unknown errors become `INTERNAL`, with the cause kept for the log. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof TRPCError) return fromTrpc(error);
  if (error instanceof ZodError) return new DomainError("INVALID_INPUT", { errors: fieldErrors(error) });
  if (error instanceof DatabaseUnavailable) {
    return new DomainError("SERVICE_UNAVAILABLE", {
      retryAfterSeconds: error.retryAfterSeconds,
      cause: error,
    });
  }
  const code = constraintCodes[constraintOf(error) ?? ""];
  if (code) return new DomainError(code, { cause: error });
  if (passingState.test(sqlStateOf(error) ?? "")) {
    return new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause: error });
  }
  return new DomainError("INTERNAL", { cause: error });
}

function fromTrpc(error: TRPCError): DomainError {
  // A failed output check also carries a ZodError, but is a server error.
  if (error.code === "INTERNAL_SERVER_ERROR") {
    return error.cause && !(error.cause instanceof ZodError)
      ? toDomainError(error.cause)
      : new DomainError("INTERNAL", { cause: error });
  }
  if (error.cause instanceof DomainError || error.cause instanceof ZodError)
    return toDomainError(error.cause);
  return new DomainError(codesOfTrpc[error.code] ?? "INTERNAL", { cause: error });
}

/** Converts any error to a TRPCError, so that tRPC sets the status and envelope. */
export function toTrpcError(error: unknown): TRPCError {
  const cause = toDomainError(error);
  return new TRPCError({ code: trpcCodeOf(cause.code), message: cause.message, cause });
}
