export { createOwnerAccount, createStaffAccount } from "./account/create-account.ts";
export type { SealDelay } from "./audit/seal/keep-sealed.ts";
export type { SealHead } from "./audit/seal/queries.ts";
export { createServices, type ServiceSettings } from "./create-services.ts";
export type { DuplicatePair } from "./duplicate/pairs.ts";
export { erasePerson, planErasure } from "./erasure/erase-person.ts";
export { ErasureRefused } from "./erasure/request.ts";
export { blockerKinds } from "./error/blocker-kinds.ts";
export { type ErrorCode, errorDefinitions, isErrorCode } from "./error/definitions.ts";
export type { ClinicalKind, RecordCount, SeriesClash } from "./error/domain-error.ts";
export {
  type Blocker,
  DomainError,
  type FieldErrors,
  invalidInput,
  RefusedInput,
  type SecondFactorChallenge,
  type VersionedKind,
} from "./error/domain-error.ts";
export type { GeneralErrorCode } from "./error/general-codes.ts";
export { toDomainError, toTrpcError } from "./error/map.ts";
export {
  type Deprecation,
  deprecationOfField,
  deprecationText,
  withDeprecation,
} from "./field/deprecation.ts";
export type {
  AccountId,
  AllergyId,
  AnyId,
  ApiKeyId,
  AppointmentId,
  AssignmentId,
  AuditEntryId,
  BreakGlassId,
  CalendarFeedId,
  ConditionId,
  DoctorId,
  EncounterId,
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
  PracticeId,
  ProcedureId,
  RestrictionId,
  RoomId,
  SavedViewId,
  SessionId,
  TerminologyId,
  UploadId,
  VisitTypeId,
  WaitlistEntryId,
} from "./field/ids.ts";
export type { FieldMessage, FieldMessageText } from "./field/messages.ts";
export { emptyRowOf, fieldName, layoutOf, type WantedColumns, widthProblem } from "./import/column-layout.ts";
export { type ImportProblem, ImportProblems, ImportRefused } from "./import/problems.ts";
export type { ImportStage } from "./import/progress-counter.ts";
export type { ImportSummary } from "./import/run-import.ts";
export type { ImportBatch, ImportPage, UndoneImport } from "./import/schema.ts";
export {
  isClinicalFile,
  optionalSyntheaFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "./import/synthea-columns.ts";
export { recordKey } from "./known-keys.ts";
export { linkPages } from "./mail/content.ts";
export { ownUrl } from "./mail/link-maker.ts";
export { findMailsTo } from "./mail/queries.ts";
export { type RenderedMail, renderMail } from "./mail/render-mail.ts";
export { passwordCost } from "./password/cost.ts";
export { createPasswords } from "./password/hashing.ts";
export { PossibleDuplicate } from "./patient/schema.ts";
export {
  directoryPermissions,
  grantable,
  type Permission,
  permissionDescriptions,
  permissions,
  permissionsOfStaff,
  type Role,
  rolePermissions,
  roles,
  staffPermissions,
} from "./permissions.ts";
export { createCallerFactory } from "./procedure/builder.ts";
export type { NumericId, RefreshTokenStore, RequestContext } from "./procedure/context.ts";
export { codesOf, UndeclaredCode } from "./procedure/declared-codes.ts";
export {
  anonymousInput,
  boundsOf,
  type InputBounds,
  maxInputBytes,
  maxInputDepth,
  ordinaryInput,
} from "./procedure/input-bounds.ts";
export type { ProcedureCall } from "./procedure/procedure-call.ts";
export type { HttpMethod, RestLine, RestMeta } from "./procedure/rest.ts";
export type { Scope } from "./procedure/scope.ts";
export type { Guard, ProcedureMeta } from "./procedure/trpc.ts";
export { NotReady } from "./readiness.ts";
export { type AppRouter, appRouter } from "./router.ts";
export type { FinishedCall, Services, TracedCall } from "./services.ts";
export type { ByRole, LimitedRole } from "./session/limits.ts";
export {
  type AccountReset,
  resetAccountAs,
  type SwitchedAccount,
  type SwitchRequest,
  switchAccountAs,
} from "./staff/admin-commands.ts";
export { type DeactivationReason, deactivationReasons } from "./staff/schema.ts";
