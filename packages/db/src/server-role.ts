import { advisoryLocks } from "./advisory-locks.ts";
import type { Connection } from "./connection/connection.ts";
import { inTransaction } from "./connection/transaction.ts";
import { isStatementError, sqlStateOf } from "./errors.ts";

/**
 * Who serves: it may change records, but neither what tells what has happened nor any table. One for all databases of
 * a cluster; migrations say what it may do.
 */
export const serverRole = "caretype_server";

export type Serving = {
  /** The role that a server's connections are to take on; null where that is not possible. */
  role: string | null;
  /** Whether the given user is another one than the tables' owner, so that nothing leads back from the role. */
  isApart: boolean;
  /** Where triggers alone guard the audit: what is wrong with them, if anything is. */
  auditFaults?: string[];
};

export type RoleState = { mayTake: boolean; isApart: boolean; lacks: boolean; differs: boolean };

/** What `server_role_state` says, as columns of a row. */
export const roleStateColumns = `may_take as "mayTake", is_apart as "isApart", lacks, differs`;

/**
 * Sees to the role where it is not as it should be: a dump restored in another cluster has none, as roles are not in
 * dumps. Whoever owns the tables may do so; a user that may not make roles is served without.
 */
export async function setUpServerRole(connection: Connection, state: RoleState): Promise<Serving> {
  const isRight = state.mayTake && !state.differs;
  const { mayTake, isApart, lacks } = isRight || state.isApart ? state : await mended(connection, state);
  return { role: mayTake && !lacks ? serverRole : null, isApart };
}

async function mended(connection: Connection, state: RoleState): Promise<RoleState> {
  try {
    return await inTransaction(connection, "begin; set local lock_timeout = '30s'", async () => {
      await connection.command(`select pg_advisory_xact_lock(${advisoryLocks.migrating})`);
      await connection.command("select set_up_server_role()");
      const [row] = await connection.command(`select ${roleStateColumns} from server_role_state()`);
      return row === undefined ? state : roleStateOf(row);
    });
  } catch (error) {
    // The user may make no roles, or a table is not its own. Serving does not depend on it.
    if (!isStatementError(error) || sqlStateOf(error) !== "42501") throw error;
    return state;
  }
}

export const roleStateOf = ({ mayTake, isApart, lacks, differs }: Record<string, unknown>): RoleState => ({
  mayTake: mayTake === true,
  isApart: isApart === true,
  lacks: lacks === true,
  differs: differs === true,
});
