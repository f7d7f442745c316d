import { whileMigrating } from "@caretype/db";
import { readPlaced } from "@caretype/db/citus";
import { type Connection, connect, quoted } from "@caretype/db/connection";
import { sqlStateOf, sqlStates } from "@caretype/db/errors";
import { BackupError } from "../backup-error.ts";
import { readTables } from "./tables.ts";

/** Writers change records first, and write the audit last. Locking in this order avoids waits in a circle. */
async function lockTables(guard: Connection) {
  const names = (await readTables(guard)).map(({ name }) => name);
  const inOrder = [...names.filter((name) => name !== "audit_entry"), "audit_entry"];
  const list = inOrder.map((name) => `public.${quoted(name)}`).join(", ");
  await guard.command(`lock table ${list} in exclusive mode`);
}

/** A node may still have to commit what others have committed. Treated like an unavailable lock. */
const requireNonePrepared = `
  do $$ begin
    if exists (
      select from run_command_on_all_nodes(
        'select count(*) from pg_prepared_xacts where gid like ''citus%'' and database = current_database()'
      ) where result is distinct from '0'
    ) then raise lock_not_available; end if;
  end $$`;

type Snapshot<T> = { url: string; connection: Connection; begin: () => Promise<T> };

/**
 * Begins a snapshot of all nodes. On Citus, each node has its own snapshot, so writers are blocked until all have
 * begun. Retries for some minutes while writers prevent that.
 * @throws {BackupError} if they still do, or the user may not lock the tables.
 */
export async function beginAtOneMoment<T>({ url, connection, begin }: Snapshot<T>): Promise<T> {
  if ((await readPlaced(connection)).size === 0) return begin();
  await using guard = connect(url);
  try {
    return await whileMigrating(guard, async () => {
      await lockTables(guard);
      await guard.command(requireNonePrepared);
      const begun = await begin();
      // Each node has a shard of this table.
      await connection.command("select 1 from public.patient limit 1");
      return begun;
    });
  } catch (cause) {
    const refusal = refusals.get(sqlStateOf(cause) ?? "");
    throw refusal === undefined ? cause : new BackupError(refusal, { cause });
  }
}

const busy =
  "No backup was begun: on Citus, writes have to pause for a moment, but something wrote without one for minutes, such as an " +
  "import. Try again when it has ended.";

const refusals = new Map([
  [sqlStates.lockNotAvailable, busy],
  [sqlStates.deadlock, busy],
  [
    sqlStates.insufficientPrivilege,
    "No backup was begun: on Citus, it has to lock the tables. Use the user that owns them.",
  ],
]);
