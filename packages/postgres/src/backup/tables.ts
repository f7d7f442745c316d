import { type Connection, quoted } from "@caretype/db/connection";
import type { TableStart } from "./manifest.ts";

/**
 * All tables of records with their columns. Generated columns are computed again. Jobs are not in a backup: servers
 * queue emails and imports without a job again.
 */
const tables = `
  select relname as name, json_agg(attname order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
    and attnum > 0 and not attisdropped and attgenerated = ''
  group by relname order by relname`;

export async function readTables(connection: Connection): Promise<TableStart[]> {
  const rows = await connection.command(tables);
  return rows.map(({ name, columns }) => ({
    name: String(name),
    columns: Array.isArray(columns) ? columns.map(String) : [],
  }));
}

export const columnList = ({ columns }: TableStart): string => columns.map(quoted).join(", ");
