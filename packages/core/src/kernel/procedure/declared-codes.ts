import type { ErrorCode } from "../error/definitions.ts";
import { callerCodes, requestCodes } from "../error/general-codes.ts";
import { directoryPermissions, staffPermissions } from "../permissions/permissions.ts";
import type { Guard, ProcedureMeta, ProtectedGuard } from "./trpc.ts";

/** A procedure answered an error that it does not declare. */
export class UndeclaredCode extends TypeError {
  override readonly name = "UndeclaredCode";

  constructor(path: string, code: ErrorCode) {
    super(`${path} answered ${code}. Add it to the \`errors\` of the procedure.`);
  }
}

type Declared = { type: string; meta?: ProcedureMeta | undefined; inputs?: readonly unknown[] };

/** The codes of a procedure: its `errors`, and those that follow from its definition. */
export function codesOf({ type, meta = {}, inputs = [] }: Declared): ReadonlySet<ErrorCode> {
  const { guard, errors = [] } = meta;
  return new Set<ErrorCode>([
    ...errors,
    ...(inputs.length > 0 ? (["INVALID_INPUT"] as const) : []),
    ...(guard?.kind === "protected" ? codesOfGuard(guard, type) : []),
    ...requestCodes,
  ]);
}

function codesOfGuard(guard: ProtectedGuard, type: string): ErrorCode[] {
  return [
    ...callerCodes,
    ...(mayAskAgain(guard) ? (["REAUTHENTICATION_REQUIRED"] as const) : []),
    ...(isKeyed(guard, type) ? (["IDEMPOTENCY_KEY_REUSED"] as const) : []),
  ];
}

/** Staff permissions always require recent authentication. */
const mayAskAgain = ({ requireRecentAuth, permission }: ProtectedGuard) =>
  requireRecentAuth || [...staffPermissions, ...directoryPermissions].includes(permission);

const isKeyed = (guard: Guard, type: string) =>
  type === "mutation" && guard.kind === "protected" && guard.keyed;
