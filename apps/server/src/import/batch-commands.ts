import { DomainError, type ImportBatch, ImportRefused } from "@caretype/api";
import { ImportId } from "@caretype/api/field/ids";
import { importDuplicatesAs } from "@caretype/api/import/duplicates";
import { listImportsAs, undoImportAs } from "@caretype/api/import/undo";
import type { DatabaseHandle } from "@caretype/db";
import { withDatabase } from "../command/command-database.ts";
import type { Settings } from "../settings/settings.ts";
import { describeDuplicate, pluralOf } from "./describe-summary.ts";
import type { DuplicatesRequest, ListRequest, UndoRequest } from "./register-import-command.ts";

/** Runs a function on the migrated database. */
type OnDatabase = <T>(run: (database: DatabaseHandle) => Promise<T>) => Promise<T>;

export type CommandOutput = { out: NodeJS.WritableStream; errors: NodeJS.WritableStream };

const standard: CommandOutput = { out: process.stdout, errors: process.stderr };

export const listCommand = (settings: Settings, request: ListRequest): Promise<0 | 1> =>
  runImportList(request, (run) => withDatabase(settings, run), standard);

export const undoCommand = (settings: Settings, request: UndoRequest): Promise<0 | 1> =>
  runImportUndo(request, (run) => withDatabase(settings, run), standard);

export const duplicatesCommand = (settings: Settings, request: DuplicatesRequest): Promise<0 | 1> =>
  runImportDuplicates(request, (run) => withDatabase(settings, run), standard);

export function runImportDuplicates(
  { id, account }: DuplicatesRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  return runAndPrint(output, async () => {
    const pairs = await onDatabase((database) =>
      importDuplicatesAs(database, { email: account, id: requireId(id) }),
    );
    const patients = new Set(pairs.map(({ newId }) => newId)).size;
    return [
      ...pairs.map(describeDuplicate),
      `${patients} of its patients are possible duplicates of earlier ones\n`,
    ].join("");
  });
}

export function runImportList(
  { account, limit }: ListRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  return runAndPrint(output, async () => {
    const count = Number(limit);
    if (!Number.isInteger(count) || count < 1 || count > 200) {
      throw new ImportRefused("--limit must be a whole number from 1 to 200.");
    }
    const { items, nextCursor } = await onDatabase((database) =>
      listImportsAs(database, { email: account, limit: count }),
    );
    const more = nextCursor === null ? "" : "… and older ones: see --limit\n";
    return items.length === 0 ? "Nothing has been imported yet.\n" : items.map(describeBatch).join("") + more;
  });
}

export function runImportUndo(
  { id, account, dryRun }: UndoRequest,
  onDatabase: OnDatabase,
  output: CommandOutput,
): Promise<0 | 1> {
  const startedAt = performance.now();
  const onWaiting = () => void output.errors.write("waiting for another import or undo to end\n");
  return runAndPrint(output, async () => {
    const undone = await onDatabase((database) =>
      undoImportAs(database, { email: account, id: requireId(id), dryRun, onWaiting }),
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const before = `(${undone.alreadyRemoved} were already removed)`;
    return dryRun
      ? `Dry run: ${countsOf(undone)} would be removed ${before}\n`
      : `${countsOf(undone)} removed ${before} in ${seconds} s\n`;
  });
}

function requireId(id: string): ImportId {
  const parsed = ImportId.safeParse(id);
  if (!parsed.success)
    throw new ImportRefused(`${JSON.stringify(id.slice(0, 40))} is not the id of an import.`);
  return parsed.data;
}

/** Prints the result to standard output, or why it was refused to standard error. */
async function runAndPrint({ out, errors }: CommandOutput, run: () => Promise<string>): Promise<0 | 1> {
  try {
    out.write(await run());
    return 0;
  } catch (error) {
    if (error instanceof ImportRefused) errors.write(`${error.message}\n`);
    else if (error instanceof DomainError && isForeseen(error)) errors.write(describeRefusal(error));
    else throw error;
    return 1;
  }
}

const isForeseen = ({ code }: DomainError) => code.startsWith("IMPORT_");

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
  const made = `${batch.id}  ${instantOf(batch.importedAt)}  ${batch.source}  ${batch.importedByEmail}`;
  const undone = batch.undoneAt === null ? "" : `, undone ${instantOf(batch.undoneAt)}`;
  return `${made}: ${countsOf(batch)}${undone}\n`;
}

const instantOf = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
