import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { ImportSummary } from "@caretype/api";
import { importSynthea } from "@caretype/api/import/synthea";
import { type PrintingCommand, runAndPrint } from "../command/run-command.ts";
import { type SkipRequest, writeLeftOut } from "./csv-file.ts";
import {
  describeBatch,
  describeDuplicates,
  describeRecords,
  describeSkipped,
  mostSkipped,
  refusalOf,
} from "./describe-summary.ts";
import { createProgress, type Progress } from "./progress.ts";
import { openSyntheaFolder, type SyntheaFolder } from "./synthea-folder.ts";

export type SyntheaRequest = {
  folder: string;
  account: string;
  dryRun: boolean;
  readableNames?: boolean;
  appointments?: boolean;
  clinicalRecords?: boolean;
} & SkipRequest;

export const runSyntheaImport: PrintingCommand<SyntheaRequest> = (request, onDatabase, output) => {
  const { folder, account, dryRun, readableNames, appointments, clinicalRecords = true } = request;
  const startedAt = performance.now();
  let progress: Progress | undefined;
  const run = async () => {
    const source = await openSyntheaFolder(folder, (bytes) => progress?.read(bytes), {
      clinicalRecords,
      maxRows: request.skipInvalid ? mostSkipped : 0,
    });
    const summary = await onDatabase(async (database) => {
      progress = createProgress(output.errors, { totalBytes: source.totalBytes, dryRun });
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
    return `${describeSummary(summary, request)} in ${seconds} s\n${describeRecords(summary)}${describeSkipped(source.problems, "row")}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`;
  };
  return runAndPrint(output, run, refusalOf);
};

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
