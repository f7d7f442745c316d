import { isLoinc } from "@caretype/chart/clinical/code-systems";
import { ucumOf } from "@caretype/chart/unit/spellings";
import { isUcumUnit } from "@caretype/chart/unit/ucum";
import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage, KnownErrors } from "@caretype/core/kernel/error/field-messages";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import {
  datedFields,
  isClinicalTable,
  isOfBirths,
  missingFields,
  permissionToMap,
  type TableField,
  type TableRecords,
  type TableSettings,
  tableFields,
} from "./schema.ts";
import { readSign, signKey } from "./signs.ts";

/** A mapped field, or `Id` for the identifier in the other system. */
export type TableKey = TableField | "Id" | `sign${number}`;

const mappedFields = ({ mapping }: TableSettings): [TableField, string][] =>
  // `Object.entries` widens the keys to string.
  (Object.entries(mapping) as [TableField, string | undefined][]).flatMap(([field, column]) =>
    column === undefined ? [] : [[field, column]],
  );

/** Returns the permissions needed to import a table with these settings. */
export const permissionsToImport = (records: TableRecords, settings: TableSettings): Permission[] => [
  ...new Set(mappedFields(settings).flatMap(([field]) => permissionToMap(field) ?? [])),
  ...(records === "appointment" ? (["appointment:create"] as const) : []),
  ...(isClinicalTable(records) ? (["clinical:write"] as const) : []),
];

/** Returns the keys with their columns. */
export const columnsOf = (settings: TableSettings): [TableKey, string][] => [
  ...mappedFields(settings),
  ...(settings.identifier ? [["Id", settings.identifier.column] as [TableKey, string]] : []),
  ...(settings.signs ?? []).map(({ column }, at): [TableKey, string] => [signKey(at), column]),
];

/** The name of the source of records with identifiers. Others are recognized by their row. */
export const sourceOf = ({ identifier }: Pick<TableSettings, "identifier">): string =>
  identifier ? `table:${identifier.system.toLowerCase()}` : "row";

type Keys = readonly (readonly [key: string, column: string])[];

/** Returns a function that reads a row's cells by key. */
export function cellsByKey(keys: Keys, columns: readonly string[]) {
  const fields = keys.map(([key, column]) => [key, columns.indexOf(column)] as const);
  return (cells: readonly string[]): Record<string, string> =>
    Object.fromEntries(fields.map(([key, field]) => [key, cells[field] ?? ""]));
}

/** Checks the settings against the table's columns. Throws `INVALID_INPUT`. */
export function requireSettings(
  records: TableRecords,
  columns: readonly string[],
  settings: TableSettings,
): void {
  const errors: KnownErrors = {};
  const known: readonly string[] = tableFields[records];
  for (const [field, column] of mappedFields(settings)) {
    const message: FieldMessage | undefined = known.includes(field)
      ? columnMessage(columns, column)
      : `Not a field of this kind of record (${records})`;
    if (message) errors[`table.mapping.${field}`] = [message];
  }
  const message = settings.identifier && columnMessage(columns, settings.identifier.column);
  if (message) errors["table.identifier.column"] = [message];
  const missing = missingFields(records, settings);
  const needed = neededMessage(records, missing, settings);
  if (needed) errors["table.mapping"] = [needed];
  if (settings.dateFormat && !isOfBirths(settings.dateFormat) && settings.mapping.dateOfBirth !== undefined)
    errors["table.dateFormat"] = ["Dates of birth need years of four digits"];
  if (settings.dateFormat === undefined) {
    if ((settings.mapping.dateOfBirth ?? settings.mapping.deceasedOn) !== undefined)
      errors["table.dateFormat"] = ["Required with a date of birth: choose the format of dates"];
    else if (datedFields.some((field) => settings.mapping[field] !== undefined || missing.includes(field)))
      errors["table.dateFormat"] = ["Required: choose the format of dates"];
  }
  addUnused(errors, records, settings);
  addSignFaults(errors, columns, settings);
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}

const isBooking = (records: TableRecords) => records === "appointment";
const isObservation = (records: TableRecords) => records === "observation";
const namesPeople = (records: TableRecords) => isBooking(records) || isClinicalTable(records);

/** The settings of some tables only. */
const limited = [
  ["doctorId", isBooking, "Only for appointments"],
  ["peopleSystem", namesPeople, "Only for appointments and clinical records"],
  ["codeSystem", isClinicalTable, "Only for clinical records"],
  ["decimalMark", isObservation, "Only for observations"],
  ["units", isObservation, "Only for observations"],
  ["signs", isObservation, "Only for observations"],
] as const;

/** Reports settings that only other tables have. */
function addUnused(errors: KnownErrors, records: TableRecords, settings: TableSettings): void {
  for (const [name, isFor, message] of limited)
    if (settings[name] !== undefined && !isFor(records)) errors[`table.${name}`] = [message];
  if (settings.genders !== undefined && settings.mapping.gender === undefined)
    errors["table.genders"] = ["Choose the column with the gender"];
  for (const [at, { unit }] of (settings.units ?? []).entries())
    if (!isUcumUnit(ucumOf(unit))) errors[`table.units.${at}.unit`] = ["Not a UCUM unit, such as mmol/L"];
}

/** Reports problems of columns with vital signs. */
function addSignFaults(errors: KnownErrors, columns: readonly string[], settings: TableSettings): void {
  const { signs = [], mapping, codeSystem = mapping.codeSystem } = settings;
  for (const [at, sign] of signs.entries()) {
    const path = `table.signs.${at}`;
    const message = columnMessage(columns, sign.column);
    if (message) errors[`${path}.column`] = [message];
    if (readSign(sign) === null) errors[`${path}.code`] = ["Name the code: the heading does not tell"];
    if (sign.code !== undefined && !isLoinc(sign.code) && codeSystem === undefined)
      errors[`${path}.code`] = ["Not a code of LOINC: name the system of the codes"];
    if (sign.unit !== undefined && !isUcumUnit(ucumOf(sign.unit)))
      errors[`${path}.unit`] = ["Not a UCUM unit, such as mmol/L"];
  }
  for (const field of ["code", "codeText", "value", "unit"] as const)
    if (signs.length > 0 && mapping[field] !== undefined)
      errors[`table.mapping.${field}`] = ["Cannot be combined with `signs`"];
}

function columnMessage(columns: readonly string[], column: string): FieldMessage | undefined {
  const count = columns.filter((name) => name === column).length;
  if (count === 1) return undefined;
  return count === 0 ? "The file has no column of this name" : "The file has several columns of this name";
}

const withName = "Choose the column with the name, or those with the first and the last name";
const withCode = "Choose the columns with the patient, and the code or its text";

/** The message for a table that lacks columns. */
const neededMessages: Record<TableRecords, FieldMessage> = {
  patient: withName,
  doctor: withName,
  appointment: "Choose the columns with the patient, the doctor and the start",
  encounter: "Choose the columns with the patient and the start",
  observation: "Choose the columns with the patient, the code or its text, the date and the value",
  immunization: "Choose the columns with the patient, the code or its text, and the date",
  condition: withCode,
  allergy: withCode,
  medication: withCode,
};

function neededMessage(
  records: TableRecords,
  missing: readonly TableField[],
  { signs }: TableSettings,
): FieldMessage | undefined {
  if (missing.length === 0) return undefined;
  if (missing.join() === "effectiveAt") return "Choose the column with the date";
  const isWithSigns = records === "observation" && signs;
  return isWithSigns ? "Choose the columns with the patient and the date" : neededMessages[records];
}
