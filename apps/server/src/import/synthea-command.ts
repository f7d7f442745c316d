import { mkdir } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import path from "node:path";
import { ImportRefused, type ImportSummary } from "@caretype/api";
import { importSynthea } from "@caretype/api/import/synthea";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import type { Settings } from "../settings/settings.ts";
import { writeLeftOut } from "./csv-file.ts";
import {
  describeBatch,
  describeDuplicates,
  describeRecords,
  describeRefusal,
  describeSkipped,
  mostSkipped,
} from "./describe-summary.ts";
import { createProgress, type Progress, type ProgressOutput } from "./progress.ts";
import type { SyntheaRequest } from "./register-import-command.ts";
import { openSyntheaFolder, type SyntheaFolder } from "./synthea-folder.ts";

/** Imports beside a running server or without one. Resolves to the exit code. */
export function syntheaCommand(settings: Settings, request: SyntheaRequest): Promise<0 | 1> {
  // Reading a large export uses a whole core. A server on this machine has priority.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  return runSyntheaImport(request, (run) => withDatabase(settings, run), {
    out: process.stdout,
    progress: process.stderr,
  });
}

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

export type ImportOutput = { out: NodeJS.WritableStream; progress: ProgressOutput };

export async function runSyntheaImport(
  request: SyntheaRequest,
  onDatabase: OnDatabase,
  { out, progress: progressOutput }: ImportOutput,
): Promise<0 | 1> {
  const { folder, account, dryRun, readableNames, appointments, clinicalRecords = true } = request;
  const startedAt = performance.now();
  let progress: Progress | undefined;
  try {
    const source = await openSyntheaFolder(folder, (bytes) => progress?.read(bytes), {
      clinicalRecords,
      maxRows: request.skipInvalid ? mostSkipped : 0,
    });
    const summary = await onDatabase(async (database) => {
      progress = createProgress(progressOutput, { totalBytes: source.totalBytes, dryRun });
      const { problems } = source;
      const onStage = progress.stage;
      return importSynthea(database, source, {
        email: account,
        problems,
        dryRun,
        readableNames: readableNames ?? true,
        appointments: appointments ?? false,
        leavesOutInvalid: request.skipInvalid ?? false,
        onStage,
      }).finally(progress.stop);
    });
    if (request.leftOut !== undefined) await writeAllLeftOut(source, { folder, target: request.leftOut });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    out.write(
      `${describeSummary(summary, request)} in ${seconds} s\n${describeRecords(summary)}${describeSkipped(source.problems, "row")}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    progressOutput.write(describeRefusal(error));
    return 1;
  }
}

/** Writes the left out rows of each file. */
async function writeAllLeftOut(
  { files, problems }: SyntheaFolder,
  { folder, target }: { folder: string; target: string },
): Promise<void> {
  for (const file of files) {
    const rows = problems.rowsIn(file);
    if (!rows || rows.size === 0) continue;
    await mkdir(target, { recursive: true });
    await writeLeftOut({ file: path.join(folder, file), target: path.join(target, file), rows });
  }
}

function describeSummary(
  { patients, doctors, assignments, appointments }: ImportSummary,
  { dryRun, appointments: areWanted = false }: SyntheaRequest,
) {
  const counts = [
    `${patients.imported} patients`,
    `${doctors.imported} doctors`,
    `${assignments.imported} assignments`,
    ...(areWanted ? [`${appointments.imported} appointments`] : []),
  ].join(", ");
  const all = [patients, doctors, assignments, appointments];
  const present = all.reduce((sum, tally) => sum + tally.present, 0);
  const there = `(${present} already existed)`;
  return dryRun ? `Dry run: ${counts} would be imported ${there}, checked` : `${counts} imported ${there}`;
}
