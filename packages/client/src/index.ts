export type {
  AccountId,
  AnyId,
  ApiKeyId,
  AppointmentId,
  AssignmentId,
  AuditEntryId,
  Blocker,
  BreakGlassId,
  CalendarFeedId,
  DoctorId,
  ErrorCode,
  FieldErrors,
  ImportId,
  InvitationId,
  MergeId,
  NotificationId,
  PatientId,
  PracticeId,
  RoomId,
  SavedViewId,
  SecondFactorChallenge,
  SessionId,
  UploadId,
  VisitTypeId,
  WaitlistEntryId,
} from "@caretype/api";
export type { Auth, ClientSession } from "./auth.ts";
export { CallError, retryAfterMs } from "./call-error.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export {
  type CaretypeError,
  type CurrentKind,
  type CurrentRecord,
  currentRecord,
  type ErrorData,
  errorCode,
  fieldErrors,
  isAborted,
  isErrorCode,
  isErrorOf,
  isNetworkError,
} from "./errors.ts";
export type { AuthEvents, Listen, MfaRequired, SignedOutReason } from "./events.ts";
export {
  accountId,
  anyId,
  apiKeyId,
  appointmentId,
  assignmentId,
  breakGlassId,
  calendarFeedId,
  doctorId,
  type IdParser,
  importId,
  invitationId,
  mergeId,
  notificationId,
  patientId,
  practiceId,
  roomId,
  savedViewId,
  sessionId,
  uploadId,
  visitTypeId,
  waitlistEntryId,
} from "./ids.ts";
export { withPages } from "./pages.ts";
export type {
  AccessReportEntry,
  Account,
  ApiKey,
  Appointment,
  Assignment,
  AuditEntry,
  CallOptions,
  Doctor,
  Invitation,
  Member,
  MergedPatients,
  OpeningHours,
  Passkey,
  Patient,
  PatientMerge,
  PossibleDuplicate,
  Practice,
  RecordVersion,
  RemovedAssignment,
  RemovedDoctor,
  RemovedPatient,
  Room,
  RouterErrors,
  RouterInputs,
  RouterOutputs,
  Session,
  VisitType,
} from "./procedures.ts";
export type { SessionStorageKind } from "./session-storage.ts";
export { toTemporal } from "./temporal.ts";
export { memoryStore, type TokenStore, type Tokens } from "./token-store.ts";
export type { ExtraHeaders } from "./transport.ts";
export type { Fetch } from "./validating-fetch.ts";
export type { ChosenPractice } from "./with-practice.ts";
export type { RetryOptions } from "./with-retry.ts";
