import type { Database } from "@caretype/db";
import { type AuditedCall, auditedTransaction } from "./audited-call.ts";
import type { ProtectedContext } from "./body-context.ts";
import { answerOnce } from "./idempotency/answer-once.ts";
import { hashInput } from "./idempotency/input-hash.ts";
import { keyOfCall } from "./idempotency/sent-keys.ts";
import type { CallSteps } from "./procedure-call.ts";

export type Mutation = {
  steps: CallSteps;
  audited: AuditedCall;
  given: Omit<ProtectedContext, "db" | "afterCommit">;
};

/** Runs a mutation that opens its own transaction. */
export async function mutateInOwnTransaction({ steps, audited, given }: Mutation): Promise<unknown> {
  const { client, services } = steps.call.ctx;
  const { database } = services;
  const subjects = () => steps.subjects();
  const afterwards: (() => void)[] = [];
  const answer = await steps.run({
    ...given,
    db: database.readsFor(given.scope.practiceId).reader,
    afterCommit: (act) => void afterwards.push(act),
    transaction: (run) =>
      auditedTransaction(audited, database, { run, subjects, caller: given.scope.practiceId, client }),
  } satisfies ProtectedContext);
  await audited.record("ok", () => steps.subjects(answer));
  services.changes.soon();
  for (const act of afterwards) act();
  return answer;
}

/** Runs a mutation and its audit entry in one transaction, at most once per idempotency key. */
export async function mutate(
  { steps, audited, given }: Mutation,
  { keyed: idempotent }: { keyed: boolean },
): Promise<unknown> {
  const { call } = steps;
  const { client, requestId, services } = call.ctx;
  const { database, mutex } = services;
  const key = idempotent ? keyOfCall(call.ctx.idempotency, call.batchIndex) : null;
  const afterwards: (() => void)[] = [];
  const afterCommit = (act: () => void) => void afterwards.push(act);
  const run = (db: Database) => steps.run({ ...given, db, afterCommit } satisfies ProtectedContext);
  const append = (db: Database, result: unknown) => audited.append(db, "ok", () => steps.subjects(result));
  const runAndAppend = async (db: Database) => {
    const result = await run(db);
    await append(db, result);
    return result;
  };
  const { accountId, practiceId } = given.scope;
  const options = { accountId, requestId, caller: practiceId, client };
  // The hash includes the practice: the same input is another call after a change of practice.
  const keyed = (text: string) =>
    answerOnce(
      { database, mutex, options },
      { accountId, key: text, action: call.path, inputHash: hashInput([practiceId, steps.input]) },
      { run, append, onReplay: () => audited.replayed() },
    );
  const result = key === null ? await database.transaction(runAndAppend, options) : await keyed(key);
  audited.committed("ok");
  services.changes.soon();
  for (const act of afterwards) act();
  return result;
}
