import { initTRPC } from "@trpc/server";
import { middlewareMarker } from "@trpc/server/unstable-core-do-not-import";
import { toTrpcError } from "../error/map.ts";
import { type ErrorShape, errorShape } from "../error/shape.ts";
import type { Permission } from "../permissions.ts";
import type { RequestContext } from "./context.ts";
import { chainedSteps, type Guarding, registerGuarding } from "./direct-call.ts";
import type { InputBounds } from "./input-bounds.ts";
import type { RestMeta } from "./rest.ts";

/** Who may call, and what a call costs the caller's rate budget (one point is a plain read). */
export type Guard =
  | { kind: "permit"; permission: Permission; cost: number; requireRecentAuth: boolean; keyed: boolean }
  | { kind: "open"; cost: number };

export type ProcedureMeta = {
  guard?: Guard;
  rest?: RestMeta;
  internal?: string;
  /** What a procedure without a REST line does. */
  summary?: string | undefined;
  /** Of a procedure that `open` makes: it minds the caller's `Idempotency-Key`, as all mutations do that `permit` makes. */
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

/** tRPC's `next()` never throws; without this a failed mutation would be committed. */
function unwrap<Result extends { ok: boolean; error?: unknown }>(result: Result): Result {
  if (!result.ok) throw toTrpcError(result.error);
  return result;
}

/** Procedures that are called inside of `guarding`, whether directly or through tRPC's chain of middlewares. */
export function guarded<Added extends object>(guard: Guard, guarding: Guarding<Added>) {
  const builder = t.procedure.meta({ guard }).use(({ ctx, path, type, batchIndex, next }) => {
    const run = async (added: Added) => unwrap(await next({ ctx: added }));
    return guarding({ ctx, path, type, batchIndex }, chainedSteps(ctx, { run, outputOf, resultOf }));
  });
  for (const middleware of builder._def.middlewares) registerGuarding(middleware, guarding);
  return builder;
}

const outputOf = (result: { ok: boolean; data?: unknown }) => result.data;
/** What tRPC would make of the output in a middleware's `next`. */
const resultOf = (output: unknown) => ({ ok: true as const, data: output, marker: middlewareMarker });
