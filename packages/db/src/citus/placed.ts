import { type Connection, plainStatement } from "../connection/connection.ts";
import { inTransaction } from "../connection/transaction.ts";
import type { Placement } from "./placements.ts";

/** Changes of shards and of reference tables may share a transaction only one after another. */
export const sequential =
  "set local citus.multi_shard_modify_mode = 'sequential'; set local citus.enable_unsafe_triggers = 'on'";

/** Runs a statement in its own transaction, with settings. */
export async function runAlone(connection: Connection, settings: string, text: string): Promise<void> {
  await inTransaction(connection, `begin; ${settings}`, (runner) => runner.run(plainStatement(text)));
}

/** Selects whether the database has Citus, as `has`. */
export const hasCitus = "select to_regclass('pg_dist_partition') is not null as has";

/** @throws {Error} if the database has no Citus. */
export async function assertCitus(connection: Connection): Promise<void> {
  const [row] = await connection.command(hasCitus);
  if (row?.has !== true)
    throw new Error(
      "The database has no Citus. Install it on each node, add it to shared_preload_libraries, and run as a superuser: " +
        "create extension citus;",
    );
}

/**
 * Newer releases of Citus, except 13.2.0, never free the plans of prepared statements that read rows of their own node.
 * Servers would fill the memory of a coordinator that has practices within minutes.
 * @throws {Error} if the coordinator would get practices, as it does without workers.
 */
export async function assertWorkers(connection: Connection): Promise<void> {
  const [row] = await connection.command(`
    select coalesce(bool_and((groupid > 0) = shouldhaveshards) and bool_or(groupid > 0), false) as separate
    from pg_dist_node where noderole = 'primary'`);
  if (row?.separate !== true)
    throw new Error(
      "The practices belong to workers, not to the coordinator. Add workers by citus_add_node, and run on the coordinator: " +
        "select citus_set_node_property(nodename, nodeport, 'shouldhaveshards', groupid > 0) from pg_dist_node;",
    );
}

const rights = `
  select nodename || ':' || nodeport as node, success, result, current_user as user
  from run_command_on_all_nodes($$
    select has_parameter_privilege(current_user, 'session_replication_role', 'set')
  $$) join pg_dist_node using (nodeid)`;

/**
 * Rows move without triggers, which would refuse old rows.
 * @throws {Error} if a node does not answer, or the user may not disable triggers there.
 */
export async function assertRights(connection: Connection): Promise<void> {
  for (const { node, success, result, user } of await connection.command(rights)) {
    if (success !== true)
      throw new Error(`Nothing was changed: the coordinator cannot work on ${node} as ${user}. ${result}`);
    if (result !== "t")
      throw new Error(
        `Nothing was changed: the database's user may not place records. Run as a superuser on ${node}, and on each other ` +
          `node: grant set on parameter session_replication_role to "${user}";`,
      );
  }
}

const placements = `
  select logicalrelid::text as name, partmethod, repmodel from pg_dist_partition`;

/** Returns where Citus keeps tables. Empty without Citus. */
export async function readPlaced(connection: Connection): Promise<Map<string, Placement>> {
  const [row] = await connection.command(hasCitus);
  if (row?.has !== true) return new Map();
  const rows = await connection.command(placements);
  return new Map(rows.map((placed) => [String(placed.name), placementIn(placed)]));
}

/** Citus also lists local tables, if their foreign keys lead to reference tables. */
function placementIn({ partmethod, repmodel }: Record<string, unknown>): Placement {
  if (partmethod === "h") return "distributed";
  return repmodel === "t" ? "reference" : "local";
}
