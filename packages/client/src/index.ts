export type { Blocker, ErrorCode, FieldErrors } from "@caretype/api";
export type { Fetch } from "./answering-fetch.ts";
export type { Auth } from "./auth.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export {
  type CaretypeError,
  type CurrentRecord,
  type ErrorData,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  isNetworkError,
} from "./errors.ts";
export type {
  AccessReportEntry,
  Account,
  Assignment,
  AuditEntry,
  CallOptions,
  Doctor,
  MergedPatients,
  Patient,
  PatientMerge,
  PossibleDuplicate,
  Practice,
  RecordVersion,
  RemovedAssignment,
  RemovedDoctor,
  RemovedPatient,
  RouterInputs,
  RouterOutputs,
} from "./procedures.ts";
export { memoryStore, type TokenStore, type Tokens } from "./token-store.ts";
export type { ExtraHeaders } from "./transport.ts";
export type { RetryOptions } from "./with-retry.ts";
