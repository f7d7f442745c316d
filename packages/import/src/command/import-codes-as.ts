import { addConcepts, finishCodes, undoCodes } from "@caretype/chart/codes/import-codes";
import { listTerminologies, startCodes } from "@caretype/chart/codes/queries";
import {
  codeLimits,
  type SentConcept,
  type StartCodes,
  type Terminology,
  type TerminologyPage,
} from "@caretype/chart/codes/schema";
import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import { toDomainError } from "@caretype/core/kernel/error/map";
import type { TerminologyId } from "@caretype/core/kernel/field/ids";
import type { Database, DatabaseHandle } from "@caretype/db";
import { keepOrRollBack } from "../pipeline/import-transaction.ts";
import { type ImportProblems, ImportRefused } from "../source/problems.ts";
import { auditedCommand, type Importer } from "./audited-command.ts";

/** A file of codes. Its metadata is known after it has been read. */
export type CodeFile = {
  concepts: AsyncIterable<SentConcept[]>;
  /** False for a part of a terminology. */
  retiresOthers: () => boolean;
};

export type CodesRequest = {
  /** The importing account's email address. The import goes to the practice that it signs in to. */
  email: string;
  terminology: StartCodes;
  file: CodeFile;
  /** Collects the problems of the file. */
  problems: ImportProblems;
  /** Runs the whole import, then rolls it back. */
  dryRun: boolean;
};

/**
 * Imports codes in one transaction: all or none.
 * @throws {ImportRefused} if the account lacks a permission, or any code is invalid.
 */
export function importCodesAs(database: DatabaseHandle, request: CodesRequest): Promise<Terminology> {
  const { email, dryRun } = request;
  return auditedCommand(database, {
    action: "codes.import",
    email,
    needed: ["import:run"],
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: async (importer, entryOf) => {
      try {
        const { result } = await keepOrRollBack(database, async (transaction) => {
          const imported = await importAll(transaction, importer, request);
          if (!dryRun) await appendEntries(transaction, [entryOf([])]);
          return { result: imported, isKept: !dryRun };
        });
        return result;
      } catch (error) {
        // Only the database finds these. Other failures keep their message.
        const known = toDomainError(error);
        throw known.code === "CODES_IMPORTED" ? known : error;
      }
    },
  });
}

async function importAll(
  db: Database,
  importer: Importer,
  { terminology, file, problems }: CodesRequest,
): Promise<Terminology> {
  const { id } = await startCodes(db, importer, terminology);
  let total = 0;
  for await (const batch of file.concepts) {
    // Reads on, to find all problems.
    if (problems.total > 0) continue;
    for (let at = 0; at < batch.length; at += codeLimits.conceptsAtOnce) {
      const concepts = batch.slice(at, at + codeLimits.conceptsAtOnce);
      ({ concepts: total } = await addConcepts(db, importer, { id, concepts }));
    }
  }
  if (problems.total > 0) throw new ImportRefused("The codes cannot be imported.", { problems });
  if (total === 0) throw new ImportRefused("The file has no codes.");
  return finishCodes(db, importer, { id, concepts: total, retiresOthers: file.retiresOthers() });
}

/** Lists the practice's imports of codes, newest first. */
export const listCodesAs = (
  database: DatabaseHandle,
  { email, limit }: { email: string; limit: number },
): Promise<TerminologyPage> =>
  auditedCommand(database, {
    action: "codes.list",
    email,
    needed: ["import:read"],
    run: (importer) => listTerminologies(database.reader, importer, { limit, cursor: undefined }),
    reads: { isDryRun: false, subjectsOf: () => [] },
  });

/** Throws `CODES_IMPORT_NOT_FOUND` and `CODES_IN_USE`. */
export const undoCodesAs = (
  database: DatabaseHandle,
  { email, id }: { email: string; id: TerminologyId },
): Promise<void> =>
  auditedCommand(database, {
    action: "codes.undo",
    email,
    needed: ["import:undo"],
    run: (importer, entryOf) =>
      database.bulkTransaction(async (transaction) => {
        await undoCodes(transaction, importer, id);
        await appendEntries(transaction, [entryOf([])]);
      }),
  });
