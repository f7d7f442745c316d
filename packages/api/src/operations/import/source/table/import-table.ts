import type { DatabaseHandle } from "@caretype/db";
import { DomainError } from "../../../../kernel/error/domain-error.ts";
import type { Permission } from "../../../../kernel/permissions/permissions.ts";
import { auditedCommand } from "../../command/audited-command.ts";
import { type CommandImport, importByCommand } from "../../command/import-by-command.ts";
import { ImportRefused, type SourceRow } from "../../pipeline/problems.ts";
import type { ImportSummary } from "../../run-import.ts";
import { type TableRecords, TableSettings } from "./schema.ts";
import { columnsOf, permissionsToImport, requireSettings } from "./settings.ts";
import { tablePlan } from "./table-plan.ts";

export type TableRequest = CommandImport & {
  /** What the rows contain. */
  records: TableRecords;
  settings: TableSettings;
  file: string;
  /** Rows with the cells of these keys. A scan before the import reports no problems. */
  rows: (isScan: boolean) => AsyncIterable<SourceRow[]>;
};

/** The keys of the cells of a row, each with its column. */
export const tableColumns = (settings: TableSettings): [key: string, column: string][] => columnsOf(settings);

/** Checks the settings of a table. @throws {ImportRefused} with what is wrong with them. */
export function parseTableSettings(
  records: TableRecords,
  given: unknown,
  columns: readonly string[],
): TableSettings {
  const parsed = TableSettings.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ImportRefused(`${issue?.path.join(".")}: ${issue?.message}.`);
  }
  try {
    requireSettings(records, columns, parsed.data);
  } catch (error) {
    const [first] = error instanceof DomainError ? Object.entries(error.details.errors ?? {}) : [];
    if (!first) throw error;
    const [path, [message = ""]] = first;
    throw new ImportRefused(`${path.replace("table.", "")}: ${message}.`);
  }
  return parsed.data;
}

const permissionOf: Partial<Record<TableRecords, Permission>> = {
  patient: "patient:create",
  doctor: "doctor:create",
};

/**
 * Imports a plain table in one transaction: all of it or nothing. Records of earlier imports stay unchanged.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importTable(database: DatabaseHandle, request: TableRequest): Promise<ImportSummary> {
  const { records, settings, file, rows, email, dryRun } = request;
  const own = permissionOf[records];
  return auditedCommand(database, {
    action: "import.table",
    email,
    needed: ["import:run", ...(own ? [own] : []), ...permissionsToImport(records, settings)],
    ...(dryRun && { reads: { isDryRun: true, subjectsOf: () => [] } }),
    run: (importer, entryOf) => {
      const plan = tablePlan({ practiceId: importer.practiceId, records, settings, file, rows });
      return importByCommand(database, { ...request, importer, entryOf, plan, files: [file] });
    },
  });
}
