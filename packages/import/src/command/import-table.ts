import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { DatabaseHandle } from "@caretype/db";
import type { z } from "zod";
import { type TableSource, tablePlan } from "../pipeline/table-plan.ts";
import type { ImportSummary } from "../run-import.ts";
import { ImportRefused } from "../source/problems.ts";
import { type TableRecords, TableSettings } from "../source/table/schema.ts";
import { columnsOf, permissionsToImport, requireSettings } from "../source/table/settings.ts";
import { type CommandImport, importByCommand } from "./import-by-command.ts";

export type TableRequest = CommandImport & Omit<TableSource, "practiceId">;

/** The keys of a row's cells, each with its column. */
export const tableColumns = (settings: TableSettings): [key: string, column: string][] => columnsOf(settings);

const described = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys"
    ? `${[...issue.path, issue.keys.join(", ")].join(".")}: there is no such field.`
    : `${issue.path.join(".")}: ${issue.message}.`;

/**
 * Validates a table's settings.
 * @throws {ImportRefused} with what is wrong.
 */
export function parseTableSettings(
  records: TableRecords,
  given: unknown,
  columns: readonly string[],
): TableSettings {
  const parsed = TableSettings.safeParse(given);
  if (!parsed.success) {
    throw new ImportRefused(parsed.error.issues.map(described).join("\n"));
  }
  try {
    requireSettings(records, columns, parsed.data);
  } catch (error) {
    const [first] = error instanceof DomainError ? Object.entries(error.details.errors ?? {}) : [];
    if (!first) throw error;
    const [path, [message = ""]] = first;
    const named = path.replace("table.", "").replace(/^signs\.(\d+)\.\w+$/, (_, at: number) => {
      const { column = "" } = parsed.data.signs?.[at] ?? {};
      return `signs ${column}`;
    });
    throw new ImportRefused(`${named}: ${message}.`);
  }
  return parsed.data;
}

const permissionOf: Partial<Record<TableRecords, Permission>> = {
  patient: "patient:create",
  doctor: "doctor:create",
};

/**
 * Imports a plain table in one transaction: all or nothing. Records of earlier imports stay unchanged.
 * @throws {ImportRefused} if the account lacks a permission, or any row is invalid.
 */
export function importTable(database: DatabaseHandle, request: TableRequest): Promise<ImportSummary> {
  const { records, settings, file } = request;
  const own = permissionOf[records];
  return importByCommand(database, {
    ...request,
    action: "import.table",
    needed: ["import:run", ...(own ? [own] : []), ...permissionsToImport(records, settings)],
    planIn: (practiceId) => tablePlan({ ...request, practiceId }),
    files: [file],
  });
}
