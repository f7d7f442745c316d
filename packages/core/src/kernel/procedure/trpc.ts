import { initTRPC } from "@trpc/server";
import type { Description, Descriptions } from "../audit-log/description.ts";
import type { ErrorCode } from "../error/definitions.ts";
import { type ErrorShape, errorShape } from "../error/shape.ts";
import { checkedDeprecation, type Deprecation } from "../field/deprecation.ts";
import type { Permission } from "../permissions/permissions.ts";
import type { RequestContext } from "./context.ts";
import type { InputBounds } from "./input-bounds.ts";
import { type RestMeta, rest } from "./rest.ts";

/** For signed-in accounts whose role has the permission. */
export type ProtectedGuard = {
  kind: "protected";
  permission: Permission;
  /** Points of the caller's rate budget. A plain read costs one. */
  cost: number;
  checksSecret: boolean;
  requireRecentAuth: boolean;
  keyed: boolean;
  serializeBy: (input: unknown) => "practice" | null;
  ownTransaction: boolean;
};

/** For any caller. */
export type PublicGuard = { kind: "public"; cost: number; checksSecret: boolean };

/** The permission for a call, and its cost. */
export type Guard = ProtectedGuard | PublicGuard;

/** `Code`: the codes of `errors`, which the client's types use. */
export type ProcedureMeta<Code extends ErrorCode = ErrorCode> = {
  guard?: Guard;
  /** The errors of the body. `codesOf` adds those that follow from the definition. */
  errors?: readonly Code[];
  /** What a call does, as shown in the audit. */
  describes?: Descriptions;
  rest?: RestMeta;
  internal?: string;
  /** A description for procedures without a REST line. */
  summary?: string | undefined;
  /** For a public procedure that honours the caller's `Idempotency-Key`. Protected mutations always do. */
  idempotent?: true;
  deprecation?: Deprecation;
  /** A query that shows what the server has done for the caller since. The caller's next lists must include that. */
  reportsBackgroundWork?: true;
  /** Reads, returns or revokes a refresh token, which a surface can store for the caller. */
  handlesTokens?: true;
  /** Limits on the input's text. Default: `ordinaryInput`, or `anonymousInput` for public procedures. */
  inputBounds?: InputBounds;
  /** Why this procedure's audit entries name no record. */
  noSubjects?: string;
};

const rootWith = <Code extends ErrorCode>() =>
  initTRPC
    .context<RequestContext>()
    .meta<ProcedureMeta<Code>>()
    .create({
      isDev: false,
      // Applied to every error, including calls that reach no procedure.
      errorFormatter: (failure): ErrorShape => errorShape(failure),
    });

export const t = rootWith();

/** The context, metadata and error shape of all procedures. */
export type RootTypes = (typeof t)["_config"]["$types"];

/**
 * Gives the body's context its type. Never runs, because `router` calls procedures through their guards: tRPC's
 * middleware chain costs about as much as the rest of a read.
 */
export function bodyContext(): never {
  throw new TypeError("Call procedures through `router` only.");
}

type Declared<Code extends ErrorCode> = {
  describes: Description | Descriptions;
  guard: Guard;
  errors: readonly Code[];
  deprecated: Deprecation | undefined;
};

/** A procedure with this guard and these errors, whose body's context also has `Added`. */
export function guarded<Added extends object, Code extends ErrorCode>({
  describes,
  guard,
  errors,
  deprecated,
}: Declared<Code>) {
  // A root of its own, because the metadata's type, which has the codes, is the root's.
  const procedure = rootWith<Code>()
    .procedure.meta({
      guard,
      errors,
      ...(deprecated && { deprecation: checkedDeprecation(deprecated) }),
      describes: typeof describes === "string" ? { practice: describes } : describes,
    })
    .use<Added>(bodyContext);
  const withRest = (...line: Parameters<typeof rest>) => procedure.meta(rest(...line));
  return Object.assign(procedure, { rest: withRest });
}
