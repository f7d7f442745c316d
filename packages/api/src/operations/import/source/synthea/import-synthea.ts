import type { BulkDatabase, DatabaseHandle } from "@caretype/db";
import type { Permission } from "../../../../kernel/permissions/permissions.ts";
import { auditedCommand } from "../../command/audited-command.ts";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import type { RowCount } from "../../pipeline/clinical/stage-records.ts";
import { parsedRows, type StagingContext, stagedDoctors, stagedPatients } from "../../pipeline/stage-rows.ts";
import { type ImportedClinicalType, stagings } from "../../pipeline/staging.ts";
import type { ImportPlan, ImportSummary } from "../../run-import.ts";
import { isClinicalFile, type SyntheaSource } from "./columns.ts";
import { doctorOf, patientOf, phoneOf, withReadableNames, withReadableProvider } from "./rows.ts";
import { kindsIn, placesOf, stageSynthea } from "./stage-clinical.ts";
import { stagedPairs, stagedVisits } from "./stage-encounters.ts";

const system = "synthea";

export type SyntheaOptions = {
  /** Whether to write names and specializations as people do, without numbers and capitals. */
  readableNames: boolean;
  /** Whether encounters that have ended become completed appointments. */
  appointments: boolean;
};

/**
 * Plans the import of a Synthea export: patients, providers, one assignment for each pair with an encounter, and
 * the encounters as appointments if they are wanted, and clinical records if there are any.
 */
export const syntheaPlan = (source: SyntheaSource, options: SyntheaOptions): ImportPlan => ({
  source: system,
  systems: { patient: system, doctor: system },
  places: {
    patient: { file: "patients.csv", idColumn: "Id" },
    doctor: { file: "providers.csv", idColumn: "Id" },
  },
  unique: {},
  ...planRecords(source, options),
});

/** Reads the files. An export without clinical records has none of their staging tables. */
function planRecords(source: SyntheaSource, options: SyntheaOptions): Pick<ImportPlan, "clinical" | "stage"> {
  const kinds = kindsIn(source);
  const counts = new Map<ImportedClinicalType, RowCount>();
  return {
    ...(kinds.length > 0 && { clinical: { places: placesOf(kinds), counts } }),
    async stage(transaction, context) {
      await stagePeople(transaction, context, { source, ...options });
      const readsVisits = options.appointments;
      if (kinds.length > 0) await stageSynthea(transaction, context, { source, readsVisits, counts });
    },
  };
}

type People = SyntheaOptions & { source: SyntheaSource };

async function stagePeople(
  transaction: BulkDatabase,
  context: StagingContext,
  { source, readableNames, appointments }: People,
): Promise<void> {
  const file = <File extends Parameters<SyntheaSource["rows"]>[0]>(name: File) => ({
    file: name,
    rows: source.rows(name),
  });
  const patients = {
    ...file("patients.csv"),
    parseRow: (cells: Parameters<typeof patientOf>[0]) =>
      patientOf(readableNames ? withReadableNames(cells) : cells),
  };
  await transaction.copyFrom(stagings.patient.copy, stagedPatients(context, patients));
  const phones = await readPhones(context, source);
  const doctors = {
    ...file("providers.csv"),
    parseRow: (cells: Parameters<typeof doctorOf>[0]) =>
      doctorOf(readableNames ? withReadableProvider(cells) : cells, phones),
  };
  await transaction.copyFrom(stagings.doctor.copy, stagedDoctors(context, doctors));
  await transaction.copyFrom(stagings.pair.copy, stagedPairs(context, source));
  if (appointments) await transaction.copyFrom(stagings.visit.copy, stagedVisits(context, source));
}

/** Returns the phone numbers by organization identifier. */
async function readPhones(context: StagingContext, source: SyntheaSource): Promise<Map<string, string>> {
  const phones = new Map<string, string>();
  const organizations = {
    file: "organizations.csv",
    rows: source.rows("organizations.csv"),
    parseRow: phoneOf,
  };
  for await (const batch of parsedRows(context, organizations)) {
    for (const { value } of batch) if (value?.phone) phones.set(value.externalId, value.phone);
  }
  return phones;
}

export type ImportRequest = CommandImport & {
  /** Whether to write names without Synthea's numbers and capitals. Default true. */
  readableNames?: boolean;
  /** Whether encounters that have ended become completed appointments. Default false. */
  appointments?: boolean;
};

const exportFiles = ["patients.csv", "providers.csv", "encounters.csv"];

const permissionsFor = ({ appointments = false }: ImportRequest, { files }: SyntheaSource): Permission[] => [
  ...(["patient:create", "doctor:create", "assignment:create"] as const),
  ...(appointments ? (["appointment:create"] as const) : []),
  ...(files.some(isClinicalFile) ? (["clinical:write"] as const) : []),
];

/**
 * Imports a Synthea export in one transaction: all of it or nothing. Records of earlier imports stay
 * unchanged; doctors also if another practice imported them.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  request: ImportRequest,
): Promise<ImportSummary> {
  return auditedCommand(database, {
    action: "import.synthea",
    email: request.email,
    needed: permissionsFor(request, source),
    ...(request.dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => {
      const { readableNames = true, appointments = false } = request;
      return importByCommand(database, {
        ...request,
        importer,
        entryOf,
        plan: syntheaPlan(source, { readableNames, appointments }),
        files: [...exportFiles, ...source.files.filter(isClinicalFile)],
      });
    },
  });
}
