import { getTableName, sql } from "drizzle-orm";
import { type AnyPgColumn, foreignKey, primaryKey } from "drizzle-orm/pg-core";

/** `visit_type_id` of `appointment` is checked by `appointment_visit_type_fkey`. */
const nameOf = ({ name, table }: AnyPgColumn) => `${getTableName(table)}_${name.replace(/_id$/, "")}_fkey`;

/** A primary key, such as `room_pkey`. */
export const keyOf = (...columns: [AnyPgColumn, ...AnyPgColumn[]]) =>
  primaryKey({ name: `${getTableName(columns[0].table)}_pkey`, columns });

/** Checks that a column has one of these values. */
export const oneOf = (column: AnyPgColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;

/** A key to a row without a practice, such as an account. */
export const refersTo = (column: AnyPgColumn, { id }: Record<"id", AnyPgColumn>) =>
  foreignKey({ name: nameOf(column), columns: [column], foreignColumns: [id] });

/** A key to a row of the same practice. */
export const refersInPractice = <Name extends string>(
  table: Record<Name | "practiceId", AnyPgColumn>,
  name: Name,
  { practiceId, id }: Record<"practiceId" | "id", AnyPgColumn>,
) =>
  foreignKey({
    name: nameOf(table[name]),
    columns: [table.practiceId, table[name]],
    foreignColumns: [practiceId, id],
  });
