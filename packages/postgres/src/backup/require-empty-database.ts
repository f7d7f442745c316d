import type { Connection } from "@caretype/db/connection";
import { BackupError } from "./backup-error.ts";

/** Tables, views and sequences that are neither PostgreSQL's nor an extension's. */
const relations = `
  select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where nspname <> 'information_schema' and nspname !~ '^pg_' and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and not relispartition
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
  order by nspname <> 'public', relkind not in ('r', 'p'), relname`;

const records = `
  select (select count(*) from public.account) as accounts, (select count(*) from public.patient) as patients`;

/** @throws {BackupError} that names what is there. */
export async function requireEmptyDatabase(connection: Connection): Promise<void> {
  const found = (await connection.command(relations)).map(({ name }) => String(name));
  if (found.length === 0) return;
  const isOurs = ["account", "patient", "audit_entry"].every((name) => found.includes(name));
  const [row] = isOurs ? await connection.command(records) : [];
  const content = row
    ? `it has the tables of Caretype, with ${counted(Number(row.accounts), "account")} and ${counted(Number(row.patients), "patient")}`
    : `it has ${found.slice(0, 3).join(", ")}${found.length > 3 ? ` and ${found.length - 3} more` : ""}`;
  throw new BackupError(
    `The database is not empty: ${content}. Nothing was restored. Restore into a new database or data folder.`,
  );
}

const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;
