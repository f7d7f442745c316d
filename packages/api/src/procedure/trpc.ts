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
  /** Points of the caller's rate budget. A plain read costs one. */
  cost: number;
  requireRecentAuth: boolean;
  keyed: boolean;
  serializeBy: (input: unknown) => "practice" | null;
  ownTransaction: boolean;
};

/** For anybody. */
export type PublicGuard = { kind: "public"; cost: number };

/** Who may call, and the cost of a call. */
export type Guard = ProtectedGuard | PublicGuard;

export type ProcedureMeta = {
  guard?: Guard;
  /** What a call does, as shown in the audit. */
  describes?: Descriptions;
  rest?: RestMeta;
  internal?: string;
  /** What a procedure without a REST line does. */
  summary?: string | undefined;
  /** For a public procedure that honours the caller's `Idempotency-Key`. Protected mutations always do. */
  idempotent?: true;
  /** Reads, returns or revokes a refresh token, which a surface can store for the caller. */
  handlesTokens?: true;
  /** Limits on the input's text, if other than `ordinaryInput`, or `anonymousInput` for public procedures. */
  inputBounds?: InputBounds;
  /** Why this procedure's audit entries name no record. */
  noSubjects?: string;
};

export const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Applied to every error, including calls that reach no procedure.
    errorFormatter: (failure): ErrorShape => errorShape(failure),
  });

/** The context, metadata and error shape of all procedures. */
export type RootTypes = (typeof t)["_config"]["$types"];

/**
 * Gives the body's context its type. Never runs, because `router` calls procedures through their guards: tRPC's
 * middleware chain costs about as much as the rest of a read.
 */
export function bodyContext(): never {
  throw new TypeError("Call procedures through `router` only.");
}

/** A procedure with this guard, whose body's context also has `Added`. */
export const guarded = <Added extends object>(describes: Description | Descriptions, guard: Guard) =>
  t.procedure
    .meta({ guard, describes: typeof describes === "string" ? { practice: describes } : describes })
    .use<Added>(bodyContext);
