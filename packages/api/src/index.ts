export { clinicalTypes } from "@caretype/db/kinds";
export { createServices, type ServiceSettings } from "./create-services.ts";
export { createOwnerAccount, createStaffAccount } from "./identity/access/registration/create-account.ts";
export { findUsernames } from "./identity/account/queries.ts";
export { createPasswords, passwordCost } from "./identity/credential/password/hashing.ts";
export type { ByRole, LimitedRole } from "./identity/session/limits.ts";
export { blockerKinds } from "./kernel/error/blocker-kinds.ts";
export { type ErrorCode, errorDefinitions, isErrorCode } from "./kernel/error/definitions.ts";
export type { RecordCount, SeriesClash } from "./kernel/error/domain-error.ts";
export {
  type Blocker,
  DomainError,
  type FieldErrors,
  invalidInput,
  RefusedInput,
  type SecondFactorChallenge,
  type VersionedKind,
} from "./kernel/error/domain-error.ts";
export type { FieldMessage, FieldMessageText } from "./kernel/error/field-messages.ts";
export type { GeneralErrorCode } from "./kernel/error/general-codes.ts";
export { unknownField } from "./kernel/error/input-messages.ts";
export { toDomainError, toTrpcError } from "./kernel/error/map.ts";
export {
  type DeclaredKind,
  type NotFoundOf,
  notFoundOf,
  type PagedKind,
  recordKinds,
} from "./kernel/error/record-kinds.ts";
export {
  type Deprecation,
  deprecationOfField,
  deprecationText,
  withDeprecation,
} from "./kernel/field/deprecation.ts";
export type * from "./kernel/field/ids.ts";
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
} from "./kernel/permissions/permissions.ts";
export { createCallerFactory } from "./kernel/procedure/builder.ts";
export type { Client } from "./kernel/procedure/client.ts";
export type { NumericId, RefreshTokenStore, RequestContext } from "./kernel/procedure/context.ts";
export { codesOf, UndeclaredCode } from "./kernel/procedure/declared-codes.ts";
export {
  anonymousInput,
  boundsOf,
  type InputBounds,
  maxInputBytes,
  maxInputDepth,
  ordinaryInput,
} from "./kernel/procedure/input-bounds.ts";
export type { ProcedureCall } from "./kernel/procedure/procedure-call.ts";
export type { HttpMethod, RestLine, RestMeta } from "./kernel/procedure/rest.ts";
export type { Scope } from "./kernel/procedure/scope.ts";
export type { FinishedCall, Services, TracedCall } from "./kernel/procedure/services.ts";
export type { Guard, ProcedureMeta } from "./kernel/procedure/trpc.ts";
export { renderMail } from "./mail-templates.ts";
export { linkPages } from "./mechanisms/mail/content.ts";
export { ownUrl } from "./mechanisms/mail/link-maker.ts";
export { findMailsTo } from "./mechanisms/mail/queries.ts";
export type { RenderedMail } from "./mechanisms/mail/render-mail.ts";
export type { CommandName } from "./operations/audit/report/command-descriptions.ts";
export { described } from "./operations/audit/report/described-actions.ts";
export type { SealDelay } from "./operations/audit/seal/keep-sealed.ts";
export type { SealHead } from "./operations/audit/seal/queries.ts";
export { erasePerson, planErasure } from "./operations/erasure/erase-person.ts";
export { ErasureRefused } from "./operations/erasure/request.ts";
export {
  fieldName,
  layoutOf,
  type WantedColumns,
  widthProblem,
} from "./operations/import/pipeline/column-layout.ts";
export { ImportProblems, ImportRefused, type ListedProblem } from "./operations/import/pipeline/problems.ts";
export type { ImportStage } from "./operations/import/pipeline/throttle.ts";
export type { ImportSummary } from "./operations/import/run-import.ts";
export type { ImportBatch, ImportPage, UndoneImport } from "./operations/import/schema.ts";
export {
  isClinicalFile,
  optionalSyntheaFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "./operations/import/source/synthea/columns.ts";
export { recordKey } from "./operations/monitoring/known-keys.ts";
export { NotReady } from "./operations/monitoring/readiness.ts";
export {
  type AccountReset,
  resetAccountAs,
  type SwitchedAccount,
  type SwitchRequest,
  switchAccountAs,
} from "./operations/staff/admin-commands.ts";
export { type DeactivationReason, deactivationReasons } from "./operations/staff/schema.ts";
export type { DuplicatePair } from "./people/patient/duplicate/pairs.ts";
export { PossibleDuplicate } from "./people/patient/schema.ts";
export { type AppRouter, appRouter, createRouter, type ProcedurePath } from "./router.ts";
