import type { Database } from "@caretype/db";
import { initTRPC } from "@trpc/server";
import type { RequestContext, Scope } from "./context.ts";
import { toDomainError, toTrpcError } from "./error-map.ts";
import { DomainError, errorDefinitions } from "./errors.ts";
import { type Permission, rolePermissions } from "./permissions.ts";
import type { RestMeta } from "./rest.ts";

/** Who may call, and what a call costs the caller's rate budget (one point is a plain read). */
export type Guard = { kind: "permit"; permission: Permission; cost: number } | { kind: "open"; cost: number };

export type ProcedureMeta = { guard?: Guard; rest?: RestMeta; internal?: string };

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Applied to every error, also of calls that reach no procedure: nothing of a driver or library goes out.
    errorFormatter({ shape, error, ctx }) {
      const { code, message, details } = toDomainError(error);
      return {
        code: shape.code,
        message,
        data: {
          code,
          httpStatus: errorDefinitions[code].status,
          requestId: ctx?.requestId ?? null,
          errors: details.errors ?? null,
          blockedBy: details.blockedBy ?? null,
          current: details.current ?? null,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** tRPC's `next()` never throws; without this a failed mutation would be committed. */
function unwrap<Result extends { ok: boolean; error?: unknown }>(result: Result): Result {
  if (!result.ok) throw toTrpcError(result.error);
  return result;
}

async function authorize(ctx: RequestContext, permission: Permission, cost: number): Promise<Scope> {
  const { principals, limiter } = ctx.services;
  if (ctx.accessToken === null) throw new DomainError("UNAUTHENTICATED");
  const scope = await principals.authenticate(ctx.accessToken);
  await limiter.spend({ account: scope.accountId }, cost);
  if (!rolePermissions[scope.role].has(permission)) throw new DomainError("PERMISSION_DENIED");
  return scope;
}

/**
 * A procedure for signed-in accounts whose role has the permission. Its body gets `ctx.scope` (who, and
 * which practice) and `ctx.db`: the shared reader for a query, one transaction for a mutation, committed
 * only when the body and the output check succeed. What it gives to `ctx.afterCommit` runs then, before
 * the answer leaves.
 */
export const permit = (permission: Permission, { cost = 1 }: { cost?: number } = {}) =>
  t.procedure.meta({ guard: { kind: "permit", permission, cost } }).use(async ({ ctx, type, next }) => {
    try {
      const scope = await authorize(ctx, permission, cost);
      const { database } = ctx.services;
      const afterwards: (() => void)[] = [];
      const afterCommit = (act: () => void) => void afterwards.push(act);
      const run = async (db: Database) => unwrap(await next({ ctx: { db, scope, afterCommit } }));
      const result = await (type === "mutation" ? database.transaction(run) : run(database.reader));
      for (const act of afterwards) act();
      return result;
    } catch (error) {
      throw toTrpcError(error);
    }
  });

/**
 * A procedure for anybody, such as log-in, counted against the caller's address, each procedure for itself: many
 * registrations from a clinic's one address keep nobody there from logging in. It opens its own transaction where it needs one, so that none is held while a password is hashed.
 */
export const open = ({ cost = 1 }: { cost?: number } = {}) =>
  t.procedure.meta({ guard: { kind: "open", cost } }).use(async ({ ctx, path, next }) => {
    try {
      await ctx.services.limiter.spend({ address: ctx.address, procedure: path }, cost);
      return unwrap(await next({ ctx: { db: ctx.services.database.reader } }));
    } catch (error) {
      throw toTrpcError(error);
    }
  });
