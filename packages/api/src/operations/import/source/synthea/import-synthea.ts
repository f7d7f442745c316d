import type { DatabaseHandle } from "@caretype/db";
import type { Permission } from "../../../../kernel/permissions/permissions.ts";
import { auditedCommand } from "../../command/audited-command.ts";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import type { ImportSummary } from "../../run-import.ts";
import { isClinicalFile, type SyntheaSource } from "./columns.ts";
import { syntheaPlan } from "./plan.ts";

export type ImportRequest = CommandImport & {
  /** Whether to write names without Synthea's numbers and capitals. Default true. */
  readableNames?: boolean;
  /** Whether encounters that have ended become completed appointments. Default false. */
  appointments?: boolean;
};

const exportFiles = ["patients.csv", "providers.csv", "encounters.csv"];

const permissionsFor = ({ appointments = false }: ImportRequest, { files }: SyntheaSource): Permission[] => [
  ...(["patient:create", "doctor:create", "assignment:create"] as const),
  ...(appointments ? (["appointment:create"] as const) : []),
  ...(files.some(isClinicalFile) ? (["clinical:write"] as const) : []),
];

/**
 * Imports a Synthea export in one transaction: all of it or nothing. Records of earlier imports stay
 * unchanged; doctors also if another practice imported them.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importSynthea(
  database: DatabaseHandle,
  source: SyntheaSource,
  request: ImportRequest,
): Promise<ImportSummary> {
  return auditedCommand(database, {
    action: "import.synthea",
    email: request.email,
    needed: permissionsFor(request, source),
    ...(request.dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => {
      const { readableNames = true, appointments = false } = request;
      return importByCommand(database, {
        ...request,
        importer,
        entryOf,
        plan: syntheaPlan(source, { readableNames, appointments }),
        files: [...exportFiles, ...source.files.filter(isClinicalFile)],
      });
    },
  });
}
