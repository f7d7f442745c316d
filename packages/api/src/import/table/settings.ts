import { type FieldErrors, invalidInput } from "../../error/domain-error.ts";
import type { Permission } from "../../permissions.ts";
import {
  permissionToMap,
  type TableField,
  type TableRecords,
  type TableSettings,
  tableFields,
} from "./schema.ts";

/** What of a table is read for a field: `Id` is the identifier in the other system. */
export type TableKey = TableField | "Id";

const mappedFields = ({ mapping }: TableSettings): [TableField, string][] =>
  // The literal's own keys, which TypeScript gives as plain texts.
  (Object.entries(mapping) as [TableField, string | undefined][]).flatMap(([field, column]) =>
    column === undefined ? [] : [[field, column]],
  );

/** What somebody has to hold to import a table that is read so. */
export const permissionsToImport = (settings: TableSettings): Permission[] => [
  ...new Set(mappedFields(settings).flatMap(([field]) => permissionToMap(field) ?? [])),
];

/** Each key with the column that has it. */
export const columnsOf = (settings: TableSettings): [TableKey, string][] => [
  ...mappedFields(settings),
  ...(settings.identifier ? [["Id", settings.identifier.column] as [TableKey, string]] : []),
];

/** What is wrong with how a table of these columns is to be read, if anything is. Rejects with `INVALID_INPUT`. */
export function requireSettings(
  records: TableRecords,
  columns: readonly string[],
  settings: TableSettings,
): void {
  const errors: FieldErrors = {};
  const known: readonly string[] = tableFields[records];
  for (const [field, column] of mappedFields(settings)) {
    const message = known.includes(field) ? columnMessage(columns, column) : `Not a field of a ${records}`;
    if (message) errors[`table.mapping.${field}`] = [message];
  }
  const message = settings.identifier && columnMessage(columns, settings.identifier.column);
  if (message) errors["table.identifier.column"] = [message];
  const needed = neededMessage(records, settings);
  if (needed) errors["table.mapping"] = [needed];
  if (settings.mapping.dateOfBirth !== undefined && settings.dateFormat === undefined) {
    errors["table.dateFormat"] = ["Needed with a date of birth: say how dates are written"];
  }
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}

function columnMessage(columns: readonly string[], column: string): string | undefined {
  const count = columns.filter((name) => name === column).length;
  if (count === 1) return undefined;
  return count === 0 ? "The file has no column of this name" : "The file has several columns of this name";
}

function neededMessage(records: TableRecords, { mapping }: TableSettings): string | undefined {
  const { name, firstName, lastName, gender } = mapping;
  if (name === undefined && (firstName === undefined || lastName === undefined)) {
    return "Say which column has the name, or which have the first and the last name";
  }
  return records === "patient" && gender === undefined ? "Say which column has the gender" : undefined;
}
