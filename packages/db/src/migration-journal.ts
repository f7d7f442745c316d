import { matchMigrations } from "./compare-migrations.ts";
import type { Connection } from "./connection/connection.ts";
import type { Migration } from "./read-migrations.ts";

/** The name of drizzle's own migrator, so that earlier versions know it. */
export const journal = "drizzle.__drizzle_migrations";

/** Creates the journal, and names the entries of earlier versions, which recorded only the time. */
export async function prepareJournal(connection: Connection, migrations: readonly Migration[]) {
  await connection.command(`
    create schema if not exists drizzle;
    create table if not exists ${journal} (id serial primary key, hash text not null, created_at bigint);
    alter table ${journal} add column if not exists name text`);
  const applied = await readJournal(connection);
  for (const [index, migration] of matchMigrations(migrations, applied).entries())
    if (migration !== undefined && migration.name !== applied[index]?.name)
      await connection.command(
        `update ${journal} set name = ${literal(migration.name)} where id = ${applied[index]?.id}`,
      );
}

/** Returns the entries in the order of application. Those of the earliest versions have no names. */
export async function readJournal(connection: Connection) {
  const rows = await connection.command(
    `select id, to_jsonb(entry) ->> 'name' as name, hash, created_at from ${journal} as entry order by id`,
  );
  return rows.map(({ id, name, hash, created_at: time }) => ({
    id: Number(id),
    name: name === null ? null : String(name),
    hash: String(hash),
    time: Number(time),
  }));
}

export async function readNames(connection: Connection): Promise<Set<unknown>> {
  const rows = await connection.command(`select name from ${journal}`);
  return new Set(rows.map(({ name }) => name));
}

/** Sets the sequence first, because logical replication copies rows without it. */
export const recordMigration = (connection: Connection, { name, hash, time }: Migration) =>
  connection.command(`
    insert into ${journal} (id, name, hash, created_at)
    select setval(pg_get_serial_sequence('${journal}', 'id'), coalesce(max(id), 0) + 1), ${literal(name)}, '${hash}', ${time}
    from ${journal}`);

/** `standard_conforming_strings` is on. */
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
