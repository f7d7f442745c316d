import type { Database } from "@caretype/db";
import { initTRPC } from "@trpc/server";
import { middlewareMarker } from "@trpc/server/unstable-core-do-not-import";
import { AuditedCall, type AuditOutcome, auditedTransaction } from "./audit/audited-call.ts";
import type { ChangeContext, NamingContext, RequestContext, Scope } from "./context.ts";
import {
  chainedSteps,
  direct,
  type GuardedCall,
  type Guarding,
  registerGuarding,
  type Steps,
} from "./direct-call.ts";
import { toDomainError, toTrpcError } from "./error-map.ts";
import { DomainError, errorDefinitions } from "./errors.ts";
import { answerOnce } from "./idempotency/answer-once.ts";
import { hashInput } from "./idempotency/input-hash.ts";
import { keyOfCall } from "./idempotency/sent-keys.ts";
import { isLongPage } from "./paging.ts";
import { type Permission, rolePermissions } from "./permissions.ts";
import type { RestMeta } from "./rest.ts";

/** Who may call, and what a call costs the caller's rate budget (one point is a plain read). */
export type Guard = { kind: "permit"; permission: Permission; cost: number } | { kind: "open"; cost: number };

export type ProcedureMeta = {
  guard?: Guard;
  rest?: RestMeta;
  internal?: string;
  /** What a procedure without a REST line does. */
  summary?: string | undefined;
  /** Of a procedure that `open` makes: it minds the caller's `Idempotency-Key`, as all mutations do that `permit` makes. */
  mindsKey?: true;
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
          blockedByTotal: details.blockedByTotal ?? null,
          blockedElsewhere: details.blockedElsewhere ?? false,
          current: details.current ?? null,
          candidates: details.candidates ?? null,
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

type PermitContext = ChangeContext &
  NamingContext & {
    /** For a search: `db`'s connections are shared, and one slow statement there delays everybody. */
    searcher: () => Database;
    /** For a list: `db`, or a searcher where the page is long. */
    pageReader: (page: { limit: number }) => Database;
    afterCommit: (act: () => void) => void;
  };

type PermitOptions = {
  cost?: number;
  /**
   * Of which inputs a mutation locks its whole practice. A practice's calls of these take turns before they have a
   * connection: waiting for one another with one, they could keep all of them from everybody else.
   */
  takesTurns?: (input: unknown) => boolean;
};

const never = () => false;

/**
 * A procedure for signed-in accounts whose role has the permission. Its body gets `ctx.scope` (who, and
 * which practice) and `ctx.db`: the shared reader for a query, one transaction for a mutation, committed
 * only when the body and the output check succeed, together with the call's entry in the audit. A query is answered
 * once its entry is durable. What the body gives to `ctx.afterCommit` runs after the commit, before the answer leaves.
 * One that finds nothing to change says so by `ctx.noteUnchanged`, so that the audit does not tell of a change.
 */
export const permit = (permission: Permission, { cost = 1, takesTurns = never }: PermitOptions = {}) =>
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
      const pageReader = (page: { limit: number }) => (isLongPage(page) ? searcher() : database.reader);
      const noteUnchanged = () => audited.isUnchanged();
      const concerns = (ids: Iterable<string>) => audited.concerns(ids);
      const given = { searcher, pageReader, scope, noteUnchanged, concerns };
      if (call.type !== "mutation") {
        const answer = await steps.run({ ...given, db: database.reader, afterCommit: runNow });
        await audited.record("ok", () => steps.subjects(answer));
        return answer;
      }
      const change = () => mutate(call, steps, { audited, given });
      if (!takesTurns(steps.input())) return await change();
      return await call.ctx.services.turns(`${call.path} ${scope.practiceId}`, change);
    } catch (error) {
      // To who has no valid token, the answer says nothing but that.
      const learnsNothing = !audited.isFromSomebody;
      throw toTrpcError(await audited.failed(error, steps.subjects, { learnsNothing }));
    }
  });

type Mutation = { audited: AuditedCall; given: Omit<PermitContext, "db" | "afterCommit"> };

/** One transaction with the call's entry in the audit; under a caller's key at most once. */
async function mutate<Result>(
  call: GuardedCall,
  steps: Steps<PermitContext, Result>,
  { audited, given }: Mutation,
): Promise<Result> {
  const { database, turns } = call.ctx.services;
  const key = keyOfCall(call.ctx.idempotency, call.batchIndex);
  const afterwards: (() => void)[] = [];
  const afterCommit = (act: () => void) => void afterwards.push(act);
  const run = (db: Database) => steps.run({ ...given, db, afterCommit });
  const append = (db: Database, made: Result) => audited.append(db, "ok", () => steps.subjects(made));
  const runAndAppend = async (db: Database) => {
    const made = await run(db);
    await append(db, made);
    return made;
  };
  const { scope } = given;
  const { accountId, practiceId } = scope;
  // Of another practice, which the account may be in by now, the same call would be another one.
  const keyed = (text: string) =>
    answerOnce(
      { database, turns },
      { accountId, key: text, action: call.path, inputHash: hashInput([practiceId, steps.input()]) },
      { ...steps, run, append, onReplay: () => noteReplay(call, audited) },
    );
  const result = key === null ? await database.transaction(runAndAppend, scope) : await keyed(key);
  audited.committed("ok");
  for (const act of afterwards) act();
  return result;
}

function noteReplay({ ctx, batchIndex }: GuardedCall, audited: AuditedCall): void {
  audited.isReplay();
  ctx.idempotency?.replayed.add(batchIndex);
}

/** A query commits nothing that could be waited for. */
const runNow = (act: () => void) => act();

export type OpenContext = {
  db: Database;
  /** Says whom the call is from, as soon as that is known: also of a call that fails then. */
  identify: AuditedCall["identify"];
  /** The caller's `Idempotency-Key`; null where there is none, and for a query. A body that minds it says so by `mindsKey`. */
  idempotencyKey: string | null;
  /** Says that the call was made before, and is answered as it was then. */
  noteReplay(): void;
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
      const { ctx, type, batchIndex } = call;
      const answer = await steps.run({
        db: database.reader,
        idempotencyKey: type === "mutation" ? keyOfCall(ctx.idempotency, batchIndex) : null,
        noteReplay: () => noteReplay(call, audited),
        identify: (...who) => audited.identify(...who),
        transaction: (run, outcomeOf) => auditedTransaction(audited, database, { run, subjects, outcomeOf }),
      });
      await audited.record("ok", () => steps.subjects(answer));
      return answer;
    } catch (error) {
      throw toTrpcError(await audited.failed(error, steps.subjects));
    }
  });
