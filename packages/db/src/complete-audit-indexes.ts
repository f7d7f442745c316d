import { liftTimeouts } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { inUnlimitedTransaction } from "./connection/transaction.ts";
import { takeMigrationLock } from "./migration-lock.ts";

/**
 * Months of the audit without an index that a migration has begun, named as PostgreSQL names those of new months.
 * Empty for a user who may not build it.
 */
const lacking = `
  select quote_ident(month.relname) as month, quote_ident(index.relname) as index,
    quote_ident(month.relname || '_' || (
      select string_agg(attname, '_' order by attnum) from pg_attribute where attrelid = index.oid
    ) || '_idx') as own,
    substr(pg_get_indexdef(index.oid), strpos(pg_get_indexdef(index.oid), 'USING')) as definition
  from pg_index join pg_class as index on index.oid = indexrelid
    join pg_inherits as part on part.inhparent = indrelid join pg_class as month on month.oid = part.inhrelid
  where indrelid = to_regclass('public.audit_entry') and index.relkind = 'I' and not indisvalid
    and pg_has_role(current_user, index.relowner, 'MEMBER')
    and not exists (
      select from pg_inherits as child join pg_index as existing on existing.indexrelid = child.inhrelid
      where child.inhparent = index.oid and existing.indrelid = month.oid
    )
  order by 1 desc`;

/**
 * Builds indexes that a migration has begun with `on only`, one month after the other, the newest first. Servers keep
 * writing. An interrupted build is repeated by the next call. If another process builds or migrates, nothing is done.
 * @param connect opens a second connection to the same database, if anything is to be built.
 */
export async function completeAuditIndexes(connection: Connection, connect: () => Connection): Promise<void> {
  const found = await inUnlimitedTransaction(connection, () => connection.command(lacking));
  if (found.length === 0) return;
  await using guard = connect();
  await inUnlimitedTransaction(guard, async () => {
    if (!(await takeMigrationLock(guard))) return;
    await liftTimeouts(connection);
    for (const { month, index, own, definition } of await connection.command(lacking)) {
      await connection.command(`drop index concurrently if exists public.${own}`);
      await connection.command(`create index concurrently ${own} on public.${month} ${definition}`);
      await connection.command(`alter index public.${index} attach partition public.${own}`);
    }
  });
}
