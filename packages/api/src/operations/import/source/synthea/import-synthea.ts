import type { BulkDatabase, DatabaseHandle } from "@caretype/db";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import { personLine, readRows, type StagingContext, stageRows } from "../../pipeline/stage-rows.ts";
import { stagings } from "../../pipeline/staging.ts";
import type { ImportPlan, ImportSummary } from "../../run-import.ts";
import {
  isClinicalFile,
  neededForSynthea,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
} from "./columns.ts";
import {
  doctorOf,
  type Organizations,
  patientOf,
  phoneOf,
  withReadableNames,
  withReadableProvider,
} from "./rows.ts";
import { placesIn, stageRecords } from "./stage-clinical.ts";
import { stagedPairs, visitLine } from "./stage-encounters.ts";

const system = "synthea";

export type SyntheaOptions = {
  /** Whether to write names and specializations as people do, without numbers and capitals. Default: true. */
  readableNames: boolean;
  /** Whether encounters that have ended become completed appointments. Default: false. */
  appointments: boolean;
};

/**
 * Plans the import of a Synthea export: patients, providers, one assignment for each pair with an encounter, and
 * the encounters as appointments if they are wanted, and clinical records if there are any.
 */
export function syntheaPlan(source: SyntheaSource, options: SyntheaOptions): ImportPlan {
  const places = placesIn(source);
  return {
    source: system,
    systems: { patient: system, doctor: system },
    places,
    async stage(transaction, context) {
      const organizations = await stagePeople(transaction, context, { source, ...options });
      const readsVisits = options.appointments;
      if (places.encounter)
        await stageRecords(transaction, context, { source, readsVisits, places, organizations });
    },
  };
}

type People = SyntheaOptions & { source: SyntheaSource };

async function stagePeople(
  transaction: BulkDatabase,
  context: StagingContext,
  { source, readableNames, appointments }: People,
): Promise<Organizations> {
  const { importer } = context;
  const rowsOf = <File extends SyntheaFile>(file: File) => ({ file, rows: source.rows(file) });
  await stageRows(transaction, context, {
    ...rowsOf("patients.csv"),
    kind: "patient",
    read: (row) =>
      personLine(
        stagings.patient,
        row,
        patientOf(importer, readableNames ? withReadableNames(row.cells) : row.cells),
      ),
  });
  const organizations = await readOrganizations(context, source);
  await stageRows(transaction, context, {
    ...rowsOf("providers.csv"),
    kind: "doctor",
    read: (row) =>
      personLine(
        stagings.doctor,
        row,
        doctorOf(importer, readableNames ? withReadableProvider(row.cells) : row.cells, organizations),
      ),
  });
  await transaction.copyFrom(stagings.pair.copy, stagedPairs(context, source, organizations));
  if (appointments)
    await stageRows(transaction, context, {
      ...rowsOf("encounters.csv"),
      kind: "visit",
      read: (row) => visitLine(importer, row, organizations),
    });
  return organizations;
}

async function readOrganizations(context: StagingContext, source: SyntheaSource): Promise<Organizations> {
  const organizations = new Map<string, string | null>();
  const file = "organizations.csv";
  const read = ({ cells }: SyntheaRow<typeof file>) => phoneOf(cells);
  for await (const batch of readRows(context, { file, rows: source.rows(file), read }))
    for (const { externalId, phone } of batch) organizations.set(externalId, phone);
  return organizations;
}

export type ImportRequest = CommandImport & Partial<SyntheaOptions>;

const exportFiles = ["patients.csv", "providers.csv", "encounters.csv"];

/**
 * Imports a Synthea export in one transaction: all of it or nothing. Records of earlier imports stay
 * unchanged; doctors also if another practice imported them.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  { readableNames = true, appointments = false, ...request }: ImportRequest,
): Promise<ImportSummary> {
  return importByCommand(database, {
    ...request,
    action: "import.synthea",
    needed: [
      ...(["patient:create", "doctor:create", "assignment:create"] as const),
      ...neededForSynthea(source.files, appointments),
    ],
    planIn: () => syntheaPlan(source, { readableNames, appointments }),
    files: [...exportFiles, ...source.files.filter(isClinicalFile)],
  });
}
