export { createStaffAccount } from "./account/create-account.ts";
export type { RequestContext, Scope, Services } from "./context.ts";
export type { ProcedureCall } from "./direct-call.ts";
export { toDomainError, toTrpcError } from "./error-map.ts";
export {
  type Blocker,
  DomainError,
  type ErrorCode,
  errorDefinitions,
  type FieldErrors,
  invalidInput,
} from "./errors.ts";
export {
  type ImportRequest,
  type ImportStage,
  type ImportSummary,
  importSynthea,
} from "./import/import-synthea.ts";
export { type ImportProblem, ImportProblems, ImportRefused } from "./import/problems.ts";
export {
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "./import/synthea-columns.ts";
export { type Permission, permissions, type Role, rolePermissions } from "./permissions.ts";
export { createCallerFactory, type Guard, type ProcedureMeta } from "./procedure.ts";
export type { HttpMethod, RestLine, RestMeta } from "./rest.ts";
export { type AppRouter, appRouter } from "./router.ts";
export { createServices, type ServiceSettings } from "./services.ts";
