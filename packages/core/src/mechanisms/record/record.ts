import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { type Descriptions, ofPatient } from "../../kernel/audit-log/description.ts";

/** Nouns for a record in a sentence, such as `an allergy` and `allergies`. */
type Says = { one: string; many: string };

type Table = PgTable & { $inferSelect: object };
type NameOf<Of extends Table> = Of["_"]["name"];
type CodeOf<Of extends Table> = `${Uppercase<NameOf<Of>>}_NOT_FOUND`;

/** `Row`: the columns that the wire shows, as they are or by the record's mapper. */
export type Declaration<Of extends Table, Row extends object> = {
  table: Of;
  says: Says;
  /**
   * The columns that the wire does not show. Each column must be here or in the row. Otherwise it does not compile.
   */
  hides: Readonly<Record<Exclude<keyof Of["$inferSelect"], keyof Row>, true>>;
};

/** The audit's description of each procedure with records of a patient. */
function wordsOf({ one, many }: Says) {
  const enterInError: Descriptions = {
    practice: `Marked ${one} as entered in error`,
    patient: `Marked ${one} of the patient as entered in error`,
  };
  return {
    list: ofPatient(`Listed a patient's ${many}`),
    byId: ofPatient(`Read ${one}`),
    create: ofPatient(`Added ${one}`),
    update: ofPatient(`Changed ${one}`),
    enterInError,
  };
}

/** Declares a kind of record of a patient, once. The rest follows from its table, fields and nouns. */
export function record<Of extends Table, Row extends object>({ table, says, hides }: Declaration<Of, Row>) {
  const type: NameOf<Of> = getTableName(table);
  const columns: [string, PgColumn][] = Object.entries(getTableColumns(table));
  return {
    table,
    says,
    type,
    // Spelled like the constraint in the type.
    notFound: `${type.toUpperCase()}_NOT_FOUND` as CodeOf<Of>,
    restBase: `/${says.many.replaceAll(" ", "-")}` as const,
    describes: wordsOf(says),
    /** The columns that the wire shows. `hides` has checked their names. */
    columns: Object.fromEntries(columns.filter(([name]) => !(name in hides))) as Pick<
      Of["_"]["columns"],
      keyof Row & keyof Of["_"]["columns"]
    >,
  };
}
