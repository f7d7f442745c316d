import { findZone } from "../../../../scheduling/opening-hours/queries.ts";
import type { SourceRow } from "../../pipeline/cell-problems.ts";
import { stagedDoctors, stagedPatients } from "../../pipeline/stage-people.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { ImportPlan } from "../../run-import.ts";
import { bookingOfRow } from "./booking-rows.ts";
import { recordsPlan } from "./records-plan.ts";
import { doctorOfRow, patientOfRow } from "./rows.ts";
import { isClinicalTable, type TableRecords, type TableSettings } from "./schema.ts";
import { columnsOf } from "./settings.ts";
import { stagedBookings } from "./stage-bookings.ts";
import { systemsOf } from "./systems.ts";
import type { TableSource } from "./table-source.ts";

/** Plans the import of a plain table. */
export function tablePlan({ practiceId, records, settings, file, rows }: TableSource): ImportPlan {
  const columns = new Map<string, string>(columnsOf(settings));
  const columnOf = (key: string) => columns.get(key) ?? key;
  const place = { file, idColumn: columnOf("Id") };
  const { licenseNumber, email } = settings.mapping;
  const unique = { ...(licenseNumber && { licenseNumber }), ...(email && { email }) };
  if (isClinicalTable(records)) return recordsPlan({ practiceId, records, settings, file, rows });
  return {
    source: "table",
    systems: systemsOf(practiceId, systemName(records, settings)),
    ...(records === "appointment" && { bookings: { file, columnOf } }),
    places: { patient: place, doctor: place },
    unique: records === "doctor" ? unique : {},
    async stage(transaction, context) {
      const read = { file, rows: rows(), columnOf };
      if (records === "patient") {
        const parseRow = (cells: SourceRow["cells"]) => patientOfRow({ settings, cells });
        await transaction.copyFrom(stagings.patient.copy, stagedPatients(context, { ...read, parseRow }));
      } else if (records === "appointment") {
        const timeZone = await findZone(transaction, { practiceId });
        const parseRow = (cells: SourceRow["cells"]) => bookingOfRow({ settings, cells, timeZone });
        const system = `table:${(settings.identifier?.system ?? "").toLowerCase()}`;
        await transaction.copyFrom(
          stagings.booking.copy,
          stagedBookings(context, system, { ...read, parseRow }),
        );
      } else {
        const parseRow = (cells: SourceRow["cells"]) => doctorOfRow({ settings, cells });
        await transaction.copyFrom(stagings.doctor.copy, stagedDoctors(context, { ...read, parseRow }));
      }
    },
  };
}

/** The name of the system of patients' and doctors' identifiers. */
const systemName = (records: TableRecords, { identifier, peopleSystem }: TableSettings): string =>
  (records === "appointment" ? peopleSystem : identifier?.system) ?? "";
