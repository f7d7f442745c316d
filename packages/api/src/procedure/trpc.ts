import { initTRPC } from "@trpc/server";
import type { Description, Descriptions } from "../audit/log/description.ts";
import { type ErrorShape, errorShape } from "../error/shape.ts";
import type { Permission } from "../permissions.ts";
import type { RequestContext } from "./context.ts";
import type { InputBounds } from "./input-bounds.ts";
import type { RestMeta } from "./rest.ts";

/** For signed-in accounts whose role has the permission. */
export type ProtectedGuard = {
  kind: "protected";
  permission: Permission;
  /** In points of the caller's rate budget: one is a plain read. */
  cost: number;
  requireRecentAuth: boolean;
  keyed: boolean;
  serializeBy: (input: unknown) => "practice" | null;
  ownTransaction: boolean;
};

/** For anybody. */
export type PublicGuard = { kind: "public"; cost: number };

/** Who may call, and what a call costs. */
export type Guard = ProtectedGuard | PublicGuard;

export type ProcedureMeta = {
  guard?: Guard;
  /** What a call does, in the words of the audit. */
  describes?: Descriptions;
  rest?: RestMeta;
  internal?: string;
  /** What a procedure without a REST line does. */
  summary?: string | undefined;
  /** Of a procedure that `publicProcedure` makes: it minds the caller's `Idempotency-Key`, as all mutations do that `protectedProcedure` makes. */
  idempotent?: true;
  /** It answers, takes or ends a session's refresh token, which a surface can keep for the caller. */
  handlesTokens?: true;
  /** How large the text of an input may be; left out where `ordinaryInput` is enough, or `strangersInput` for `open`. */
  inputBounds?: InputBounds;
  /** Why the audit's entries of this procedure name no record. */
  noSubjects?: string;
};

export const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Applied to every error, also of calls that reach no procedure.
    errorFormatter: (failure): ErrorShape => errorShape(failure),
  });

/** The context, the metadata and the error shape that all procedures share. */
export type RootTypes = (typeof t)["_config"]["$types"];

/**
 * The first middleware of every procedure: it gives the body's context its type. It never runs, as `router` has the
 * procedure called by its guard. tRPC's chain of middlewares costs about as much as the rest of a read.
 */
export function bodyContext(): never {
  throw new TypeError("A procedure is called through `router` only.");
}

/** A procedure with this guard, whose body's context has `Added`. */
export const guarded = <Added extends object>(describes: Description | Descriptions, guard: Guard) =>
  t.procedure
    .meta({ guard, describes: typeof describes === "string" ? { practice: describes } : describes })
    .use<Added>(bodyContext);
