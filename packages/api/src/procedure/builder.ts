import { DomainError } from "../error/domain-error.ts";
import { toTrpcError } from "../error/map.ts";
import { isLongPage } from "../field/paging.ts";
import type { Permission } from "../permissions.ts";
import { AuditedCall, auditedTransaction } from "./audited-call.ts";
import type { OpenContext, PermitContext } from "./body-context.ts";
import { authenticate, refusalOf } from "./caller.ts";
import { direct } from "./direct-call.ts";
import { keyOfCall } from "./idempotency/sent-keys.ts";
import { mutate, mutateByItself, noteReplay } from "./mutation.ts";
import { refusalShownTo } from "./refusal-shown-to.ts";
import { guarded, t } from "./trpc.ts";

export const router: typeof t.router = (record) => t.router(direct(record));
export const createCallerFactory = t.createCallerFactory;

/** For a procedure that has no record's id in its input or output, with the reason. */
export const noSubjects = (reason: string) => ({ noSubjects: reason });

type PermitOptions = {
  cost?: number;
  /**
   * The caller has to have proved who they are within the last ten minutes, by their second factor if they have one;
   * `REAUTHENTICATION_REQUIRED` otherwise. For what opens or closes doors.
   */
  requireRecentAuth?: boolean;
  /**
   * Returns `"practice"` for inputs with which a mutation locks its whole practice: such calls run one at a time for each
   * practice. They wait before they have a connection, so that they cannot take up all connections.
   */
  serializeBy?: (input: unknown) => "practice" | null;
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

const byNothing = () => null;

/** The `serializeBy` of a mutation that locks its practice whatever its input. */
export const perPractice = () => "practice" as const;

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
    requireRecentAuth = false,
    serializeBy = byNothing,
    ownTransaction = false,
    keyed = !ownTransaction,
  }: PermitOptions = {},
) => {
  const guard = { kind: "permit", permission, cost, requireRecentAuth, keyed } as const;
  return guarded<PermitContext>(guard, async (call, steps) => {
    const { database, limiter } = call.ctx.services;
    const audited = new AuditedCall(call);
    let held: ReadonlySet<Permission> = nothingHeld;
    try {
      const scope = await authenticate(call.ctx, audited, guard);
      held = scope.permissions;
      audited.isFrom(scope, permission);
      await limiter.spend({ account: scope.accountId }, cost);
      const refusal = refusalOf(scope, { permission, requireRecentAuth });
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
      const because = (mark: string) => audited.addReason(mark);
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
      const isSerial = serializeBy(steps.input()) === "practice";
      const answer = await (isSerial
        ? call.ctx.services.mutex(`${call.path} ${scope.practiceId}`, change)
        : change());
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

/** A query commits nothing that could be waited for. */
const runNow = (act: () => void) => act();

const noTransaction = () => Promise.reject(new Error("ctx.transaction is there with ownTransaction only"));

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
        transaction: (run, outcomeOf) =>
          auditedTransaction(audited, database, { run, subjects, outcomeOf, caller: ctx.address }),
      });
      await audited.record("ok", () => steps.subjects(answer));
      for (const act of afterwards) act();
      return answer;
    } catch (error) {
      throw toTrpcError(await audited.failed(error, steps.subjects));
    }
  });
