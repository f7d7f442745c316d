import { toDomainError, toTrpcError } from "../error/map.ts";
import { AuditedCall, auditedTransaction } from "./audited-call.ts";
import type { PublicContext } from "./body-context.ts";
import { keyOfCall } from "./idempotency/sent-keys.ts";
import type { CallSteps, ProcedureCall } from "./procedure-call.ts";
import type { FinishedCall } from "./services.ts";
import type { PublicGuard } from "./trpc.ts";

/** Calls a procedure made by `publicProcedure`. Rejects only with TRPCError. */
export async function callPublic({ cost, checksSecret }: PublicGuard, steps: CallSteps): Promise<unknown> {
  const { ctx, path } = steps.call;
  const audited = new AuditedCall(steps.call);
  const afterwards: (() => void)[] = [];
  try {
    await ctx.services.limiter.spend({ address: ctx.address, procedure: path, checksSecret }, cost);
    await steps.readInput();
    const answer = await steps.run(contextOf(steps, audited, afterwards));
    await audited.record("ok", () => steps.subjects(answer));
    for (const act of afterwards) act();
    return answer;
  } catch (error) {
    throw toTrpcError(steps.declared(await audited.failed(error, () => steps.subjects())));
  }
}

function contextOf(steps: CallSteps, audited: AuditedCall, afterwards: (() => void)[]): PublicContext {
  const { call } = steps;
  const { ctx, type, batchIndex } = call;
  const { database } = ctx.services;
  const subjects = () => steps.subjects();
  return {
    db: database.reader,
    audit: audited,
    idempotencyKey: type === "mutation" ? keyOfCall(ctx.idempotency, batchIndex) : null,
    afterCommit: (act) => void afterwards.push(act),
    // Also for clients that have left: a wrong password counts in any case.
    transaction: (run) => auditedTransaction(audited, database, { run, subjects, caller: ctx.address }),
  };
}

type Call = (given: ProcedureCall) => Promise<unknown>;

/** Reports each call to `services.onCall`, and runs it within `services.traceCall`. Costs nothing without them. */
export const observed =
  (call: Call): Call =>
  (given) => {
    const { onCall, traceCall } = given.ctx.services;
    if (onCall === undefined && traceCall === undefined) return call(given);
    const counted = () => (onCall === undefined ? call(given) : report(call, given, onCall));
    return traceCall === undefined
      ? counted()
      : traceCall({ procedure: given.path, parent: given.ctx.trace }, counted);
  };

async function report(call: Call, given: ProcedureCall, onCall: (call: FinishedCall) => void) {
  const began = performance.now();
  const tell = (outcome: FinishedCall["outcome"]) =>
    onCall({ procedure: given.path, outcome, milliseconds: performance.now() - began });
  try {
    const answer = await call(given);
    tell("OK");
    return answer;
  } catch (error) {
    tell(toDomainError(error).code);
    throw error;
  }
}
