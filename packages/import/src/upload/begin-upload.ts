import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage, KnownErrors } from "@caretype/core/kernel/error/field-messages";
import { requirePermissions } from "@caretype/core/kernel/procedure/caller";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type DirectoryContext, requireDirectoryAccess } from "@caretype/core/people/doctor/directory-rights";
import { calendarColumns, calendarSettings } from "../source/calendar/columns.ts";
import { layoutOf } from "../source/column-layout.ts";
import {
  neededForSynthea,
  optionalSyntheaFiles,
  syntheaColumns,
  syntheaFiles,
} from "../source/synthea/columns.ts";
import type { TableRecords, TableSettings } from "../source/table/schema.ts";
import { permissionsToImport, requireSettings } from "../source/table/settings.ts";
import { type BegunUpload, findUpload, insertUpload } from "./queries.ts";
import type { BeginUpload, ImportUpload } from "./schema.ts";

/** Begins an upload. Throws `INVALID_INPUT` for files that cannot be imported, and `TOO_MANY_UPLOADS`. */
export async function beginUpload(context: DirectoryContext, input: BeginUpload): Promise<ImportUpload> {
  const { db, scope } = context;
  const upload = input.format === "calendar" ? ofCalendar(input) : { ...input, files: withColumns(input) };
  if (upload.format === "synthea") requireSynthea(scope, upload);
  else requireTable(scope, upload);
  await requireMayImport(context, upload.records ?? null);
  return findUpload(db, scope, await insertUpload(db, scope, upload));
}

/** A calendar is a table of appointments with fixed columns. */
function ofCalendar({ records = "appointment", files, table, ...input }: BeginUpload): BegunUpload {
  const errors: KnownErrors = {};
  if (files.some(({ columns }) => columns)) errors.files = ["Only for a table"];
  if (files.length > 1) errors.files = ["A calendar is one file"];
  if (records !== "appointment") errors.records = ["Only for a table"];
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
  return {
    ...input,
    records,
    files: files.map(({ file }) => ({ file, columns: [...calendarColumns] })),
    ...(table && { table: calendarSettings(table) }),
  };
}

function withColumns({ files }: BeginUpload): BegunUpload["files"] {
  const errors: KnownErrors = {};
  const named = files.map(({ file, columns = [] }, at) => {
    if (columns.length === 0) errors[`files.${at}.columns`] = ["Required, but for a calendar"];
    return { file, columns };
  });
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
  return named;
}

/** Throws `VERIFIED_EMAIL_REQUIRED` for files with doctors, because all practices share the directory. */
export async function requireMayImport(
  context: DirectoryContext,
  records: TableRecords | null,
): Promise<void> {
  if (records === "doctor" || records === null) await requireDirectoryAccess(context);
}

function requireSynthea(scope: Scope, { files, records, table, appointments }: BegunUpload): void {
  const errors: KnownErrors = {};
  if (records !== undefined) errors.records = ["Only for a table"];
  if (table !== undefined) errors.table = ["Only for a table"];
  const names = files.map(({ file }) => file);
  const missing = syntheaFiles.filter(
    (file) => !names.includes(file) && !optionalSyntheaFiles.includes(file),
  );
  if (missing.length > 0) errors.files = [`Missing: ${missing.join(", ")}`];
  for (const [at, { file, columns }] of files.entries()) {
    const known = syntheaFiles.find((name) => name === file);
    if (!known) errors[`files.${at}.file`] = [`Not one of ${syntheaFiles.join(", ")}`];
    else if (names.indexOf(file) !== at) errors[`files.${at}.file`] = ["The file appears twice"];
    else {
      const { missing: lacking, twice } = layoutOf<string>(columns, syntheaColumns[known]);
      const messages: FieldMessage[] = [];
      if (lacking.length > 0) messages.push(`Missing: ${lacking.join(", ")}`);
      if (twice.length > 0) messages.push(`Duplicate: ${twice.join(", ")}`);
      if (messages.length > 0) errors[`files.${at}.columns`] = messages;
    }
  }
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
  requirePermissions(scope.permissions, neededForSynthea(names, appointments));
}

function requireTable(scope: Scope, { files, records, table, ...synthea }: BegunUpload): void {
  const errors: KnownErrors = {};
  if (synthea.readableNames !== undefined) errors.readableNames = ["Only for a Synthea export"];
  if (synthea.appointments !== undefined) errors.appointments = ["Only for a Synthea export"];
  if (records === undefined) errors.records = ["Required for a table"];
  if (table === undefined) errors.table = ["Required for a table"];
  const [file, ...others] = files;
  if (others.length > 0) errors.files = ["A table is one file"];
  if (!file || !records || !table || Object.keys(errors).length > 0) throw invalidInput(errors);
  requireImportable(scope, { records, columns: file.columns, settings: table });
}

type Read = { records: TableRecords; columns: readonly string[]; settings: TableSettings };

/** Throws `INVALID_INPUT`, and `PERMISSION_DENIED` for a column that the caller may not set. */
export function requireImportable(
  { permissions }: Pick<Scope, "permissions">,
  { records, columns, settings }: Read,
): void {
  requireSettings(records, columns, settings);
  requirePermissions(permissions, permissionsToImport(records, settings));
}
