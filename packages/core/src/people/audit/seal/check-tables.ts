import { type Database, schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { AuditFinding } from "./findings.ts";

const tables: { table: PgTable; kind: string }[] = [
  { table: schema.auditEntry, kind: "p" },
  { table: schema.auditSeal, kind: "r" },
  { table: schema.auditArchive, kind: "r" },
];

type Column = { kind: string; name: string; type: string };

/** Compares the audit's tables with the schema. If they differ, their contents cannot be verified. */
export async function checkTables(db: Database): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const { table, kind } of tables) {
    const { name, columns } = getTableConfig(table);
    const found = await findColumns(db, name);
    const expected = new Map(
      columns.map((column) => [column.name, `${column.getSQLType()}${column.notNull ? " not null" : ""}`]),
    );
    const differs = (column: string, is: string | null) =>
      findings.push({ kind: "table changed", seal: 0, table: name, column, is });
    if (found.some((column) => column.kind !== kind)) differs("", "of another kind");
    for (const column of found) {
      if (expected.get(column.name) !== column.type) differs(column.name, column.type);
      expected.delete(column.name);
    }
    for (const missing of expected.keys()) differs(missing, null);
  }
  return findings;
}

const findColumns = (db: Database, table: string) =>
  db.execute<Column>(sql`
    select relkind as kind, attname as name,
      format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end as type
    from pg_catalog.pg_class join pg_catalog.pg_attribute on attrelid = pg_class.oid
    where pg_class.oid = to_regclass(${`public.${table}`}) and attnum > 0 and not attisdropped order by attnum`);
