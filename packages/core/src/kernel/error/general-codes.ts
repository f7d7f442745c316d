import type { ErrorCode } from "./definitions.ts";

/** Codes for any call, before it reaches a procedure or in place of its answer. */
export const requestCodes = [
  "MALFORMED_REQUEST",
  "INPUT_TOO_COMPLEX",
  "BATCH_TOO_LARGE",
  "HOST_NOT_ALLOWED",
  "ROUTE_NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "NOT_ACCEPTABLE",
  "PAYLOAD_TOO_LARGE",
  "URI_TOO_LONG",
  "UNSUPPORTED_MEDIA_TYPE",
  "RATE_LIMITED",
  "INTERNAL",
  "SERVICE_UNAVAILABLE",
] as const satisfies ErrorCode[];

/** Codes of any protected procedure. */
export const callerCodes = [
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
  "PRACTICE_NOT_FOUND",
  "SECOND_FACTOR_SETUP_REQUIRED",
] as const satisfies ErrorCode[];

/** Codes about the call itself, not about what its procedure does. */
export type GeneralErrorCode =
  | (typeof requestCodes)[number]
  | (typeof callerCodes)[number]
  | "REAUTHENTICATION_REQUIRED"
  | "IDEMPOTENCY_KEY_REUSED";
