import { schema } from "@caretype/db";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { ComparedField } from "./rules.ts";

const columns = getTableColumns(schema.patient);

/** A date of birth includes its approximate flag. */
const columnsOf = (field: ComparedField) =>
  field === "dateOfBirth" ? [columns[field], columns.dateOfBirthApproximate] : [columns[field]];

/** Selects the fields with their column names, to join as `filled (field, kept_in)`. */
export const filledColumns = (fields: readonly ComparedField[]): SQL =>
  sql.join(
    fields.flatMap((field) =>
      columnsOf(field).map(({ name }) => sql`select ${field}::text as field, ${name}::text as kept_in`),
    ),
    sql` union all `,
  );
