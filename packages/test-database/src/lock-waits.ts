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
