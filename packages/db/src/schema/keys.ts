import { getTableName } from "drizzle-orm";
import { type AnyPgColumn, foreignKey } from "drizzle-orm/pg-core";

/** `visit_type_id` of `appointment` is checked by `appointment_visit_type_fkey`. */
const nameOf = ({ name, table }: AnyPgColumn) => `${getTableName(table)}_${name.replace(/_id$/, "")}_fkey`;

/** A key to a row that is of no practice, such as an account. */
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
