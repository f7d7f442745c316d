import { plainStatement, type Runner } from "../connection/connection.ts";
import { hasCitus } from "./placed.ts";

/** The node with a practice's records. */
export type PracticeNode = {
  host: string;
  port: number;
  /**
   * Makes the names of tables refer to those of the practice, and to the node's own copies. Each statement is sent
   * separately: Citus sends what comes along with a setting to other nodes, too.
   */
  setUp: string[];
};

/**
 * Finds the node of a practice, and keeps its records there until the transaction ends. Undefined without Citus. In a
 * transaction on that node, all statements run as on PostgreSQL, also joins with temporary tables. Views replace the
 * tables. Copies cannot be changed through them: a change names the table itself, such as `public.doctor`.
 */
export async function findPracticeNode(
  runner: Runner,
  practiceId: string,
): Promise<PracticeNode | undefined> {
  const run = (text: string, parameters?: string[]) => runner.run(plainStatement(text, parameters));
  const [{ has } = { has: false }] = await run(hasCitus);
  if (!has) return undefined;
  await run("set local idle_in_transaction_session_timeout = 0");
  await run(keepInPlace, [practiceId]);
  const [found] = await run(nodeOf, [practiceId]);
  if (!found)
    throw new Error("The practice's tables are not placed on a node. Run: caretype migrate --citus");
  const setUp = [settings, String(found.views), beginNow];
  return { host: String(found.host), port: Number(found.port), setUp };
}

/** Takes a lock that a move of the practice waits for. It finds no row. */
const keepInPlace = "select from patient where practice_id = $1::uuid and id = $1::uuid for key share";

/** The same as `placeTables` sets for the coordinator. Views and temporary tables stay on this node. */
const settings = `
  set local citus.enable_ddl_propagation = off; set local citus.propagate_set_commands = 'local';
  set local citus.all_modifications_commutative = on; set local citus.multi_shard_modify_mode = 'sequential'`;

/**
 * Citus begins its own transaction with the first read of a table. Before that, the function `began_at` returns
 * another time.
 */
const beginNow = "select from public.practice limit 1";

const nodeOf = `
  with placed as (
    select logicalrelid::text as name, partmethod = 'h' as is_own,
      shard_name(logicalrelid, case partmethod
        when 'h' then get_shard_id_for_distribution_column(logicalrelid, $1::uuid)
        else (select shardid from pg_dist_shard where pg_dist_shard.logicalrelid = placed.logicalrelid)
      end) as shard
    from pg_dist_partition as placed join pg_class on pg_class.oid = logicalrelid
    where not relispartition and (partmethod = 'h' or repmodel = 't')
  )
  select node.nodename as host, node.nodeport as port, (
    select string_agg(format('create temporary view %I as select own.* from %s as own%s', name, shard,
      case when is_own then '' else ', (select) as one' end), '; ') from placed
  ) as views
  from pg_dist_placement join pg_dist_node as node using (groupid)
  where node.noderole = 'primary'
    and shardid = get_shard_id_for_distribution_column('patient'::regclass, $1::uuid)`;
