import type { ErrorCode } from "@caretype/core/kernel/error/definitions";

// What several procedures of this feature answer, for their `errors`.

/** The time is taken. */
export const timeErrors = [
  "PATIENT_OR_DOCTOR_NOT_FOUND",
  "DOCTOR_NOT_FOUND",
  "SLOT_TAKEN",
  "ROOM_TAKEN",
  "PATIENT_BOOKED",
  "DAY_FULL",
] as const satisfies ErrorCode[];

/** A time and a place cannot be booked. */
export const placeErrors = [
  "VISIT_TYPE_NOT_FOUND",
  "ROOM_NOT_FOUND",
  "OUTSIDE_OPENING_HOURS",
  ...timeErrors,
] as const satisfies ErrorCode[];

/** An appointment cannot be changed. */
export const stepErrors = [
  "APPOINTMENT_NOT_FOUND",
  "APPOINTMENT_STATE",
  "STALE_VERSION",
] as const satisfies ErrorCode[];
