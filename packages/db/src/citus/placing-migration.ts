import type { Migration } from "../read-migrations.ts";
import { sequential } from "./placed.ts";
import { placingStatement } from "./placements.ts";

const createdTable = /^(?:\s|--.*\n)*create table (?:"?public"?\.)?"?(\w+)"?\s*\(/i;

const addedConstraint = /^(?:\s|--.*\n)*alter table (?:"?public"?\.)?"?(\w+)"?\s+add constraint/i;

/** Removes the table's name before the columns of a check, as a shard has another name. */
function withoutTableName(statement: string): string {
  const table = addedConstraint.exec(statement)?.[1];
  return table === undefined ? statement : statement.replaceAll(`"${table}".`, "");
}

/**
 * On a database placed on Citus, a migration also places each table that it creates, before its foreign keys, which
 * may refer only to tables on the same shard.
 */
export function placingMigration(migration: Migration): Migration {
  const statements = migration.sql.flatMap((statement) => {
    const placing = placingStatement(createdTable.exec(statement)?.[1] ?? "");
    return placing === undefined ? [withoutTableName(statement)] : [statement, placing];
  });
  return { ...migration, sql: [...sequential.split("; "), ...statements] };
}
