import { type Database, type DatabaseHandle, given, lockValues, prepared } from "@caretype/db";
import { idempotencyKey } from "@caretype/db/schema";
import { and, sql } from "drizzle-orm";
import type { AccountId } from "../../field/ids.ts";

export type KeyedCall = {
  accountId: AccountId;
  key: string;
  /** The procedure's path. */
  action: string;
  inputHash: Buffer;
};

export type KeptAnswer = {
  /** Whether the stored answer belongs to this call. */
  isSame: boolean;
  /** `ok`, or the code of a refusal. */
  outcome: string;
  /** JSON. Null for a void output. */
  answer: string | null;
};

const lifetime = sql.raw("interval '24 hours'");

const keptAnswer = prepared(["action", "inputHash", "accountId", "key"], (db) =>
  db
    .select({
      isSame: sql<boolean>`${idempotencyKey.action} = ${sql.placeholder("action")}
        and ${idempotencyKey.inputHash} = ${sql.placeholder("inputHash")}`,
      outcome: idempotencyKey.outcome,
      answer: sql<string | null>`${idempotencyKey.answer}::text`,
    })
    .from(idempotencyKey)
    .where(
      and(
        ...given(idempotencyKey, "accountId", "key"),
        sql`${idempotencyKey.createdAt} > now() - ${lifetime}`,
      ),
    ),
);

/** The answer to a call with this key within the last 24 hours, or null. */
export async function findKeptAnswer(db: Database, call: KeyedCall): Promise<KeptAnswer | null> {
  const [found] = await keptAnswer(db).execute(call);
  return found ?? null;
}

/**
 * Locks the key until the transaction ends, then finds its answer. Two statements, because a statement that waits
 * for a lock does not see what was committed meanwhile.
 */
export async function lockAndFind(tx: Database, call: KeyedCall): Promise<KeptAnswer | null> {
  const [, found] = await Promise.all([
    lockValues(tx, "idempotency", [`${call.accountId} ${call.key}`]),
    findKeptAnswer(tx, call),
  ]);
  return found;
}

const keepRow = prepared(["accountId", "key", "action", "inputHash", "outcome", "answer"], (db) =>
  db
    .insert(idempotencyKey)
    .values({
      accountId: sql.placeholder("accountId"),
      key: sql.placeholder("key"),
      action: sql.placeholder("action"),
      inputHash: sql.placeholder("inputHash"),
      outcome: sql.placeholder("outcome"),
      answer: sql`${sql.placeholder("answer")}::json`,
      createdAt: sql`now()`,
    })
    .onConflictDoUpdate({
      target: [idempotencyKey.accountId, idempotencyKey.key],
      set: {
        action: sql`excluded.action`,
        inputHash: sql`excluded.input_hash`,
        outcome: sql`excluded.outcome`,
        answer: sql`excluded.answer`,
        createdAt: sql`excluded.created_at`,
      },
    }),
);

/** Stores an answer, replacing an expired one. The caller holds the key's lock. */
export async function keepAnswer(
  tx: Database,
  call: KeyedCall,
  { outcome, answer }: { outcome: string; answer: unknown },
): Promise<void> {
  await keepRow(tx).execute({ ...call, outcome, answer: JSON.stringify(answer) ?? null });
}

/** Rows deleted per transaction. Small, so that calls do not wait long for a connection. */
const batch = 500;

/** Skips rows that another process is deleting. */
const deleteExpired = prepared([], (db) =>
  db
    .delete(idempotencyKey)
    .where(sql`ctid = any (array(
      select ctid from ${idempotencyKey} where ${idempotencyKey.createdAt} <= now() - ${lifetime}
      order by ${idempotencyKey.createdAt} limit ${sql.raw(String(batch))} for update skip locked
    ))`)
    .returning({ key: idempotencyKey.key }),
);

export async function deleteExpiredKeys(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  let deleted: unknown[];
  do deleted = await database.transaction((tx) => deleteExpired(tx).execute());
  while (deleted.length === batch);
}
