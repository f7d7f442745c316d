import type { Database } from "@caretype/db";
import { initTRPC } from "@trpc/server";
import { AuditedCall, type AuditOutcome, auditedTransaction } from "./audit/audited-call.ts";
import type { RequestContext, Scope } from "./context.ts";
import { chainedSteps, direct, type Guarding, registerGuarding } from "./direct-call.ts";
import { toDomainError, toTrpcError } from "./error-map.ts";
import { DomainError, errorDefinitions } from "./errors.ts";
import { type Permission, rolePermissions } from "./permissions.ts";
import type { RestMeta } from "./rest.ts";

/** Who may call, and what a call costs the caller's rate budget (one point is a plain read). */
export type Guard = { kind: "permit"; permission: Permission; cost: number } | { kind: "open"; cost: number };

export type ProcedureMeta = {
  guard?: Guard;
  rest?: RestMeta;
  internal?: string;
  /** Why the audit's entries of this procedure name no record. */
  noSubjects?: string;
};

/** For a procedure that has no record's id in its input or output, with the reason. */
export const noSubjects = (reason: string) => ({ noSubjects: reason });

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
    const run = async (added: Added) => unwrap(await next({ ctx: added }));
    return guarding({ ctx, path, type }, chainedSteps(ctx, run, dataOf));
  });
  for (const middleware of builder._def.middlewares) registerGuarding(middleware, guarding);
  return builder;
}

const dataOf = (result: { ok: boolean; data?: unknown }) => result.data;

/**
 * Who calls. What it refuses is paid for by the caller's address, all procedures together, so that strangers cannot
 * fill the audit either.
 */
async function authenticate(ctx: RequestContext, cost: number): Promise<Scope> {
  const { principals, limiter } = ctx.services;
  try {
    if (ctx.accessToken === null) throw new DomainError("UNAUTHENTICATED");
    return await principals.authenticate(ctx.accessToken);
  } catch (error) {
    if (toDomainError(error).code === "UNAUTHENTICATED") {
      await limiter.spend({ address: ctx.address, procedure: "unauthenticated" }, cost);
    }
    throw error;
  }
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
 * only when the body and the output check succeed, together with the call's entry in the audit. A query is answered
 * once its entry is durable. What the body gives to `ctx.afterCommit` runs after the commit, before the answer leaves.
 */
export const permit = (permission: Permission, { cost = 1 }: { cost?: number } = {}) =>
  guarded<PermitContext>({ kind: "permit", permission, cost }, async (call, steps) => {
    const { database, limiter } = call.ctx.services;
    const audited = new AuditedCall(call);
    try {
      const scope = await authenticate(call.ctx, cost);
      audited.isFrom(scope, permission);
      await limiter.spend({ account: scope.accountId }, cost);
      if (!rolePermissions[scope.role].has(permission)) {
        // Only for the audit, which is to name the records that were asked for.
        await steps.readInput().catch(() => undefined);
        throw new DomainError("PERMISSION_DENIED");
      }
      await steps.readInput();
      const searcher = () => database.searcher(scope.practiceId);
      if (call.type !== "mutation") {
        const answer = await steps.run({ db: database.reader, searcher, scope, afterCommit: runNow });
        await audited.record("ok", () => steps.subjects(answer));
        return answer;
      }
      const afterwards: (() => void)[] = [];
      const afterCommit = (act: () => void) => void afterwards.push(act);
      const result = await database.transaction(async (db) => {
        const made = await steps.run({ db, searcher, scope, afterCommit });
        await audited.append(db, "ok", () => steps.subjects(made));
        return made;
      });
      audited.committed("ok");
      for (const act of afterwards) act();
      return result;
    } catch (error) {
      // To who has no valid token, the answer says nothing but that.
      const learnsNothing = !audited.isFromSomebody;
      throw toTrpcError(await audited.failed(error, steps.subjects, { learnsNothing }));
    }
  });

/** A query commits nothing that could be waited for. */
const runNow = (act: () => void) => act();

export type OpenContext = {
  db: Database;
  /** Says whom the call is from, as soon as that is known: also of a call that fails then. */
  identify: AuditedCall["identify"];
  /**
   * A transaction with the call's entry in the audit: committed together, or not at all. `outcomeOf`: what the entry
   * says of a result that is committed and then refused.
   */
  transaction<T>(run: (tx: Database) => Promise<T>, outcomeOf?: (result: T) => AuditOutcome): Promise<T>;
};

/**
 * A procedure for anybody, such as log-in, counted against the caller's address, each procedure for itself: many
 * registrations from a clinic's one address keep nobody there from logging in. It opens its own transaction where it
 * needs one, with `ctx.transaction`, so that none is held while a password is hashed.
 */
export const open = ({ cost = 1 }: { cost?: number } = {}) =>
  guarded<OpenContext>({ kind: "open", cost }, async (call, steps) => {
    const { limiter, database } = call.ctx.services;
    const audited = new AuditedCall(call);
    try {
      await limiter.spend({ address: call.ctx.address, procedure: call.path }, cost);
      await steps.readInput();
      const subjects = () => steps.subjects();
      const answer = await steps.run({
        db: database.reader,
        identify: (...who) => audited.identify(...who),
        transaction: (run, outcomeOf) => auditedTransaction(audited, database, { run, subjects, outcomeOf }),
      });
      await audited.record("ok", () => steps.subjects(answer));
      return answer;
    } catch (error) {
      throw toTrpcError(await audited.failed(error, steps.subjects));
    }
  });
