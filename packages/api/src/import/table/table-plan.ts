import type { PracticeId } from "../../field/ids.ts";
import type { SourceRow } from "../cell-problems.ts";
import type { ImportPlan } from "../run-import.ts";
import { stagedDoctors, stagedPatients } from "../stage-records.ts";
import { stagings } from "../staging.ts";
import { doctorOfRow, patientOfRow } from "./rows.ts";
import type { TableRecords, TableSettings } from "./schema.ts";
import { columnsOf } from "./settings.ts";

export type TableSource = {
  practiceId: PracticeId;
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Cells by field, and by `Id` for the identifier in another system. */
  rows: () => AsyncIterable<SourceRow[]>;
};

/** Plans the import of a plain table of patients or doctors. */
export function tablePlan({ practiceId, records, settings, file, rows }: TableSource): ImportPlan {
  const columns = new Map<string, string>(columnsOf(settings));
  const columnOf = (key: string) => columns.get(key) ?? key;
  const place = { file, idColumn: columnOf("Id") };
  const { licenseNumber, email } = settings.mapping;
  const unique = { ...(licenseNumber && { licenseNumber }), ...(email && { email }) };
  return {
    source: "table",
    systems: systemsOf(practiceId, settings),
    places: { patient: place, doctor: place },
    unique: records === "doctor" ? unique : {},
    async stage(transaction, context) {
      const read = { file, rows: rows(), columnOf };
      if (records === "patient") {
        const parseRow = (cells: SourceRow["cells"]) => patientOfRow({ settings, cells });
        await transaction.copyFrom(stagings.patient.copy, stagedPatients(context, { ...read, parseRow }));
      } else {
        const parseRow = (cells: SourceRow["cells"]) => doctorOfRow({ settings, cells });
        await transaction.copyFrom(stagings.doctor.copy, stagedDoctors(context, { ...read, parseRow }));
      }
    },
  };
}

/**
 * Doctor identifiers are separate for each practice: two practices may use the same system name and the same
 * numbers for different doctors. System names ignore case.
 */
function systemsOf(practiceId: PracticeId, { identifier }: TableSettings): ImportPlan["systems"] {
  const name = (identifier?.system ?? "").toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}
