import { findZone } from "../../../../scheduling/opening-hours/queries.ts";
import { PressureJoiner } from "../../pipeline/clinical/join-pressures.ts";
import type { RecordInput } from "../../pipeline/clinical/record-input.ts";
import { noRows, stagedRecords } from "../../pipeline/clinical/stage-records.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { ImportPlan } from "../../run-import.ts";
import { placesIn, recordOfRow } from "./record-rows.ts";
import type { ClinicalTable, TableSettings } from "./schema.ts";
import { columnsOf } from "./settings.ts";
import { systemsOf } from "./systems.ts";
import type { TableSource } from "./table-source.ts";

type RecordsSource = TableSource & { records: ClinicalTable };

/** How the rows of a table of clinical records are read. */
export const readingOf = (records: ClinicalTable, settings: TableSettings) => ({
  type: records,
  source: settings.identifier ? `table:${settings.identifier.system.toLowerCase()}` : "row",
  columns: placesIn(records, settings),
});

/** Plans the import of a table of observations or conditions. */
export function recordsPlan({ practiceId, records, settings, file, rows }: RecordsSource): ImportPlan {
  const columns = new Map<string, string>(columnsOf(settings));
  const columnOf = (key: string) => columns.get(key) ?? key;
  const place = { file, idColumn: columnOf("Id") };
  const reading = readingOf(records, settings);
  const count = noRows();
  return {
    source: "table",
    systems: systemsOf(practiceId, settings.peopleSystem ?? ""),
    arePatientsNamed: true,
    places: { patient: place, doctor: place },
    unique: {},
    clinical: {
      counts: new Map([[records, count]]),
      places: {
        [records]: {
          file,
          columns: {
            patient: columnOf("patient"),
            encounter: columnOf("encounter"),
            code: columnOf(columns.has("code") ? "code" : "codeText"),
            ...(settings.identifier && { id: columnOf("Id") }),
          },
        },
      },
    },
    async stage(transaction, context) {
      const timeZone = await findZone(transaction, { practiceId });
      const read = {
        ...reading,
        file,
        rows: rows(),
        columnOf,
        inputOf: ({ line, cells }: { line: number; cells: Record<string, string> }) =>
          recordOfRow({ records, settings, cells, timeZone, practiceId }, line),
        ...(records === "observation" && { joiner: pressureJoiner() }),
      };
      await transaction.copyFrom(stagings[records].copy, stagedRecords(context, read, count));
    },
  };
}

function pressureJoiner() {
  const pressures = new PressureJoiner();
  return {
    partners: pressures.partners,
    add: (input: RecordInput) => pressures.add(input, input.part?.code ?? "", input.part?.instant ?? null),
    rest: () => pressures.rest(),
  };
}
