import type { DatabaseHandle } from "@caretype/db";
import type { z } from "zod";
import type { TimeField } from "../../../../chart/clinical/recordable.ts";
import { DomainError } from "../../../../kernel/error/domain-error.ts";
import type { PracticeId } from "../../../../kernel/field/ids.ts";
import type { Permission } from "../../../../kernel/permissions/permissions.ts";
import { auditedCommand } from "../../command/audited-command.ts";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import { isOpenUnit, unitsIn } from "../../pipeline/clinical/measured-value.ts";
import { PressureJoiner } from "../../pipeline/clinical/record-input.ts";
import { noRows, stagedRecords } from "../../pipeline/clinical/stage-records.ts";
import { ImportRefused, type SourceRow } from "../../pipeline/problems.ts";
import { stagedDoctors, stagedPatients } from "../../pipeline/stage-rows.ts";
import { type Systems, stagings } from "../../pipeline/staging.ts";
import type { ImportPlan, ImportSummary } from "../../run-import.ts";
import { bookingOfRow, stagedBookings } from "./booking-rows.ts";
import { type GenderCodes, genderCodesIn, genderWord } from "./cells.ts";
import { placesIn, recordOfRow } from "./record-rows.ts";
import { doctorOfRow, patientOfRow } from "./rows.ts";
import { type ClinicalTable, isClinicalTable, type TableRecords, TableSettings } from "./schema.ts";
import { columnsOf, permissionsToImport, requireSettings } from "./settings.ts";

type TableSource = {
  practiceId: PracticeId;
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Cells by field, and by `Id` for the identifier in another system. A scan before the import reports no problems. */
  rows: (isScan: boolean) => AsyncIterable<SourceRow[]>;
};

/**
 * Doctor identifiers are separate for each practice: two practices may use the same system name and the same
 * numbers for different doctors. System names ignore case.
 */
function systemsOf(practiceId: PracticeId, system: string): Systems {
  const name = system.toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}

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
      const { timeZone } = context.importer;
      const read = { file, rows: rows(false), columnOf };
      const genders = await gendersIn(settings, rows);
      if (records === "patient") {
        const parseRow = (cells: SourceRow["cells"]) => patientOfRow({ settings, cells, timeZone, genders });
        await transaction.copyFrom(stagings.patient.copy, stagedPatients(context, { ...read, parseRow }));
      } else if (records === "appointment") {
        const parseRow = (cells: SourceRow["cells"]) => bookingOfRow({ settings, cells, timeZone });
        const system = `table:${(settings.identifier?.system ?? "").toLowerCase()}`;
        await transaction.copyFrom(
          stagings.booking.copy,
          stagedBookings(context, system, { ...read, parseRow }),
        );
      } else {
        const parseRow = (cells: SourceRow["cells"]) => doctorOfRow({ settings, cells, timeZone, genders });
        await transaction.copyFrom(stagings.doctor.copy, stagedDoctors(context, { ...read, parseRow }));
      }
    },
  };
}

const mostWords = 1_000;

/** What the codes of genders stand for: as the settings say, or as the other values of the column tell. */
async function gendersIn(
  { mapping, genders = [] }: TableSettings,
  rows: TableSource["rows"],
): Promise<GenderCodes> {
  const said = genders.map(({ code, gender }) => [genderWord(code), gender] as const);
  if (mapping.gender === undefined) return new Map(said);
  const words = await valuesIn(rows, "gender");
  return new Map([...genderCodesIn(mapping.gender, new Set([...words].map(genderWord))), ...said]);
}

/** The values of a column. */
async function valuesIn(rows: TableSource["rows"], field: string): Promise<Set<string>> {
  const values = new Set<string>();
  for await (const batch of rows(true))
    for (const { cells } of batch) if (values.size < mostWords) values.add((cells[field] ?? "").trim());
  return values;
}

/** The name of the system of patients' and doctors' identifiers. */
const systemName = (records: TableRecords, { identifier, peopleSystem }: TableSettings): string =>
  (records === "appointment" ? peopleSystem : identifier?.system) ?? "";

type RecordsSource = TableSource & { records: ClinicalTable };

/** How the rows of a table of clinical records are read. */
export const readingOf = (records: ClinicalTable, settings: TableSettings) => ({
  type: records,
  source: settings.identifier ? `table:${settings.identifier.system.toLowerCase()}` : "row",
  columns: placesIn(records, settings),
});

/** Plans the import of a table of observations or conditions. */
function recordsPlan({ practiceId, records, settings, file, rows }: RecordsSource): ImportPlan {
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
          timesAt: (field: TimeField) => columnOf(reading.columns[field] ?? field),
        },
      },
    },
    async stage(transaction, context) {
      const { timeZone } = context.importer;
      let told = settings;
      /** What a unit means may depend on the others of its column. */
      async function* withUnits() {
        for await (const batch of rows(false)) {
          if (told === settings && batch.some(({ cells }) => isOpenUnit(cells.unit)))
            told = { ...settings, units: unitsIn(await valuesIn(rows, "unit"), settings.units) };
          yield batch;
        }
      }
      const read = {
        ...reading,
        file,
        rows: withUnits(),
        columnOf,
        inputOf: ({ line, cells }: { line: number; cells: Record<string, string> }) =>
          recordOfRow({ records, settings: told, cells, timeZone, practiceId }, line),
        ...(records === "observation" && { joiner: new PressureJoiner() }),
      };
      await transaction.copyFrom(stagings[records].copy, stagedRecords(context, read, count));
    },
  };
}

export type TableRequest = CommandImport & {
  /** What the rows contain. */
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Rows with the cells of these keys. A scan before the import reports no problems. */
  rows: (isScan: boolean) => AsyncIterable<SourceRow[]>;
};

/** The keys of the cells of a row, each with its column. */
export const tableColumns = (settings: TableSettings): [key: string, column: string][] => columnsOf(settings);

const described = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys"
    ? `${[...issue.path, issue.keys.join(", ")].join(".")}: there is no such field.`
    : `${issue.path.join(".")}: ${issue.message}.`;

/** Checks the settings of a table. @throws {ImportRefused} with what is wrong with them. */
export function parseTableSettings(
  records: TableRecords,
  given: unknown,
  columns: readonly string[],
): TableSettings {
  const parsed = TableSettings.safeParse(given);
  if (!parsed.success) {
    throw new ImportRefused(parsed.error.issues.map(described).join("\n"));
  }
  try {
    requireSettings(records, columns, parsed.data);
  } catch (error) {
    const [first] = error instanceof DomainError ? Object.entries(error.details.errors ?? {}) : [];
    if (!first) throw error;
    const [path, [message = ""]] = first;
    throw new ImportRefused(`${path.replace("table.", "")}: ${message}.`);
  }
  return parsed.data;
}

const permissionOf: Partial<Record<TableRecords, Permission>> = {
  patient: "patient:create",
  doctor: "doctor:create",
};

/**
 * Imports a plain table in one transaction: all of it or nothing. Records of earlier imports stay unchanged.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importTable(database: DatabaseHandle, request: TableRequest): Promise<ImportSummary> {
  const { records, settings, file, rows, email, dryRun } = request;
  const own = permissionOf[records];
  return auditedCommand(database, {
    action: "import.table",
    email,
    needed: ["import:run", ...(own ? [own] : []), ...permissionsToImport(records, settings)],
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => {
      const plan = tablePlan({ practiceId: importer.practiceId, records, settings, file, rows });
      return importByCommand(database, { ...request, importer, entryOf, plan, files: [file] });
    },
  });
}
