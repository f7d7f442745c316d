import { commandEntry, idleBasis } from "@caretype/core/kernel/audit-log/entry";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import {
  type Database,
  type DatabaseHandle,
  readSource,
  type SourceDatabase,
  SourceUnreadable,
} from "@caretype/db";
import { checkImporter } from "@caretype/import/command/audited-command";
import { blockVacuum, keepOrRollBack, waitForImportLock } from "@caretype/import/pipeline/import-transaction";
import { forceIndexes } from "@caretype/import/pipeline/staging";
import { createCommandThrottle } from "@caretype/import/pipeline/throttle";
import { codeOf, ImportRefused } from "@caretype/import/source/problems";
import { type DjangoContext, DjangoReport, ImportBatches, type Owner } from "./context.ts";
import { findTables, type TableChoice } from "./find-tables.ts";
import { importDoctors } from "./import-doctors.ts";
import { importMappings, importPatients } from "./import-patients.ts";
import { importUsers, type UserChoice } from "./import-users.ts";

export type DjangoRequest = UserChoice &
  TableChoice & {
    /** The URL of Django's database. */
    from: string;
    /** Names the source, so that repeating the import changes nothing. */
    system: string;
    /** The email address of the account that gets records without an owner. */
    account: string | undefined;
    dryRun: boolean;
    /** Imports the rest if rows have problems. Otherwise nothing is imported. */
    leavesOutInvalid: boolean;
  };

export type DjangoOutcome = {
  /** `refused`: rows have problems, and nothing was imported. */
  state: "imported" | "unchanged" | "dry run" | "refused";
  report: DjangoReport;
};

// Shares the reading, the lock, the dry run and the undo of other imports, but not their staging tables. Those belong
// to one practice, while here each user has a practice, which the import creates.

const action = "import.django";

/**
 * Imports users, patients, doctors and mappings of a Django backend in one transaction: all or nothing. Existing
 * records and accounts stay unchanged.
 * @throws {ImportRefused} if the source cannot be read or is invalid.
 */
export async function importDjango(database: DatabaseHandle, request: DjangoRequest): Promise<DjangoOutcome> {
  const requestId = newId();
  const entryIn =
    (practiceId: PracticeId | null, basis = "command line") =>
    (ids: Iterable<string>) =>
      commandEntry(action, { practiceId, basis, subjects: new Set(ids), requestId });
  try {
    const outcome = await readSource(request.from, (source) => run(database, source, { request, entryIn }));
    if (outcome.state !== "imported") await appendEntries(database.appender, [entryOf(outcome)]);
    return outcome;
  } catch (error) {
    const failure = error instanceof SourceUnreadable ? new ImportRefused(error.message) : error;
    const outcome = codeOf(failure);
    // If the database is down, the entry fails too: report the original error.
    await appendEntries(database.appender, [{ ...entryIn(null)([]), outcome }]).catch(() => undefined);
    throw failure;
  }

  /** True for a run that wrote nothing. */
  function entryOf({ state }: DjangoOutcome) {
    if (state === "refused") return { ...entryIn(null)([]), outcome: "INVALID_INPUT" as const };
    return entryIn(null, idleBasis("command line", state === "dry run" ? "dry run" : "unchanged"))([]);
  }
}

type Running = { request: DjangoRequest; entryIn: DjangoContext["entryIn"] };

async function run(
  database: DatabaseHandle,
  source: SourceDatabase,
  { request, entryIn }: Running,
): Promise<DjangoOutcome> {
  const { schema, leavesOutInvalid, dryRun } = request;
  const tables = await findTables(source, request);
  const report = new DjangoReport(tables);
  const fallback = await fallbackOf(database.reader, request);
  if (!tables.patient.columns.createdBy && !fallback)
    throw new ImportRefused(
      `The table ${tables.patient.table} does not say who created a patient. Name the account whose practice gets them with --account.`,
    );
  const { result } = await keepOrRollBack(
    database,
    async (db): Promise<{ result: DjangoOutcome; isKept: boolean }> => {
      await waitForImportLock(db);
      await forceIndexes(db);
      await blockVacuum(db);
      const files = Object.values(tables).map(({ table }) => table);
      const batches = new ImportBatches({ db, entryIn, files });
      const throttle = await createCommandThrottle(database, db);
      const owners = new Map<string, Owner>();
      const context = {
        source,
        db,
        tables,
        schemaName: schema,
        system: request.system,
        report,
        batches,
        throttle,
        entryIn,
        owners,
        fallback,
      };
      await importUsers(context, request);
      await importDoctors(context);
      await importPatients(context);
      await importMappings(context);
      await batches.end();
      const state =
        report.refused > 0 && !leavesOutInvalid
          ? "refused"
          : dryRun
            ? "dry run"
            : report.isUnchanged
              ? "unchanged"
              : "imported";
      return { result: { state, report }, isKept: state === "unchanged" || state === "imported" };
    },
  );
  return result;
}

async function fallbackOf(db: Database, { account }: DjangoRequest): Promise<Owner | null> {
  if (account === undefined) return null;
  const needed = ["patient:create", "doctor:create", "assignment:create"] as const;
  const { importer, refusal } = await checkImporter(db, account, needed);
  if (!importer || refusal) throw refusal;
  return importer;
}
