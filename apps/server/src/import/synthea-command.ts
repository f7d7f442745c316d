import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import {
  ImportProblems,
  ImportRefused,
  type ImportSummary,
  isClinicalFile,
  optionalSyntheaFiles,
  type SyntheaFile,
  type SyntheaRow,
  type SyntheaSource,
  syntheaColumns,
  syntheaFiles,
} from "@caretype/api";
import { importSynthea } from "@caretype/import/command/import-synthea";
import { type PrintingCommand, runAndPrint } from "../command/run-command.ts";
import { readCsv, type SkipRequest, writeLeftOut } from "./csv-file.ts";
import {
  describeBatch,
  describeDuplicates,
  describeRecords,
  describeSkipped,
  maxSkipped,
  refusalOf,
} from "./describe-summary.ts";
import { createProgress, type Progress } from "./progress.ts";

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
  let progress: Progress | undefined;
  const run = async (took: () => string) => {
    const source = await openSyntheaFolder(folder, (bytes) => progress?.read(bytes), {
      clinicalRecords,
      maxRows: request.skipInvalid ? maxSkipped : 0,
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
    return `${describeSummary(summary, request)} in ${took()} s\n${describeRecords(summary)}${describeSkipped(source.problems, "row")}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`;
  };
  return runAndPrint(output, run, refusalOf);
};

/** Writes the left-out rows of each file. */
async function writeAllLeftOut(
  { files, problems }: SyntheaFolder,
  { folder, target }: { folder: string; target: string },
): Promise<void> {
  for (const file of files) {
    const rows = problems.leftOutOf(file);
    if (rows.size === 0) continue;
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

type SyntheaFolder = SyntheaSource & { problems: ImportProblems; totalBytes: number };

/**
 * Opens the CSV files of an export. `clinicalRecords`: false skips the files with clinical records.
 * @throws {ImportRefused} if the folder or one of its files is missing.
 */
async function openSyntheaFolder(
  folder: string,
  onBytes: (count: number) => void,
  { clinicalRecords = true, maxRows = 0 }: { clinicalRecords?: boolean; maxRows?: number } = {},
): Promise<SyntheaFolder> {
  const problems = new ImportProblems(syntheaFiles, { maxRows });
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new ImportRefused(`The folder ${folder} does not exist.`);
  }
  const sizes = new Map<SyntheaFile, number>();
  for (const file of syntheaFiles) {
    if (isClinicalFile(file) && !clinicalRecords) continue;
    const found = await stat(path.join(folder, file)).catch(() => undefined);
    if (found?.isFile()) sizes.set(file, found.size);
    else if (!optionalSyntheaFiles.includes(file))
      problems.addUnreadable({ file, message: "The file is missing" });
  }
  if (problems.total > 0) throw new ImportRefused(`${folder} is not a CSV export of Synthea.`, { problems });

  async function* rows<File extends SyntheaFile>(file: File): AsyncGenerator<SyntheaRow<File>[]> {
    if (!sizes.has(file)) return;
    yield* readCsv(path.join(folder, file), syntheaColumns[file], {
      onBytes,
      onProblem: (problem) => problems.addUnreadable({ file, ...problem }),
    });
  }
  const totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { files: [...sizes.keys()], rows, problems, totalBytes };
}
