import type { ErrorCode } from "@caretype/core/kernel/error/definitions";

// Error codes that several procedures of this feature declare.

/** Codes for a time that is taken. */
export const timeErrors = [
  "PATIENT_OR_DOCTOR_NOT_FOUND",
  "DOCTOR_NOT_FOUND",
  "SLOT_TAKEN",
  "ROOM_TAKEN",
  "PATIENT_BOOKED",
  "DAY_FULL",
] as const satisfies ErrorCode[];

/** Codes for a time and place that cannot be booked. */
export const placeErrors = [
  "VISIT_TYPE_NOT_FOUND",
  "ROOM_NOT_FOUND",
  "OUTSIDE_OPENING_HOURS",
  ...timeErrors,
] as const satisfies ErrorCode[];

/** Codes for an appointment that cannot be changed. */
export const stepErrors = [
  "APPOINTMENT_NOT_FOUND",
  "APPOINTMENT_STATE",
  "STALE_VERSION",
] as const satisfies ErrorCode[];
