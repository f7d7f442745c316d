import { schema } from "@caretype/db";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { ComparedField } from "./rules.ts";

const columns = getTableColumns(schema.patient);

/** A date is kept with whether it is approximate. */
const columnsOf = (field: ComparedField) =>
  field === "dateOfBirth" ? [columns[field], columns.dateOfBirthApproximate] : [columns[field]];

/** Rows of fields and the names of the columns that they are kept in, to be joined as `filled (field, kept_in)`. */
export const filledColumns = (fields: readonly ComparedField[]): SQL =>
  sql.join(
    fields.flatMap((field) =>
      columnsOf(field).map(({ name }) => sql`select ${field}::text as field, ${name}::text as kept_in`),
    ),
    sql` union all `,
  );
