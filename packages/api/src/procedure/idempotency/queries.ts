import { type Database, type DatabaseHandle, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { AccountId } from "../../field/ids.ts";

const { idempotencyKey } = schema;

/** A call with a key: whose, and what it asks for. */
export type KeyedCall = {
  accountId: AccountId;
  key: string;
  /** The path of the procedure. */
  action: string;
  inputHash: Buffer;
};

export type KeptAnswer = {
  /** Whether the call that was answered is this one. */
  isSame: boolean;
  /** `ok`, or the code of a refusal. */
  outcome: string;
  /** JSON; null for an output of nothing. */
  answer: string | null;
};

const lifetime = sql.raw("interval '24 hours'");

/** Of another number than other locks have. Two keys of one number would wait for one another, and no more than that. */
const lockKey = prepared(["name"], (db) =>
  db
    .select({ isLocked: sql<boolean>`true` })
    .from(sql`pg_advisory_xact_lock(hashtextextended(${sql.placeholder("name")}, 0))`)
    .prepare("idempotency_lock"),
);

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
        eq(idempotencyKey.accountId, sql.placeholder("accountId")),
        eq(idempotencyKey.key, sql.placeholder("key")),
        sql`${idempotencyKey.createdAt} > now() - ${lifetime}`,
      ),
    )
    .prepare("idempotency_kept"),
);

/** What a call with this key was answered within the last 24 hours. */
export async function findKeptAnswer(db: Database, call: KeyedCall): Promise<KeptAnswer | null> {
  const [found] = await keptAnswer(db).execute(call);
  return found ?? null;
}

/**
 * The same, once no other transaction with this key is under way, and so that none begins before this one ends. The
 * look-up is a statement of its own: one that had waited for the lock would not see what it had waited for.
 */
export async function lockAndFind(tx: Database, call: KeyedCall): Promise<KeptAnswer | null> {
  const [, found] = await Promise.all([
    lockKey(tx).execute({ name: `idempotency ${call.accountId} ${call.key}` }),
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
    })
    .prepare("idempotency_keep"),
);

/** Keeps what a call was answered, in place of what is there: whoever has the lock has seen that it holds no more. */
export async function keepAnswer(
  tx: Database,
  call: KeyedCall,
  { outcome, answer }: { outcome: string; answer: unknown },
): Promise<void> {
  await keepRow(tx).execute({ ...call, outcome, answer: JSON.stringify(answer) ?? null });
}

/** So many rows are deleted in one transaction: no call waits long for a connection. */
const batch = 500;

/** What another process is deleting is left to it. */
const deleteExpired = prepared([], (db) =>
  db
    .delete(idempotencyKey)
    .where(sql`ctid = any (array(
      select ctid from ${idempotencyKey} where ${idempotencyKey.createdAt} <= now() - ${lifetime}
      order by ${idempotencyKey.createdAt} limit ${sql.raw(String(batch))} for update skip locked
    ))`)
    .returning({ key: idempotencyKey.key })
    .prepare("idempotency_delete_expired"),
);

export async function deleteExpiredKeys(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  let deleted: unknown[];
  do deleted = await database.transaction((tx) => deleteExpired(tx).execute());
  while (deleted.length === batch);
}
