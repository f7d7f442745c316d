import { DomainError, type ImportBatch, ImportRefused } from "@caretype/api";
import { ImportId } from "@caretype/core/kernel/field/ids";
import { importDuplicatesAs, listImportsAs, undoImportAs } from "@caretype/import/command/imports-as";
import { type PrintingCommand, printList, requireId, runAndPrint } from "../command/run-command.ts";
import { describeDuplicate, pluralOf } from "./describe-summary.ts";

export type DuplicatesRequest = { id: string; account: string };

export type UndoRequest = { id: string; account: string; dryRun: boolean };

export const runImportDuplicates: PrintingCommand<DuplicatesRequest> = (
  { id, account: email },
  onDatabase,
  output,
) =>
  runAndPrint(
    output,
    async () => {
      const importId = requireId(ImportId, id, "an import");
      const pairs = await onDatabase((database) => importDuplicatesAs(database, { email, id: importId }));
      const patients = new Set(pairs.map(({ newId }) => newId)).size;
      return [
        ...pairs.map(describeDuplicate),
        `${patients} of its patients are possible duplicates of earlier ones\n`,
      ].join("");
    },
    refusalOf,
  );

export const runImportList = printList({
  list: listImportsAs,
  describe: describeBatch,
  none: "Nothing has been imported yet.\n",
});

export const runImportUndo: PrintingCommand<UndoRequest> = (
  { id, account: email, dryRun },
  onDatabase,
  output,
) => {
  const onWaiting = () => void output.errors.write("waiting for another import or undo to end\n");
  return runAndPrint(
    output,
    async (took) => {
      const request = { email, id: requireId(ImportId, id, "an import"), dryRun, onWaiting };
      const undone = await onDatabase((database) => undoImportAs(database, request));
      const before = `(${undone.alreadyRemoved} were already removed)`;
      return dryRun
        ? `Dry run: ${countsOf(undone)} would be removed ${before}\n`
        : `${countsOf(undone)} removed ${before} in ${took()} s\n`;
    },
    refusalOf,
  );
};

function refusalOf(error: unknown): string | undefined {
  if (error instanceof ImportRefused) return `${error.message}\n`;
  const isForeseen = error instanceof DomainError && error.code.startsWith("IMPORT_");
  return isForeseen ? describeRefusal(error) : undefined;
}

const howToGoOn =
  "Remove edited records or revert them to version 1, undo what was created since, then undo the import again.";

/** Prints ids only: patients' names do not belong on a terminal. */
function describeRefusal({ message, details }: DomainError): string {
  const { blockedBy = [], blockedByTotal = 0, blockedElsewhere = false } = details;
  const more = blockedByTotal - blockedBy.length;
  return [
    ...blockedBy.map(({ kind, id, label }) => `${kind} ${id}: ${label}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(blockedElsewhere ? ["Other practices have assigned doctors of this import."] : []),
    ...(blockedByTotal > 0
      ? [`${message}: ${blockedByTotal} in total. Nothing was removed.`, howToGoOn]
      : [`${message}.`]),
    "",
  ].join("\n");
}

type Counts = Pick<ImportBatch, "patients" | "doctors" | "assignments" | "appointments" | "clinicalRecords">;

const countsOf = ({ patients, doctors, assignments, appointments, clinicalRecords }: Counts) =>
  [
    `${patients} patients, ${doctors} doctors, ${assignments} assignments`,
    ...(appointments > 0 ? [`${appointments} appointments`] : []),
    ...clinicalRecords.map(({ kind, count }) => `${count} ${pluralOf(kind)}`),
  ].join(", ");

function describeBatch(batch: ImportBatch): string {
  const heading = `${batch.id}  ${instantOf(batch.importedAt)}  ${batch.source}  ${batch.importedByEmail}`;
  const undone = batch.undoneAt === null ? "" : `, undone ${instantOf(batch.undoneAt)}`;
  return `${heading}: ${countsOf(batch)}${undone}\n`;
}

const instantOf = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
