import type { Database } from "@caretype/db";
import { isOnCitus } from "./test-database.ts";

const here =
  "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
/** On Citus, a statement waits on the node of its row. */
const onAllNodes = `select sum(result::int)::int as count from run_command_on_all_nodes($$${here}$$)`;

/** Counts the statements of the database that wait for a lock. */
export async function countLockWaits(reader: Pick<Database, "execute">): Promise<number> {
  const [row] = await reader.execute<{ count: number }>(isOnCitus() ? onAllNodes : here);
  return row?.count ?? 0;
}

type Row = { table: string; id: string; strength?: "update" | "share" };

/** Locks a practice's record in a transaction. Citus locks no rows without the practice's id. */
export async function lockRow(
  transaction: Pick<Database, "execute">,
  { table, id, strength = "update" }: Row,
): Promise<void> {
  const [row] = await transaction.execute(`select practice_id as practice from ${table} where id = '${id}'`);
  await transaction.execute(
    `select from ${table} where practice_id = '${row?.practice}' and id = '${id}' for ${strength}`,
  );
}
