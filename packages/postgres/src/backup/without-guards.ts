import type { Connection } from "@caretype/db/connection";

/** A partition's keys and triggers follow from those of its table. */
const foreignKeys = `
  select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by oid`;

const insertTriggers = `
  select tgrelid::regclass::text as table, quote_ident(tgname) as name
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where relnamespace = 'public'::regnamespace and not tgisinternal and tgparentid = 0 and tgenabled = 'O'
    and tgtype & 4 <> 0`;

/**
 * Runs `work` without foreign keys, so that tables can be filled in any order, and without the triggers that refuse
 * rows with a past. Adding the keys again checks all rows. The tables' owner may do all this.
 */
export async function withoutGuards<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const [keys, triggers] = [await connection.command(foreignKeys), await connection.command(insertTriggers)];
  for (const { table, name } of keys)
    await connection.command(`alter table ${table} drop constraint ${name}`);
  for (const { table, name } of triggers)
    await connection.command(`alter table ${table} disable trigger ${name}`);
  const result = await work();
  for (const { table, name } of triggers)
    await connection.command(`alter table ${table} enable trigger ${name}`);
  for (const { table, name, definition } of keys)
    await connection.command(`alter table ${table} add constraint ${name} ${definition}`);
  return result;
}
