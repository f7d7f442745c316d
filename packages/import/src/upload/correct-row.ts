import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import { decodeCursor, encodeCursor } from "@caretype/core/kernel/field/paging";
import { requireVersion } from "@caretype/core/kernel/field/version";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import { requirePermissions } from "@caretype/core/kernel/procedure/caller";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Database } from "@caretype/db";
import { recordsOf, tableReader } from "../pipeline/table-plan.ts";
import { findLongCells } from "../source/cell-length.ts";
import { ImportProblems, type RowProblem, shownMessage } from "../source/problems.ts";
import { type TableRecords, TableSettings } from "../source/table/schema.ts";
import { columnsOf, permissionsToImport } from "../source/table/settings.ts";
import { findUpload, type LockedUpload, lockUpload, UploadFiles, updateUpload } from "./queries.ts";
import {
  cellsToContent,
  findKeptBetween,
  type KeptPlace,
  type KeptRow,
  listKept,
  placeOf,
  saveCorrection,
  summarizeKept,
} from "./row-queries.ts";
import {
  type CorrectedRow,
  type CorrectRow,
  type InvalidRow,
  type InvalidRowPage,
  type ListInvalidRows,
  uploadLimits,
} from "./schema.ts";

/** The columns, and how to read the imported ones. */
type Layout = {
  place: KeptPlace;
  columns: string[];
  settings: TableSettings;
  names: string[];
  /** The columns that are not imported, if the caller may see them. */
  otherNames: string[];
  records: TableRecords;
};

type Uploaded = { format: string; files: unknown; records: TableRecords | null; table: unknown };

function layoutOf(
  { permissions }: Pick<Scope, "permissions">,
  { format, files, records, table }: Uploaded,
): Layout | null {
  const settings = TableSettings.nullable().parse(table);
  const [file] = UploadFiles.parse(files);
  if (!settings || !file || !records) return null;
  // The rows may contain what the caller must not see.
  requirePermissions(permissions, permissionsToImport(records, settings));
  const wanted = new Set(columnsOf(settings).map(([, column]) => column));
  const names = file.columns.filter((name) => wanted.has(name));
  const isOpen = records === "doctor" || permissions.has("patient:read-clinical");
  const otherNames = isOpen ? file.columns.filter((name) => !wanted.has(name)) : [];
  return { place: placeOf(format, file), columns: file.columns, settings, names, otherNames, records };
}

function toInvalid(
  { columns, names, otherNames }: Layout,
  { line, version, cells, problems }: KeptRow,
): InvalidRow {
  const cellOf = (column: string) => ({ column, value: cells[columns.indexOf(column)] ?? "" });
  return {
    line,
    version,
    cells: names.map(cellOf),
    otherCells: otherNames.map(cellOf),
    problems: problems.map(({ column, message }) => ({ column, message })),
  };
}

const sort = "name";

/** Lists rows with problems. Throws `IMPORT_UPLOAD_NOT_FOUND` and `PERMISSION_DENIED`. */
export async function listInvalidRows(
  db: Database,
  scope: Scope,
  { id, limit, cursor }: ListInvalidRows,
): Promise<InvalidRowPage> {
  const { key } = decodeCursor(cursor, sort);
  if (!/^\d{0,10}$/.test(key ?? "")) throw invalidInput({ cursor: ["Not a cursor of this list"] });
  const layout = layoutOf(scope, await findUpload(db, scope, id));
  if (!layout) return { items: [], nextCursor: null };
  const place = { after: Number(key), limit: limit + 1 };
  const rows = await listKept(db, { practiceId: scope.practiceId, id }, place);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => toInvalid(layout, row)),
    nextCursor: last ? encodeCursor(sort, { key: String(last.line), id }) : null,
  };
}

/**
 * Corrects a row and checks it again. Throws `IMPORT_UPLOAD_NOT_FOUND`, `IMPORT_UPLOAD_CLOSED`,
 * `IMPORT_ROW_NOT_FOUND`, `STALE_VERSION`, `INVALID_INPUT` and `PERMISSION_DENIED`.
 */
export async function correctRow(
  { db, scope, audit }: ChangeContext,
  { id, line, expectedVersion, cells: changes }: CorrectRow,
): Promise<CorrectedRow> {
  const upload = await lockUpload(db, scope, id);
  const layout = layoutOf(scope, { ...upload, table: upload.tableSettings });
  if (!layout || upload.state !== "checked") throw new DomainError("IMPORT_UPLOAD_CLOSED");
  const key = { practiceId: scope.practiceId, id };
  const before = (await findKeptBetween(db, key, { first: line, last: line })).get(line);
  if (!before) throw new DomainError("IMPORT_ROW_NOT_FOUND");
  requireVersion(toInvalid(layout, before), expectedVersion, { kind: "importRow" });
  const cells = changedCells(layout, before, changes);
  const isChanged = JSON.stringify(cells) !== JSON.stringify(before.cells);
  const problems = problemsAfter({ ...layout, scope }, before, cells);
  const row = isChanged ? { line, version: upload.revision + 1, cells, problems } : before;
  if (isChanged) await saveCorrection(db, key, row);
  else audit.unchanged();
  const summary = await summarizeKept(db, key, layout.place);
  // The next check recomputes what a run would create.
  if (isChanged)
    await updateUpload(db, key, {
      ...summary,
      result: null,
      revision: row.version,
      bytes: bytesAfter(upload, before, cells),
    });
  const { invalidRows } = summary;
  return { id, row: toInvalid(layout, row), problems: summary.problems.total, invalidRows };
}

function changedCells(
  { columns, names }: Layout,
  { cells }: KeptRow,
  changes: CorrectRow["cells"],
): string[] {
  const changed = columns.map((_, at) => cells[at] ?? "");
  for (const [at, { column, value }] of changes.entries()) {
    if (!names.includes(column))
      throw invalidInput({ [`cells.${at}.column`]: ["Not a column that is imported"] });
    changed[columns.indexOf(column)] = value;
  }
  return changed;
}

/**
 * The changed row's own problems, and those with other rows whose cell is unchanged. The patient of an appointment or
 * a clinical record, and clashes, depend on several cells: only the next check or run finds them.
 */
function problemsAfter(
  { settings, columns, records, place, scope }: Layout & { scope: Scope },
  before: KeptRow,
  cells: readonly string[],
): RowProblem[] {
  const keys = columnsOf(settings);
  const at = (column: string | null) => (column === null ? -1 : columns.indexOf(column));
  const values = Object.fromEntries(keys.map(([key, column]) => [key, cells[at(column)] ?? ""]));
  const reading = { records, settings, importer: scope, problems: new ImportProblems([]), file: place.file };
  const { read } = tableReader(reading);
  const found = () =>
    recordsOf(settings)({ line: before.line, cells: values }).flatMap((row) => [
      ...(read(row).problems ?? []),
    ]);
  const columnOf = new Map<string, string>(keys);
  // A problem with the patient concerns each record of the row, and is reported once.
  const ownProblems = [...(findLongCells(values) ?? new Map(found()))].map(([key, message]) => ({
    column: columnOf.get(key) ?? key,
    message: shownMessage(key, message, values[key]),
    isAcrossRows: false,
  }));
  const others = before.problems.filter(
    ({ column, isAcrossRows }) =>
      isAcrossRows &&
      (records === "patient" || records === "doctor") &&
      before.cells[at(column)] === cells[at(column)],
  );
  return [...ownProblems, ...others];
}

/** Throws `IMPORT_UPLOAD_TOO_LARGE`. */
function bytesAfter({ bytes }: LockedUpload, before: KeptRow, cells: readonly string[]): number {
  const after = bytes + cellsToContent(cells).length - cellsToContent(before.cells).length;
  if (after > uploadLimits.bytes) throw new DomainError("IMPORT_UPLOAD_TOO_LARGE");
  return Math.max(0, after);
}
