export { blockerKinds } from "@caretype/core/kernel/error/blocker-kinds";
export { type ErrorCode, errorDefinitions, isErrorCode } from "@caretype/core/kernel/error/definitions";
export type { RecordCount, SeriesClash } from "@caretype/core/kernel/error/domain-error";
export {
  type Blocker,
  DomainError,
  type FieldErrors,
  invalidInput,
  RefusedInput,
  type SecondFactorChallenge,
  type VersionedKind,
} from "@caretype/core/kernel/error/domain-error";
export type { FieldMessage, FieldMessageText } from "@caretype/core/kernel/error/field-messages";
export type { GeneralErrorCode } from "@caretype/core/kernel/error/general-codes";
export { unknownField } from "@caretype/core/kernel/error/input-messages";
export { toDomainError, toTrpcError } from "@caretype/core/kernel/error/map";
export {
  type DeclaredKind,
  type NotFoundOf,
  notFoundOf,
  type PagedKind,
  recordKinds,
} from "@caretype/core/kernel/error/record-kinds";
export type { EventType } from "@caretype/core/kernel/event/events";
export {
  type Deprecation,
  deprecationOfField,
  deprecationText,
  withDeprecation,
} from "@caretype/core/kernel/field/deprecation";
export type * from "@caretype/core/kernel/field/ids";
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
} from "@caretype/core/kernel/permissions/permissions";
export { createCallerFactory } from "@caretype/core/kernel/procedure/builder";
export type { Client } from "@caretype/core/kernel/procedure/client";
export type { RefreshTokenStore, RequestContext } from "@caretype/core/kernel/procedure/context";
export { codesOf, UndeclaredCode } from "@caretype/core/kernel/procedure/declared-codes";
export type { FormerId } from "@caretype/core/kernel/procedure/former-system";
export {
  anonymousInput,
  boundsOf,
  type InputBounds,
  maxInputBytes,
  maxInputDepth,
  ordinaryInput,
} from "@caretype/core/kernel/procedure/input-bounds";
export type { ProcedureCall } from "@caretype/core/kernel/procedure/procedure-call";
export type { HttpMethod, RestLine, RestMeta } from "@caretype/core/kernel/procedure/rest";
export type { Scope } from "@caretype/core/kernel/procedure/scope";
export type {
  FinishedCall,
  ServiceSettings,
  Services,
  TracedCall,
} from "@caretype/core/kernel/procedure/services";
export type { Guard, ProcedureMeta } from "@caretype/core/kernel/procedure/trpc";
export { linkPages } from "@caretype/core/mechanisms/mail/content";
export { ownUrl } from "@caretype/core/mechanisms/mail/link-maker";
export { findMailsTo } from "@caretype/core/mechanisms/mail/queries";
export type { RenderedMail } from "@caretype/core/mechanisms/mail/render-mail";
export { recordKey } from "@caretype/core/monitoring/known-keys";
export { NotReady } from "@caretype/core/monitoring/readiness";
export type { CommandName } from "@caretype/core/people/audit/report/command-descriptions";
export { described } from "@caretype/core/people/audit/report/described-actions";
export type { SealDelay } from "@caretype/core/people/audit/seal/keep-sealed";
export type { SealHead } from "@caretype/core/people/audit/seal/queries";
export { erasePerson, planErasure } from "@caretype/core/people/erasure/erase-person";
export { ErasureRefused } from "@caretype/core/people/erasure/request";
export type { DuplicatePair } from "@caretype/core/people/patient/duplicate/pairs";
export { PossibleDuplicate } from "@caretype/core/people/patient/schema";
export { clinicalTypes } from "@caretype/db/kinds";
export {
  createOwnerAccount,
  createStaffAccount,
} from "@caretype/identity/access/registration/create-account";
export { createPasswords, passwordCost } from "@caretype/identity/credential/password/hashing";
export type { ByRole, LimitedRole } from "@caretype/identity/session/limits";
export type { ImportStage } from "@caretype/import/pipeline/throttle";
export type { ImportSummary } from "@caretype/import/run-import";
export type { ImportBatch, ImportPage, UndoneImport } from "@caretype/import/schema";
export {
  fieldName,
  layoutOf,
  type WantedColumns,
  widthProblem,
} from "@caretype/import/source/column-layout";
export { ImportProblems, ImportRefused, type ListedProblem } from "@caretype/import/source/problems";
export {
  isClinicalFile,
  optionalSyntheaFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "@caretype/import/source/synthea/columns";
export { createServices } from "./create-services.ts";
export { renderMail } from "./mail-templates.ts";
export {
  type AccountReset,
  resetAccountAs,
  type SwitchedAccount,
  type SwitchRequest,
  switchAccountAs,
} from "./modules/staff/admin-commands.ts";
export { type DeactivationReason, deactivationReasons } from "./modules/staff/schema.ts";
export { allModules } from "./modules.ts";
export { type AppRouter, appRouter, createRouter, type ProcedurePath } from "./router.ts";
