import type { Database } from "@caretype/db";
import { initTRPC } from "@trpc/server";
import { middlewareMarker } from "@trpc/server/unstable-core-do-not-import";
import { ForeignPractice, withoutUnprovedStaff } from "./account/principal.ts";
import { AuditedCall, type AuditOutcome, auditedTransaction } from "./audit/audited-call.ts";
import type {
  ChangeContext,
  EnteringContext,
  NamingContext,
  PersonalContext,
  RequestContext,
  Scope,
} from "./context.ts";
import {
  chainedSteps,
  direct,
  type GuardedCall,
  type Guarding,
  registerGuarding,
  type Steps,
} from "./direct-call.ts";
import { toDomainError, toTrpcError } from "./error-map.ts";
import { type ErrorShape, errorShape } from "./error-shape.ts";
import { DomainError } from "./errors.ts";
import { answerOnce } from "./idempotency/answer-once.ts";
import { hashInput } from "./idempotency/input-hash.ts";
import { keyOfCall } from "./idempotency/sent-keys.ts";
import { isLongPage } from "./paging.ts";
import { type Permission, staffPermissions } from "./permissions.ts";
import { refusalShownTo } from "./refusal-shown-to.ts";
import type { RestMeta } from "./rest.ts";

/** Who may call, and what a call costs the caller's rate budget (one point is a plain read). */
export type Guard =
  | { kind: "permit"; permission: Permission; cost: number; fresh: boolean; keyed: boolean }
  | { kind: "open"; cost: number };

export type ProcedureMeta = {
  guard?: Guard;
  rest?: RestMeta;
  internal?: string;
  /** What a procedure without a REST line does. */
  summary?: string | undefined;
  /** Of a procedure that `open` makes: it minds the caller's `Idempotency-Key`, as all mutations do that `permit` makes. */
  mindsKey?: true;
  /** It answers, takes or ends a session's refresh token, which a surface can keep for the caller. */
  handlesTokens?: true;
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
    // Applied to every error, also of calls that reach no procedure.
    errorFormatter: (failure): ErrorShape => errorShape(failure),
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
 * fill the audit either; and by the account where it is known, and only the practice is none of theirs.
 */
async function authenticate(
  ctx: RequestContext,
  audited: AuditedCall,
  { permission, cost }: { permission: Permission; cost: number },
): Promise<Scope> {
  const { principals, limiter, staffSecondFactor } = ctx.services;
  try {
    if (ctx.accessToken === null) throw new DomainError("UNAUTHENTICATED");
    const scope = await principals.authenticate(ctx.accessToken, ctx.practice);
    return staffSecondFactor === "required" ? withoutUnprovedStaff(scope) : scope;
  } catch (error) {
    if (error instanceof ForeignPractice) {
      audited.isFrom(error.scope, permission);
      audited.concerns(error.practiceIds);
      await limiter.spend({ account: error.scope.accountId }, cost);
    } else if (toDomainError(error).code === "UNAUTHENTICATED") {
      await limiter.spend({ address: ctx.address, procedure: "unauthenticated" }, cost);
    }
    throw error;
  }
}

type PermitContext = ChangeContext &
  EnteringContext &
  PersonalContext &
  NamingContext & {
    /** For a search: `db`'s connections are shared, and one slow statement there delays everybody. */
    searcher: () => Database;
    /** For a list: `db`, or a searcher where the page is long. */
    pageReader: (page: { limit: number }) => Database;
    afterCommit: (act: () => void) => void;
    /** Says in the entry what else there is to say of why the call was allowed; never a free text. */
    because: (mark: string) => void;
    /** Answers in another practice, by that right and with these permissions; the entry is in its audit then. */
    actIn: (practiceId: string, right: { mark: string; permissions: readonly Permission[] }) => Scope;
    /** As an `open` procedure has it, and only with `ownTransaction`. */
    transaction: OpenContext["transaction"];
  };

type PermitOptions = {
  cost?: number;
  /**
   * The caller has to have proved who they are within the last ten minutes, by their second factor if they have one;
   * `REAUTHENTICATION_REQUIRED` otherwise. For what opens or closes doors.
   */
  fresh?: boolean;
  /**
   * Of which inputs a mutation locks its whole practice. A practice's calls of these take turns before they have a
   * connection: waiting for one another with one, they could keep all of them from everybody else.
   */
  takesTurns?: (input: unknown) => boolean;
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

const never = () => false;

/**
 * A procedure for signed-in accounts whose role has the permission. Its body gets `ctx.scope` (who, and
 * which practice) and `ctx.db`: the shared reader for a query, one transaction for a mutation, committed
 * only when the body and the output check succeed, together with the call's entry in the audit. A query is answered
 * once its entry is durable. What the body gives to `ctx.afterCommit` runs after the commit, before the answer leaves.
 * One that finds nothing to change says so by `ctx.noteUnchanged`, so that the audit does not tell of a change.
 */
export const permit = (
  permission: Permission,
  {
    cost = 1,
    fresh = false,
    takesTurns = never,
    ownTransaction = false,
    keyed = !ownTransaction,
  }: PermitOptions = {},
) => {
  const guard = { kind: "permit", permission, cost, fresh, keyed } as const;
  return guarded<PermitContext>(guard, async (call, steps) => {
    const { database, limiter } = call.ctx.services;
    const audited = new AuditedCall(call);
    let held: ReadonlySet<Permission> = nothingHeld;
    try {
      const scope = await authenticate(call.ctx, audited, guard);
      held = scope.permissions;
      audited.isFrom(scope, permission);
      await limiter.spend({ account: scope.accountId }, cost);
      const refusal = refusalOf(scope, { permission, fresh });
      if (refusal) {
        // Only for the audit, which is to name the records that were asked for.
        await steps.readInput().catch(() => undefined);
        throw new DomainError(refusal);
      }
      await steps.readInput();
      steps.limitInput(held);
      const searcher = () => database.searcher(scope.practiceId);
      const pageReader = (page: { limit: number }) => (isLongPage(page) ? searcher() : database.reader);
      const noteUnchanged = () => audited.isUnchanged();
      const concerns = (ids: Iterable<string>) => audited.concerns(ids);
      const because = (mark: string) => audited.isBecause(mark);
      const actIn: PermitContext["actIn"] = (practiceId, { mark, permissions }) => {
        audited.isIn(practiceId);
        because(mark);
        held = new Set(permissions);
        return { ...scope, practiceId, permissions: held };
      };
      const enters: PermitContext["enters"] = (...practice) => audited.enters(...practice);
      const isPersonal = () => audited.isPersonal();
      const naming = { noteUnchanged, concerns, because, actIn, enters, isPersonal };
      const given = { searcher, pageReader, scope, ...naming, transaction: noTransaction };
      if (call.type !== "mutation") {
        const answer = await steps.run({ ...given, db: database.reader, afterCommit: runNow });
        await audited.record("ok", () => steps.subjects(answer));
        return steps.shownTo(held, answer);
      }
      const change = () =>
        ownTransaction
          ? mutateByItself(call, steps, { audited, given })
          : mutate(call, steps, { audited, given, keyed });
      const turn = takesTurns(steps.input()) ? `${call.path} ${scope.practiceId}` : null;
      const answer = await (turn === null ? change() : call.ctx.services.turns(turn, change));
      // Not before: what is kept under a key is shown to whoever may see it by then.
      return steps.shownTo(held, answer);
    } catch (error) {
      // To who has no valid token, the answer says nothing but that.
      const learnsNothing = !audited.isFromSomebody;
      const failure = await audited.failed(error, steps.subjects, { learnsNothing });
      throw toTrpcError(refusalShownTo(held, failure));
    }
  });
};

const nothingHeld: ReadonlySet<Permission> = new Set();

function refusalOf(scope: Scope, { permission, fresh }: { permission: Permission; fresh: boolean }) {
  if (!scope.permissions.has(permission)) {
    const { staffRefusal = "PERMISSION_DENIED" } = scope;
    if (staffPermissions.includes(permission)) return staffRefusal;
    // What is a member's is told from what another member's is.
    return scope.role === "none" ? "PRACTICE_NOT_FOUND" : "PERMISSION_DENIED";
  }
  return fresh && performance.now() > scope.freshUntil ? "REAUTHENTICATION_REQUIRED" : null;
}

const noTransaction = () => Promise.reject(new Error("ctx.transaction is there with ownTransaction only"));

type Mutation = { audited: AuditedCall; given: Omit<PermitContext, "db" | "afterCommit"> };

/** Its body opens its transaction itself. */
async function mutateByItself<Result>(
  { ctx: { services } }: GuardedCall,
  steps: Steps<PermitContext, Result>,
  { audited, given }: Mutation,
): Promise<Result> {
  const { database } = services;
  const subjects = () => steps.subjects();
  const afterwards: (() => void)[] = [];
  const answer = await steps.run({
    ...given,
    db: database.reader,
    afterCommit: (act) => void afterwards.push(act),
    transaction: (run, outcomeOf) => auditedTransaction(audited, database, { run, subjects, outcomeOf }),
  });
  await audited.record("ok", () => steps.subjects(answer));
  for (const act of afterwards) act();
  return answer;
}

/** One transaction with the call's entry in the audit; under a caller's key at most once. */
async function mutate<Result>(
  call: GuardedCall,
  steps: Steps<PermitContext, Result>,
  { audited, given, keyed: mindsKey }: Mutation & { keyed: boolean },
): Promise<Result> {
  const { database, turns } = call.ctx.services;
  const key = mindsKey ? keyOfCall(call.ctx.idempotency, call.batchIndex) : null;
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

export type OpenContext = EnteringContext & {
  db: Database;
  /** Says whom the call is from, as soon as that is known: also of a call that fails then. */
  identify: AuditedCall["identify"];
  /** The caller's `Idempotency-Key`; null where there is none, and for a query. A body that minds it says so by `mindsKey`. */
  idempotencyKey: string | null;
  /** Says that the call was made before, and is answered as it was then. */
  noteReplay(): void;
  /** What is to be done once the call has succeeded, before the answer leaves. */
  afterCommit: (act: () => void) => void;
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
      const afterwards: (() => void)[] = [];
      const answer = await steps.run({
        db: database.reader,
        idempotencyKey: type === "mutation" ? keyOfCall(ctx.idempotency, batchIndex) : null,
        noteReplay: () => noteReplay(call, audited),
        afterCommit: (act) => void afterwards.push(act),
        identify: (...who) => audited.identify(...who),
        enters: (...practice) => audited.enters(...practice),
        transaction: (run, outcomeOf) => auditedTransaction(audited, database, { run, subjects, outcomeOf }),
      });
      await audited.record("ok", () => steps.subjects(answer));
      for (const act of afterwards) act();
      return answer;
    } catch (error) {
      throw toTrpcError(await audited.failed(error, steps.subjects));
    }
  });
