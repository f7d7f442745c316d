export type {
  AccountId,
  AllergyId,
  AnyId,
  ApiKeyId,
  AppointmentId,
  AppRouter,
  AssignmentId,
  AuditEntryId,
  Blocker,
  BreakGlassId,
  CalendarFeedId,
  ConditionId,
  DoctorId,
  EncounterId,
  ErrorCode,
  EventType,
  FieldErrors,
  ImmunizationId,
  ImportId,
  InvitationId,
  MedicationId,
  MergeId,
  NoteDraftId,
  NoteId,
  NoteKindId,
  NotificationId,
  ObservationId,
  PatientId,
  Permission,
  PracticeId,
  ProcedureId,
  RestrictionId,
  RoomId,
  SavedViewId,
  SecondFactorChallenge,
  SessionId,
  TerminologyId,
  UploadId,
  VisitTypeId,
  WaitlistEntryId,
} from "@caretype/api";
export type { Auth, ClientSession } from "./auth.ts";
export { CallError, retryAfterMs } from "./call-error.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export type { ErrorData } from "./client-error.ts";
export { type CallWrapper, type ClientCall, clientOver } from "./client-over.ts";
export {
  type CaretypeError,
  type CurrentKind,
  type CurrentRecord,
  currentRecord,
  type ErrorOf,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  isErrorOf,
  isNetworkError,
} from "./errors.ts";
export type { AuthEvents, Listen, MfaRequired, SignedOutReason } from "./events.ts";
export * from "./ids.ts";
export { withPages } from "./pages.ts";
export type { CallOptions, RouterErrors, RouterInputs, RouterOutputs } from "./procedures.ts";
export type * from "./records.ts";
export type { SessionStorageKind } from "./session-storage.ts";
export { toTemporal } from "./temporal.ts";
export { memoryStore, type TokenStore, type Tokens } from "./token-store.ts";
export type { ExtraHeaders } from "./transport.ts";
export type { Fetch } from "./validating-fetch.ts";
export type { ChosenPractice } from "./with-practice.ts";
export type { RetryOptions } from "./with-retry.ts";
