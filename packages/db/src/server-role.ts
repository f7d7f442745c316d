import { connect } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { inUnlimitedTransaction } from "./connection/transaction.ts";
import { isStatementError, sqlStateOf, sqlStates } from "./errors.ts";

/**
 * The role of a running server.
 * It may change records, but neither the history and audit nor any table's definition. All databases of a
 * cluster share it. Migrations define its privileges.
 */
export const serverRole = "caretype_server";

export type ServerRoleStatus = {
  /** The role that a server's connections must assume. Null if that is not possible. */
  role: string | null;
  /** Whether the given user differs from the tables' owner. Otherwise the role could be left. */
  isSeparateUser: boolean;
  /** The faults of the audit's triggers, if triggers alone protect the audit. */
  auditFaults?: string[];
};

export type RoleState = { canAssume: boolean; isSeparateUser: boolean; lacks: boolean; differs: boolean };

/** The columns of `server_role_state`, with our names. */
export const roleStateColumns = `may_take as "canAssume", is_apart as "isSeparateUser", lacks, differs`;

/**
 * Creates or repairs the role.
 * It is missing after a dump is restored in another cluster, because dumps contain no roles. The tables' owner
 * may do this. A user that may not create roles is served without it.
 */
export async function setUpServerRole(connection: Connection, state: RoleState): Promise<ServerRoleStatus> {
  const isRight = state.canAssume && !state.differs;
  return statusOf(isRight || state.isSeparateUser ? state : await repaired(connection, state));
}

/** Changes nothing. */
const statusOf = ({ canAssume, isSeparateUser, lacks }: RoleState): ServerRoleStatus => ({
  role: canAssume && !lacks ? serverRole : null,
  isSeparateUser,
});

/** Reads how a migrated database would be served. Changes nothing. */
export async function readServerRole(url: string): Promise<ServerRoleStatus> {
  await using connection = connect(url);
  const [row = {}] = await inUnlimitedTransaction(connection, () =>
    connection.command(`select ${roleStateColumns} from server_role_state()`),
  );
  return statusOf(roleStateOf(row));
}

async function repaired(connection: Connection, state: RoleState): Promise<RoleState> {
  // Imported on demand, as a start loads as little as possible.
  const { whileMigrating } = await import("./migration-lock.ts");
  try {
    return await whileMigrating(connection, async () => {
      await connection.command("select set_up_server_role()");
      const [row] = await connection.command(`select ${roleStateColumns} from server_role_state()`);
      return row === undefined ? state : roleStateOf(row);
    });
  } catch (error) {
    // The user may not create roles, or does not own a table. The server works without the role.
    if (!isStatementError(error) || sqlStateOf(error) !== sqlStates.insufficientPrivilege) throw error;
    return state;
  }
}

export const roleStateOf = ({
  canAssume,
  isSeparateUser,
  lacks,
  differs,
}: Record<string, unknown>): RoleState => ({
  canAssume: canAssume === true,
  isSeparateUser: isSeparateUser === true,
  lacks: lacks === true,
  differs: differs === true,
});
