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
  /** By field, and `Id` for the identifier in another system. */
  rows: () => AsyncIterable<SourceRow[]>;
};

/** A plain table of patients, or of doctors. */
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
        const judge = (cells: SourceRow["cells"]) => patientOfRow({ settings, cells });
        await transaction.copyFrom(stagings.patient.copy, stagedPatients(context, { ...read, judge }));
      } else {
        const judge = (cells: SourceRow["cells"]) => doctorOfRow({ settings, cells });
        await transaction.copyFrom(stagings.doctor.copy, stagedDoctors(context, { ...read, judge }));
      }
    },
  };
}

/**
 * Two practices may call their old systems alike, and number their doctors alike: what one calls 17 is nobody of the
 * other's. In one practice, whatever the letters' case is the same system.
 */
function systemsOf(practiceId: PracticeId, { identifier }: TableSettings): ImportPlan["systems"] {
  const name = (identifier?.system ?? "").toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}
