import type { Database } from "@caretype/db";
import { initTRPC } from "@trpc/server";
import type { RequestContext, Scope } from "./context.ts";
import { direct, type Guarding, knowGuarding } from "./direct-call.ts";
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

/** The context, the metadata and the error shape that all procedures share. */
export type RootTypes = (typeof t)["_config"]["$types"];

export const router: typeof t.router = (record) => t.router(direct(record));
export const createCallerFactory = t.createCallerFactory;

/** tRPC's `next()` never throws; without this a failed mutation would be committed. */
function unwrap<Result extends { ok: boolean; error?: unknown }>(result: Result): Result {
  if (!result.ok) throw toTrpcError(result.error);
  return result;
}

/** Procedures that are called inside of `guarding`, whether directly or through tRPC's chain of middlewares. */
function guarded<Added extends object>(guard: Guard, guarding: Guarding<Added>) {
  const builder = t.procedure.meta({ guard }).use(({ ctx, path, type, next }) => {
    const readInput = async () => undefined;
    const run = async (added: Added) => unwrap(await next({ ctx: added }));
    return guarding({ ctx, path, type }, { readInput, run });
  });
  for (const middleware of builder._def.middlewares) knowGuarding(middleware, guarding);
  return builder;
}

async function authorize(ctx: RequestContext, permission: Permission, cost: number): Promise<Scope> {
  const { principals, limiter } = ctx.services;
  if (ctx.accessToken === null) throw new DomainError("UNAUTHENTICATED");
  const scope = await principals.authenticate(ctx.accessToken);
  await limiter.spend({ account: scope.accountId }, cost);
  if (!rolePermissions[scope.role].has(permission)) throw new DomainError("PERMISSION_DENIED");
  return scope;
}

type PermitContext = {
  db: Database;
  /** For a search: `db`'s connections are shared, and one slow statement there delays everybody. */
  searcher: () => Database;
  scope: Scope;
  afterCommit: (act: () => void) => void;
};

/**
 * A procedure for signed-in accounts whose role has the permission. Its body gets `ctx.scope` (who, and
 * which practice) and `ctx.db`: the shared reader for a query, one transaction for a mutation, committed
 * only when the body and the output check succeed. What it gives to `ctx.afterCommit` runs then, before
 * the answer leaves.
 */
export const permit = (permission: Permission, { cost = 1 }: { cost?: number } = {}) =>
  guarded<PermitContext>({ kind: "permit", permission, cost }, async ({ ctx, type }, { readInput, run }) => {
    try {
      const scope = await authorize(ctx, permission, cost);
      await readInput();
      const { database } = ctx.services;
      const searcher = () => database.searcher(scope.practiceId);
      if (type !== "mutation")
        return await run({ db: database.reader, searcher, scope, afterCommit: runNow });
      const afterwards: (() => void)[] = [];
      const afterCommit = (act: () => void) => void afterwards.push(act);
      const result = await database.transaction((db) => run({ db, searcher, scope, afterCommit }));
      for (const act of afterwards) act();
      return result;
    } catch (error) {
      throw toTrpcError(error);
    }
  });

/** A query commits nothing that could be waited for. */
const runNow = (act: () => void) => act();

/**
 * A procedure for anybody, such as log-in, counted against the caller's address, each procedure for itself: many
 * registrations from a clinic's one address keep nobody there from logging in. It opens its own transaction where it needs one, so that none is held while a password is hashed.
 */
export const open = ({ cost = 1 }: { cost?: number } = {}) =>
  guarded<{ db: Database }>({ kind: "open", cost }, async ({ ctx, path }, { readInput, run }) => {
    try {
      await ctx.services.limiter.spend({ address: ctx.address, procedure: path }, cost);
      await readInput();
      return await run({ db: ctx.services.database.reader });
    } catch (error) {
      throw toTrpcError(error);
    }
  });
