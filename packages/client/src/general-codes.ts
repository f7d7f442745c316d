import type { GeneralErrorCode } from "@caretype/api";

/** Codes that any call may be refused with. They concern the call itself, not its procedure. */
const generalCodes = {
  MALFORMED_REQUEST: true,
  INPUT_TOO_COMPLEX: true,
  BATCH_TOO_LARGE: true,
  HOST_NOT_ALLOWED: true,
  ROUTE_NOT_FOUND: true,
  METHOD_NOT_ALLOWED: true,
  NOT_ACCEPTABLE: true,
  PAYLOAD_TOO_LARGE: true,
  URI_TOO_LONG: true,
  UNSUPPORTED_MEDIA_TYPE: true,
  RATE_LIMITED: true,
  INTERNAL: true,
  SERVICE_UNAVAILABLE: true,
  UNAUTHENTICATED: true,
  PERMISSION_DENIED: true,
  PRACTICE_NOT_FOUND: true,
  SECOND_FACTOR_SETUP_REQUIRED: true,
  REAUTHENTICATION_REQUIRED: true,
  IDEMPOTENCY_KEY_REUSED: true,
} satisfies Record<GeneralErrorCode, true>;

export type GeneralCode = keyof typeof generalCodes;

export const isGeneralCode = (code: string): boolean => Object.hasOwn(generalCodes, code);
