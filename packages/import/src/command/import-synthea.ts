import type { DatabaseHandle } from "@caretype/db";
import { type SyntheaOptions, syntheaPlan } from "../pipeline/synthea-plan.ts";
import type { ImportSummary } from "../run-import.ts";
import { isClinicalFile, neededForSynthea, type SyntheaSource } from "../source/synthea/columns.ts";
import { type CommandImport, importByCommand } from "./import-by-command.ts";

export type ImportRequest = CommandImport & Partial<SyntheaOptions>;

const exportFiles = ["patients.csv", "providers.csv", "encounters.csv"];

/**
 * Imports a Synthea export in one transaction: all or nothing. Records of earlier imports stay unchanged, also doctors
 * that another practice imported.
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
