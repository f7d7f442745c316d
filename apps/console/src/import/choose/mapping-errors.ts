import type { TableField, TableSettings } from "@caretype/api/import/table/schema";
import { importChooseTexts } from "../../texts/import-choose.ts";
import type { Records } from "./guess-mapping.ts";

export type MappingErrors = Partial<
  Record<TableField | "dateFormat" | "identifierColumn" | "identifierSystem", string>
>;

const { missing } = importChooseTexts;

const longestSystem = 60;

/** Returns the errors that the server would report, by field. */
export function mappingErrors(
  records: Records,
  { mapping, dateFormat, identifier }: TableSettings,
): MappingErrors {
  const errors: MappingErrors = {};
  const { name, firstName, lastName, gender, dateOfBirth } = mapping;
  if (name === undefined && firstName === undefined && lastName === undefined) errors.name = missing.name;
  else if (name === undefined && firstName === undefined) errors.firstName = missing.firstName;
  else if (name === undefined && lastName === undefined) errors.lastName = missing.lastName;
  if (records === "patient" && gender === undefined) errors.gender = missing.gender;
  if (dateOfBirth !== undefined && dateFormat === undefined) errors.dateFormat = missing.dateFormat;
  const system = identifier?.system.trim() ?? "";
  if (identifier && system === "") errors.identifierSystem = missing.identifierSystem;
  if (system.length > longestSystem) errors.identifierSystem = missing.longSystem(longestSystem);
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
