import { missingFields, type TableField, type TableSettings } from "@caretype/import/source/table/schema";
import { dateField, type Records } from "./guess-mapping.ts";
import { missing } from "./texts.en.ts";

export type MappingErrors = Partial<
  Record<
    TableField | "dateFormat" | "identifierColumn" | "identifierSystem" | "peopleSystem" | "codeSystemOfAll",
    string
  >
>;

const maxSystemLength = 60;
const maxCodeSystemLength = 200;

/** Returns the errors that the server would report, by field. */
export function mappingErrors(records: Records, settings: TableSettings): MappingErrors {
  const { mapping, dateFormat, identifier, peopleSystem, codeSystem } = settings;
  const errors: MappingErrors = Object.fromEntries(
    missingFields(records, settings).map((field) => [field, missingText(records, field)]),
  );
  if (dateField(mapping) !== undefined && dateFormat === undefined) errors.dateFormat = missing.dateFormat;
  const system = identifier?.system.trim() ?? "";
  if (identifier && system === "") errors.identifierSystem = missing.identifierSystem;
  if (system.length > maxSystemLength) errors.identifierSystem = missing.longSystem(maxSystemLength);
  if ((peopleSystem ?? "").trim().length > maxSystemLength)
    errors.peopleSystem = missing.longSystem(maxSystemLength);
  if ((codeSystem ?? "").trim().length > maxCodeSystemLength)
    errors.codeSystemOfAll = missing.longSystem(maxCodeSystemLength);
  return errors;
}

const ofField: Partial<Record<TableField, string>> = {
  name: missing.name,
  firstName: missing.firstName,
  lastName: missing.lastName,
  doctor: missing.doctor,
  code: missing.code,
};

function missingText(records: Records, field: TableField): string {
  if (records === "appointment") return ofField[field] ?? missing.appointment;
  const isObserved = records === "observation" && field !== "patient";
  return ofField[field] ?? (isObserved ? missing.observation : missing.patient);
}

/** Returns the settings as they are sent. */
export function settingsOf({ identifier, ...settings }: TableSettings): TableSettings {
  const { mapping, genders = [] } = settings;
  return {
    ...settings,
    genders: genders.length > 0 && mapping.gender !== undefined ? genders : undefined,
    dateFormat: dateField(mapping) === undefined ? undefined : settings.dateFormat,
    signs: settings.signs?.length ? settings.signs : undefined,
    codeSystem: settings.codeSystem?.trim() || undefined,
    peopleSystem: settings.peopleSystem?.trim() || undefined,
    identifier: identifier && { ...identifier, system: identifier.system.trim() },
  };
}
