import { constants, setPriority } from "node:os";
import { ImportRefused, type ImportSummary } from "@caretype/api";
import { importSynthea } from "@caretype/api/import/synthea";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import { shellCommand } from "../command/shell-command.ts";
import type { Settings } from "../settings/settings.ts";
import { pluralOf } from "./batch-commands.ts";
import { describeDuplicate } from "./describe-duplicate.ts";
import { describeRefusal } from "./describe-refusal.ts";
import { createProgress, type Progress, type ProgressOutput } from "./progress.ts";
import type { SyntheaRequest } from "./register-import-command.ts";
import { openSyntheaFolder } from "./synthea-folder.ts";

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
    const source = await openSyntheaFolder(folder, (bytes) => progress?.read(bytes), { clinicalRecords });
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
        onStage,
      }).finally(progress.stop);
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    out.write(
      `${describeSummary(summary, request)} in ${seconds} s\n${describeRecords(summary)}${describeDuplicates(summary, account)}${describeBatch(summary, account)}`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    progressOutput.write(describeRefusal(error));
    return 1;
  }
}

function describeDuplicates({ importId, duplicates }: ImportSummary, account: string) {
  const { patients, first } = duplicates;
  if (patients === 0) return "";
  const command = shellCommand(`import duplicates ${importId} --account ${account}`);
  const all = importId === null ? "" : ` (list all: ${command})`;
  return `${patients} of the patients are possible duplicates of earlier ones${all}:\n${first.map(describeDuplicate).join("")}`;
}

/** Prints the command that undoes the import, if there is anything to undo. */
const describeBatch = ({ importId }: ImportSummary, account: string) =>
  importId === null ? "" : `To undo it: ${shellCommand(`import undo ${importId} --account ${account}`)}\n`;

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

/** A line for each kind. The numbers in brackets add up to its rows. */
const describeRecords = ({ clinicalRecords }: ImportSummary) =>
  clinicalRecords
    .map(({ kind, rows, imported, present, joined }) => {
      const counts = [`${imported} imported`, `${present} already existed`];
      if (joined > 0) counts.push(`${joined} are part of another row's record`);
      return `${pluralOf(kind)}: ${rows} rows (${counts.join(", ")})\n`;
    })
    .join("");
