import type { Migration } from "../read-migrations.ts";
import { sequential } from "./placed.ts";
import { placingStatement } from "./placements.ts";

const createdTable = /^(?:\s|--.*\n)*create table (?:"?public"?\.)?"?(\w+)"?\s*\(/i;

/**
 * On a database whose tables are placed on Citus, a migration also places each table that it creates: before its foreign
 * keys, which may lead to tables on the same shard only.
 */
export function placingMigration(migration: Migration): Migration {
  const statements = migration.sql.flatMap((statement) => {
    const placing = placingStatement(createdTable.exec(statement)?.[1] ?? "");
    return placing === undefined ? [statement] : [statement, placing];
  });
  return { ...migration, sql: [...sequential.split("; "), ...statements] };
}
