import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import type { Records } from "./guess-mapping.ts";

export type MappingErrors = Partial<
  Record<TableField | "dateFormat" | "identifierColumn" | "identifierSystem", string>
>;

const longestSystem = 60;

/** Returns the errors that the server would report, by field. */
export function mappingErrors(
  records: Records,
  { mapping, dateFormat, identifier }: TableSettings,
): MappingErrors {
  const errors: MappingErrors = {};
  const { name, firstName, lastName, gender, dateOfBirth } = mapping;
  if (name === undefined && firstName === undefined && lastName === undefined)
    errors.name = "Choose the column of the full name, or the two of first and last name";
  else if (name === undefined && firstName === undefined) errors.firstName = "Required with the last name";
  else if (name === undefined && lastName === undefined) errors.lastName = "Required with the first name";
  if (records === "patient" && gender === undefined) errors.gender = "Required for patients";
  if (dateOfBirth !== undefined && dateFormat === undefined)
    errors.dateFormat = "Choose how dates are written";
  const system = identifier?.system.trim() ?? "";
  if (identifier && system === "") errors.identifierSystem = "Required with the number";
  if (system.length > longestSystem) errors.identifierSystem = `At most ${longestSystem} characters`;
  return errors;
}

/** Returns the settings as they are sent. */
export function settingsOf({ mapping, dateFormat, identifier }: TableSettings): TableSettings {
  return {
    mapping,
    ...(dateFormat && mapping.dateOfBirth !== undefined && { dateFormat }),
    ...(identifier && { identifier: { ...identifier, system: identifier.system.trim() } }),
  };
}
