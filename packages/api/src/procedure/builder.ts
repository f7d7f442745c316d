import type { AnyTRPCRouter } from "@trpc/server";
import type { Description, Descriptions } from "../audit/log/description.ts";
import type { Permission } from "../permissions.ts";
import type { ProtectedContext, PublicContext } from "./body-context.ts";
import { compileProcedure, type Definition } from "./compile-procedure.ts";
import { CallSteps, type ProcedureCall } from "./procedure-call.ts";
import { callProtected } from "./protected-call.ts";
import { callPublic } from "./public-call.ts";
import { guarded, t } from "./trpc.ts";

/**
 * A router of procedures and of other routers.
 * @throws {TypeError} that names a procedure which is anything but a guard, schemas and a body.
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
    return Object.assign(call, value);
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

/** For a procedure that has no record's id in its input or output, with the reason. */
export const noSubjects = (reason: string) => ({ noSubjects: reason });

type PublicOptions = {
  /** What a call does, in the words of the audit. */
  describes: Description | Descriptions;
  /** In points of the caller's rate budget: one is a plain read, and the default. */
  cost?: number;
};

type ProtectedOptions = PublicOptions & {
  /**
   * The caller has to have proved who they are within the last ten minutes, by their second factor if they have one;
   * `REAUTHENTICATION_REQUIRED` otherwise. For what opens or closes doors.
   */
  requireRecentAuth?: boolean;
  /**
   * Returns `"practice"` for inputs with which a mutation locks its whole practice: such calls run one at a time for each
   * practice. They wait before they have a connection, so that they cannot take up all connections.
   */
  serializeBy?: (input: unknown) => "practice" | null;
  /**
   * False where the input or the output of a mutation has a secret in it: nothing of it is kept under an
   * `Idempotency-Key`, and a repetition is a call of its own. Default true.
   */
  keyed?: boolean;
  /**
   * Of a mutation that hashes a password, or commits something and refuses all the same: it opens its own transaction
   * with `ctx.transaction`, and `ctx.db` is the shared reader. It is not keyed.
   */
  ownTransaction?: boolean;
};

const byNothing = () => null;

/** The `serializeBy` of a mutation that locks its practice whatever its input. */
export const perPractice = () => "practice" as const;

/**
 * A procedure for signed-in accounts whose role has the permission. Its body gets `ctx.scope` (who, and
 * which practice) and `ctx.db`: the shared reader for a query, one transaction for a mutation, committed
 * only when the body and the output check succeed, together with the call's entry in the audit. A query is answered
 * once its entry is durable. What the body gives to `ctx.afterCommit` runs after the commit, before the answer leaves.
 * One that finds nothing to change calls `ctx.audit.unchanged()`, so that the audit does not tell of a change.
 */
export const protectedProcedure = (
  permission: Permission,
  {
    describes,
    cost = 1,
    requireRecentAuth = false,
    serializeBy = byNothing,
    ownTransaction = false,
    keyed = !ownTransaction,
  }: ProtectedOptions,
) =>
  guarded<ProtectedContext>(describes, {
    kind: "protected",
    permission,
    cost,
    requireRecentAuth,
    keyed,
    serializeBy,
    ownTransaction,
  });

/**
 * A procedure for anybody, such as log-in, counted against the caller's address, each procedure for itself: many
 * registrations from a clinic's one address keep nobody there from logging in. It opens its own transaction where it
 * needs one, with `ctx.transaction`, so that none is held while a password is hashed.
 */
export const publicProcedure = ({ describes, cost = 1 }: PublicOptions) =>
  guarded<PublicContext>(describes, { kind: "public", cost });
