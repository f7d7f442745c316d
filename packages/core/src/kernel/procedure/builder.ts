import type { AnyTRPCRouter } from "@trpc/server";
import type { Description, Descriptions } from "../audit-log/description.ts";
import type { ErrorCode } from "../error/definitions.ts";
import type { Deprecation } from "../field/deprecation.ts";
import type { Permission } from "../permissions/permissions.ts";
import type { ProtectedContext, PublicContext } from "./body-context.ts";
import { compileProcedure, type Definition } from "./compile-procedure.ts";
import { CallSteps, type ProcedureCall } from "./procedure-call.ts";
import { callProtected } from "./protected-call.ts";
import { callPublic, observed } from "./public-call.ts";
import { guarded, t } from "./trpc.ts";

/**
 * Builds a router of procedures and other routers.
 * @throws {TypeError} naming a procedure with anything but a guard, schemas and a body.
 */
export const router: typeof t.router = (record) => {
  const entries = Object.entries(record).map(([name, value]) => [name, callable(name, value)]);
  // The same names, with procedures of the same types.
  return t.router(Object.fromEntries(entries) as typeof record);
};

export const createCallerFactory = t.createCallerFactory;

function callable(name: string, value: unknown): unknown {
  if (isRouter(value)) return value;
  if (!isProcedure(value)) throw new TypeError(`"${name}" is neither a procedure nor a router.`);
  try {
    const procedure = compileProcedure(value._def);
    const { guard } = procedure;
    const call =
      guard.kind === "protected"
        ? (given: ProcedureCall) => callProtected(guard, new CallSteps(procedure, given))
        : (given: ProcedureCall) => callPublic(guard, new CallSteps(procedure, given));
    return Object.assign(observed(call), value);
  } catch (error) {
    throw new TypeError(
      `The procedure "${name}" cannot be called. ${error instanceof Error ? error.message : ""}`,
      {
        cause: error,
      },
    );
  }
}

const definitionOf = (value: unknown): unknown => Reflect.get(Object(value), "_def");

const isRouter = (value: unknown): value is AnyTRPCRouter =>
  typeof value === "object" && Reflect.get(Object(definitionOf(value)), "router") === true;

const isProcedure = (value: unknown): value is ((call: never) => unknown) & { _def: Definition } =>
  typeof value === "function" && Reflect.get(Object(definitionOf(value)), "procedure") === true;

/** Declares that a query shows what the server has done for the caller since. */
export const reportsBackgroundWork = { reportsBackgroundWork: true } as const;

/** Declares that neither the input nor the output contains a record's id, with the reason. */
export const noSubjects = (reason: string) => ({ noSubjects: reason });

type PublicOptions<Code extends ErrorCode> = {
  /** What a call does, as shown in the audit. */
  describes: Description | Descriptions;
  /**
   * Error codes that the body may throw. Another code is a bug: tests get `INTERNAL`, and a server logs it. Codes
   * about input, caller and request follow from the definition.
   */
  errors?: readonly Code[];
  /** Points of the caller's rate budget. Default 1, the cost of a plain read. */
  cost?: number;
  /**
   * True if the input has a secret that could be guessed: a password, a code, or a link's token. While `REDIS_URL` is
   * set and Redis does not count, such calls answer `SERVICE_UNAVAILABLE`. Default false.
   */
  checksSecret?: boolean;
  /** The deprecation and the successor: `{ since: "2026-11-01", use: "patient.list" }`. */
  deprecated?: Deprecation;
};

type ProtectedOptions<Code extends ErrorCode> = PublicOptions<Code> & {
  /**
   * Requires authentication within the last ten minutes, by second factor if the account has one. Otherwise rejects
   * with `REAUTHENTICATION_REQUIRED`. For operations that change access.
   */
  requireRecentAuth?: boolean;
  /**
   * Returns `"practice"` for inputs with which a mutation takes the practice-wide lock. Such calls run one at a time
   * per practice. They wait before taking a connection, so that they cannot exhaust the pool.
   */
  serializeBy?: (input: unknown) => "practice" | null;
  /**
   * False if a mutation's input or output contains a secret. Then nothing is stored under an `Idempotency-Key`, and a
   * retry is a new call. Default true.
   */
  keyed?: boolean;
  /**
   * For mutations that hash a password, or that commit and still refuse. The body opens its own transaction with
   * `ctx.transaction`, and `ctx.db` is the shared reader. The mutation is not keyed.
   */
  ownTransaction?: boolean;
};

const noSerialization = () => null;

/** The `serializeBy` of a mutation that always takes the practice-wide lock. */
export const perPractice = () => "practice" as const;

/**
 * A procedure for signed-in accounts whose role has the permission.
 *
 * The body gets `ctx.scope` (account and practice) and `ctx.db`. For a query, `ctx.db` is the shared reader, and
 * the answer is sent once its audit entry is durable. For a mutation, it is one transaction with the audit entry,
 * committed only if the body and the output check succeed. `ctx.afterCommit` runs after the commit, before the
 * answer is sent. Call `ctx.audit.unchanged()` for a no-op, so that the audit does not record a change.
 */
export const protectedProcedure = <const Code extends ErrorCode = never>(
  permission: Permission,
  {
    describes,
    errors = [],
    cost = 1,
    checksSecret = false,
    deprecated,
    requireRecentAuth = false,
    serializeBy = noSerialization,
    ownTransaction = false,
    keyed = !ownTransaction,
  }: ProtectedOptions<Code>,
) =>
  guarded<ProtectedContext, Code>({
    describes,
    errors,
    deprecated,
    guard: {
      kind: "protected",
      permission,
      cost,
      checksSecret,
      requireRecentAuth,
      keyed,
      serializeBy,
      ownTransaction,
    },
  });

/**
 * A procedure for any caller, such as sign-in. Rate-limited per address and procedure: many registrations from a
 * clinic's address do not block sign-ins from there. The body opens transactions with `ctx.transaction`, so that none
 * is open while a password is hashed.
 */
export const publicProcedure = <const Code extends ErrorCode = never>({
  describes,
  errors = [],
  cost = 1,
  checksSecret = false,
  deprecated,
}: PublicOptions<Code>) =>
  guarded<PublicContext, Code>({
    describes,
    errors,
    deprecated,
    guard: { kind: "public", cost, checksSecret },
  });
