import { DatabaseUnavailable, sqlStateOf } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import { DomainError } from "../error/domain-error.ts";
import { toTrpcError } from "../error/map.ts";
import { isLongPage } from "../field/paging.ts";
import { AuditedCall } from "./audited-call.ts";
import type { ProtectedContext } from "./body-context.ts";
import { authenticate, refusalOf } from "./caller.ts";
import type { RequestContext } from "./context.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { withholdInRefusal } from "./guarded-fields.ts";
import { type Mutation, mutate, mutateInOwnTransaction } from "./mutation.ts";
import type { CallSteps } from "./procedure-call.ts";
import type { Scope } from "./scope.ts";
import type { ProtectedGuard } from "./trpc.ts";

/** Calls a procedure made by `protectedProcedure`. Rejects only with TRPCError. */
export async function callProtected(guard: ProtectedGuard, steps: CallSteps): Promise<unknown> {
  const { call } = steps;
  const audited = new AuditedCall(call);
  call.ctx.services.longReads.countCall();
  try {
    const scope = await authenticate(call.ctx, audited, guard);
    audited.authenticated(scope, guard.permission);
    if (scope.dialect !== null && call.ctx.dialect) call.ctx.dialect.name = scope.dialect;
    const { cost, checksSecret } = guard;
    await call.ctx.services.limiter.spend({ account: scope.accountId, checksSecret }, cost);
    await authorise(scope, guard, steps);
    await readInput(scope, steps);
    steps.limitInput(scope.permissions);
    const given = contextOf(scope, audited, steps);
    const answer =
      call.type === "mutation"
        ? await change({ steps, audited, given }, guard)
        : await read({ steps, audited, given }, guard);
    // Last, so that a replayed answer shows only what its reader may see now.
    return steps.withhold(answer, audited.permissions);
  } catch (error) {
    const refusal = await explainRefusal(error, {
      db: ({ practiceId }) => call.ctx.services.database.readsFor(practiceId).reader,
      scope: audited.scope,
      ids: () => steps.subjects(),
    });
    // Without a valid token, the answer reveals nothing.
    const failure = await audited.failed(refusal, () => steps.subjects(), {
      learnsNothing: !audited.isAuthenticated,
    });
    throw toTrpcError(refusalShownTo(audited, steps.declared(failure)));
  }
}

/** Rejects if the caller lacks the permission or recent authentication. */
async function authorise(scope: Scope, guard: ProtectedGuard, steps: CallSteps): Promise<void> {
  const refusal = refusalOf(scope, guard);
  if (!refusal) return;
  // Reads the input only to name the requested records in the audit.
  await readInput(scope, steps).catch(() => undefined);
  throw new DomainError(refusal, refusal === "PERMISSION_DENIED" ? { permission: guard.permission } : {});
}

async function readInput(scope: Scope, steps: CallSteps): Promise<void> {
  await steps.readInput();
  if (steps.call.ctx.formerIds !== undefined) await steps.resolveFormerIds(scope);
}

function contextOf(scope: Scope, audited: AuditedCall, { call }: CallSteps): Mutation["given"] {
  const readers = primaryReaders(call.ctx, scope);
  return { scope, audit: audited, ...readers, transaction: noTransaction };
}

const noTransaction = () => Promise.reject(new Error("ctx.transaction requires the option ownTransaction"));

async function read({ steps, audited, given }: Mutation, { cost }: ProtectedGuard): Promise<unknown> {
  const { ctx } = steps.call;
  const { client } = ctx;
  const db = ctx.services.database.readsFor(given.scope.practiceId).reader;
  const run = (readers: Readers) =>
    steps.run({ ...given, ...readers, db, afterCommit: runNow } satisfies ProtectedContext);
  const { replicas } = ctx.services;
  const query = { position: ctx.position ?? "", scope: given.scope, client, fallback: given };
  const body = () => (replicas === undefined ? run(given) : readOnReplica(replicas, query, run));
  const { longReads } = ctx.services;
  const { practiceId } = given.scope;
  const isCostly = cost >= minLongCost;
  const answer = await (isCostly || isLong(steps)
    ? longReads.run({ practiceId, client }, body, (answer) => isCostly || isFull(answer))
    : body());
  await audited.record("ok", () => steps.subjects(answer));
  return answer;
}

/** Queries of this cost read many rows, such as statistics and searches for duplicates. */
const minLongCost = 10;

/** A long page, as of an export. */
const isLong = ({ takesCursor, input }: Pick<CallSteps, "takesCursor" | "input">): boolean =>
  takesCursor &&
  typeof input === "object" &&
  input !== null &&
  "limit" in input &&
  isLongPage({ limit: Number(input.limit) });

/** A page may be short despite a long limit, as for the visits of a day. */
const isFull = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "items" in answer &&
  Array.isArray(answer.items) &&
  isLongPage({ limit: answer.items.length });

/** A query has no commit to wait for. */
const runNow = (act: () => void) => act();

function change(
  mutation: Mutation,
  { serializeBy, ownTransaction, keyed }: ProtectedGuard,
): Promise<unknown> {
  const { steps, given } = mutation;
  const run = () => (ownTransaction ? mutateInOwnTransaction(mutation) : mutate(mutation, { keyed }));
  if (serializeBy(steps.input) === null) return run();
  const { client, services } = steps.call.ctx;
  return services.mutex(`${steps.call.path} ${given.scope.practiceId}`, run, client);
}

/** Adapts a refusal to its reader: withholds fields, and words it for API keys. */
function refusalShownTo(
  { permissions: held, byKey }: Pick<AuditedCall, "permissions" | "byKey">,
  refusal: DomainError,
): DomainError {
  const { current, candidates, permission } = refusal.details;
  if (byKey && permission !== undefined)
    return new DomainError(refusal.code, { ...refusal.details, cause: refusal.cause, byKey });
  if (current === undefined && candidates === undefined) return refusal;
  return new DomainError(refusal.code, {
    ...refusal.details,
    cause: refusal.cause,
    ...(current !== undefined && { current: withholdInRefusal(current, held) }),
    ...(candidates && {
      candidates: candidates.map((candidate) => ({
        ...candidate,
        patient: withholdInRefusal(candidate.patient, held),
      })),
    }),
  });
}

type Readers = Pick<ProtectedContext, "searcher" | "pageReader">;

function primaryReaders(
  { client, services }: Pick<RequestContext, "client" | "services">,
  { practiceId }: Scope,
): Readers {
  const reads = services.database.readsFor(practiceId);
  const searcher = () => reads.searcher(practiceId, client);
  return { searcher, pageReader: (page) => (isLongPage(page) ? searcher() : reads.reader) };
}

type Query = {
  /** The position that the caller has seen, unverified. "" if unknown. */
  position: string;
  scope: Scope;
  client: RequestContext["client"];
  /** The primary's answer. */
  fallback: Readers;
};

/**
 * Runs a query's body on a replica that has seen what the caller has. Replicas may lack a new record, such as one
 * that a colleague has just created. If the body fails, it runs on the primary.
 */
async function readOnReplica<T>(
  replicas: Replicas,
  { position, scope, client, fallback }: Query,
  run: (readers: Readers) => Promise<T>,
): Promise<T> {
  const { practiceId: caller, sessionId, accountId } = scope;
  const reads = replicas.reads({ caller, session: sessionId ?? accountId, position, client });
  const searcher = () => reads.search;
  try {
    return await run({ searcher, pageReader: (page) => (isLongPage(page) ? searcher() : reads.list) });
  } catch (error) {
    if (!reads.usedReplica || isOfDatabase(error)) throw error;
    return run(fallback);
  }
}

/** The primary has answered with it already, or would take as long. */
const isOfDatabase = (error: unknown) =>
  error instanceof DatabaseUnavailable || sqlStateOf(error) !== undefined;
