import { advisoryLocks } from "./advisory-locks.ts";
import { completeAuditIndexes } from "./complete-audit-indexes.ts";
import { connect, liftTimeouts } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";

/** Stored with an index. A reindex keeps it, but a backup does not. */
const packed = "packed by Caretype";

/** Whether this user may rebuild indexes. On Citus, they are on the nodes. */
const rights = `
  select pg_has_role(current_user, relowner, 'MEMBER') and to_regclass('pg_dist_partition') is null as may,
    pg_try_advisory_lock(${advisoryLocks.packing}) as first
  from pg_class where oid = to_regclass('public.audit_entry')`;

/** A day after its end, no transaction adds to a month any more. Otherwise, the index would just grow again. */
const complete = `
  select inhrelid as month, relname::text as name from pg_inherits join pg_class on oid = inhrelid
  where inhparent = 'public.audit_entry'::regclass and relname ~ '^audit_entry_[0-9]{4}_(0[1-9]|1[0-2])$'
    and to_date(right(relname, 7), 'YYYY_MM') + interval '1 month 1 day' < now() at time zone 'UTC'`;

const loose = `
  with complete as (${complete})
  select complete.name as month, quote_ident(index.relname) as name
  from complete join pg_index on indrelid = month join pg_class as index on index.oid = indexrelid
    join pg_am on pg_am.oid = relam
  where amname = 'btree' and indisvalid and obj_description(index.oid, 'pg_class') is distinct from '${packed}'
  order by 1, 2`;

/** A killed reindex leaves its copy, invalid. */
const abandoned = `
  with complete as (${complete})
  select quote_ident(index.relname) as name
  from complete join pg_index on indrelid = month join pg_class as index on index.oid = indexrelid
  where not indisvalid and index.relname ~ '_cc(new|old)[0-9]*$'`;

type Packing = { url: string; signal?: AbortSignal };

/**
 * Packs the B-trees of complete months of the audit, while servers run. Accounts write in turns, so pages split in
 * the middle and stay half empty. Does nothing for a user that does not own the tables, or if another process is
 * packing. Returns the names of the packed months' tables.
 */
export async function packAuditMonths({ url, signal }: Packing): Promise<string[]> {
  const connection = connect(url);
  const abort = () => connection.lose(new Error("the server is stopping"));
  signal?.addEventListener("abort", abort);
  try {
    await liftTimeouts(connection);
    const [row] = await connection.command(rights);
    if (row?.may !== true || row.first !== true) return [];
    // Left by a migration that was interrupted after it had begun one.
    await completeAuditIndexes(connection, () => connect(url));
    for (const { name } of await connection.command(abandoned))
      await connection.command(`drop index concurrently if exists public.${name}`);
    const months = new Set<string>();
    for (const { month, name } of await connection.command(loose)) {
      await pack(connection, `public.${name}`);
      months.add(String(month));
    }
    return [...months];
  } finally {
    signal?.removeEventListener("abort", abort);
    // The lock ends with its session.
    await connection.end();
  }
}

/** Set by the last step, so that an interrupted run is repeated. */
async function pack(connection: Connection, index: string): Promise<void> {
  await connection.command(`alter index ${index} set (fillfactor = 100)`);
  await connection.command(`reindex index concurrently ${index}`);
  await connection.command(`comment on index ${index} is '${packed}'`);
}
