export { clinicalTypes } from "@caretype/db/kinds";
export { createServices, type ServiceSettings } from "./create-services.ts";
export { createOwnerAccount, createStaffAccount } from "./identity/access/registration/create-account.ts";
export { findUsernames } from "./identity/account/queries.ts";
export { createPasswords, passwordCost } from "./identity/credential/password/hashing.ts";
export type { ByRole, LimitedRole } from "./identity/session/limits.ts";
export {
  fieldName,
  layoutOf,
  type WantedColumns,
  widthProblem,
} from "./import/pipeline/column-layout.ts";
export { ImportProblems, ImportRefused, type ListedProblem } from "./import/pipeline/problems.ts";
export type { ImportStage } from "./import/pipeline/throttle.ts";
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
} from "./import/source/synthea/columns.ts";
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
export { recordKey } from "./monitoring/known-keys.ts";
export { NotReady } from "./monitoring/readiness.ts";
export type { CommandName } from "./people/audit/report/command-descriptions.ts";
export { described } from "./people/audit/report/described-actions.ts";
export type { SealDelay } from "./people/audit/seal/keep-sealed.ts";
export type { SealHead } from "./people/audit/seal/queries.ts";
export { erasePerson, planErasure } from "./people/erasure/erase-person.ts";
export { ErasureRefused } from "./people/erasure/request.ts";
export type { DuplicatePair } from "./people/patient/duplicate/pairs.ts";
export { PossibleDuplicate } from "./people/patient/schema.ts";
export { type AppRouter, appRouter, createRouter, type ProcedurePath } from "./router.ts";
export {
  type AccountReset,
  resetAccountAs,
  type SwitchedAccount,
  type SwitchRequest,
  switchAccountAs,
} from "./staff/admin-commands.ts";
export { type DeactivationReason, deactivationReasons } from "./staff/schema.ts";
