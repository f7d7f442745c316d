import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import type { Records } from "./guess-mapping.ts";

export type MappingErrors = Partial<
  Record<TableField | "dateFormat" | "identifierColumn" | "identifierSystem", string>
>;

const longestSystem = 60;

/** What the server would say, at the fields that it is about, in their order. */
export function mappingErrors(
  records: Records,
  { mapping, dateFormat, identifier }: TableSettings,
): MappingErrors {
  const errors: MappingErrors = {};
  const { name, firstName, lastName, gender, dateOfBirth } = mapping;
  if (name === undefined && firstName === undefined && lastName === undefined)
    errors.name = "Say where the name is: in one column, or first and last name in two";
  else if (name === undefined && firstName === undefined) errors.firstName = "Needed with the last name";
  else if (name === undefined && lastName === undefined) errors.lastName = "Needed with the first name";
  if (records === "patient" && gender === undefined) errors.gender = "Needed of patients";
  if (dateOfBirth !== undefined && dateFormat === undefined)
    errors.dateFormat = "Say how dates are written: it is not guessed";
  const system = identifier?.system.trim() ?? "";
  if (identifier && system === "") errors.identifierSystem = "Needed with the number";
  if (system.length > longestSystem) errors.identifierSystem = `No longer than ${longestSystem} letters`;
  return errors;
}

/** As they are sent. */
export function settingsOf({ mapping, dateFormat, identifier }: TableSettings): TableSettings {
  return {
    mapping,
    ...(dateFormat && mapping.dateOfBirth !== undefined && { dateFormat }),
    ...(identifier && { identifier: { ...identifier, system: identifier.system.trim() } }),
  };
}
