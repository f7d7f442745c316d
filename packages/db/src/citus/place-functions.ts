import type { Connection } from "../connection/connection.ts";
import { readPlaced, runAlone } from "./placed.ts";

/** The schema's own functions that only the coordinator has. Citus installs extensions on each node. */
const lacking = `
  select oid from pg_proc
  where pronamespace = 'public'::regnamespace
    and not exists (
      select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e'
    )
    and not exists (
      select from pg_dist_object where pg_dist_object.classid = 'pg_proc'::regclass and objid = pg_proc.oid
    )`;

/** Returns whether tables are placed but workers lack functions, as triggers of a database that got Citus later. */
export async function lacksFunctions(connection: Connection): Promise<boolean> {
  if ((await readPlaced(connection)).size === 0) return false;
  return (await connection.command(`${lacking} limit 1`)).length > 0;
}

/** Functions may call one another, in any order. */
const unchecked = "set local citus.propagate_set_commands = 'local'; set local check_function_bodies = off";

/** Citus grants everyone the functions that it copies to a node. */
const revoke = `
  do $$ declare own regprocedure; begin
    for own in
      select oid from pg_proc
      where pronamespace = 'public'::regnamespace and not exists (
        select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0
      )
    loop execute format('revoke all on function %s from public', own); end loop;
  end $$`;

/** Creates the functions that triggers call on each node. Idempotent. */
export async function placeFunctions(connection: Connection): Promise<void> {
  await runAlone(
    connection,
    unchecked,
    `select create_distributed_function(oid::regprocedure) from (${lacking}) as own`,
  );
  await connection.command(revoke);
}
