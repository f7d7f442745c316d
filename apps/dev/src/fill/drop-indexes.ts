import type { Database } from "@caretype/db";
import { sql } from "drizzle-orm";

type Part = { drop: string; make: string };

/**
 * Drops the tables' keys and indexes, and returns a function that recreates them.
 * Filling an index row by row takes several times as long as building it at the end. Runs in one transaction,
 * so that no reader misses them.
 */
export async function dropIndexes(tx: Database, tables: readonly string[]): Promise<() => Promise<void>> {
  const names = sql.param(`{${tables.join(",")}}`);
  const constraints = await tx.execute<Part>(sql`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint
    where (conrelid = any (${names}::regclass[]) or confrelid = any (${names}::regclass[]))
      and contype in ('f', 'p', 'u')
    order by contype, conname`);
  const indexes = await tx.execute<Part>(sql`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
    from pg_index
    where indrelid = any (${names}::regclass[])
      and not exists (select from pg_constraint where conindid = indexrelid)
    order by indexrelid::regclass::text`);
  const isForeign = ({ make }: Part) => make.includes("FOREIGN KEY");
  // Foreign keys depend on the others, so drop them first and create them last.
  const foreign = constraints.filter(isForeign);
  const keys = constraints.filter((part) => !isForeign(part));
  for (const { drop } of [...foreign, ...keys, ...indexes]) await tx.execute(sql.raw(drop));
  return async () => {
    for (const { make } of [...keys, ...indexes, ...foreign]) await tx.execute(sql.raw(make));
  };
}
