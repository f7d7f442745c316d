import {
  isClinicalTable,
  neededOf,
  type TableField,
  type TableSettings,
} from "@caretype/api/import/table/schema";
import { dateField, type Mapping, type Records } from "./guess-mapping.ts";
import { missing } from "./texts.en.ts";

export type MappingErrors = Partial<
  Record<TableField | "dateFormat" | "identifierColumn" | "identifierSystem" | "peopleSystem", string>
>;

const longestSystem = 60;

/** Returns the errors that the server would report, by field. */
export function mappingErrors(
  records: Records,
  { mapping, dateFormat, identifier, doctorId, peopleSystem }: TableSettings,
): MappingErrors {
  const errors = requiredIn(records, mapping, doctorId);
  if (dateField(mapping) !== undefined && dateFormat === undefined) errors.dateFormat = missing.dateFormat;
  const system = identifier?.system.trim() ?? "";
  if (identifier && system === "") errors.identifierSystem = missing.identifierSystem;
  if (system.length > longestSystem) errors.identifierSystem = missing.longSystem(longestSystem);
  if ((peopleSystem ?? "").trim().length > longestSystem)
    errors.peopleSystem = missing.longSystem(longestSystem);
  return errors;
}

function requiredIn(records: Records, mapping: Mapping, doctorId: string | undefined): MappingErrors {
  if (isClinicalTable(records)) return missingInRecord(records, mapping);
  return records === "appointment" ? missingIn(mapping, doctorId) : missingOf(mapping);
}

function missingInRecord(records: Records, mapping: Mapping): MappingErrors {
  const isCoded = records === "encounter" || (mapping.code ?? mapping.codeText) !== undefined;
  const needed: readonly TableField[] = ["patient", ...(neededOf[records] ?? [])];
  const message = records === "observation" ? missing.observation : missing.patient;
  const left = needed.filter((field) => mapping[field] === undefined);
  return {
    ...Object.fromEntries(left.map((field) => [field, field === "patient" ? missing.patient : message])),
    ...(!isCoded && { code: missing.code }),
  };
}

function missingIn({ patient, doctor, startsAt }: Mapping, doctorId: string | undefined): MappingErrors {
  return {
    ...(patient === undefined && { patient: missing.appointment }),
    ...(doctor === undefined && doctorId === undefined && { doctor: missing.doctor }),
    ...(startsAt === undefined && { startsAt: missing.appointment }),
  };
}

function missingOf({ name, firstName, lastName }: Mapping): MappingErrors {
  const errors: MappingErrors = {};
  if (name === undefined && firstName === undefined && lastName === undefined) errors.name = missing.name;
  else if (name === undefined && firstName === undefined) errors.firstName = missing.firstName;
  else if (name === undefined && lastName === undefined) errors.lastName = missing.lastName;
  return errors;
}

/** Returns the settings as they are sent. */
export function settingsOf({
  mapping,
  dateFormat,
  identifier,
  doctorId,
  peopleSystem,
  codeSystem,
  decimalMark,
  units,
  genders = [],
}: TableSettings): TableSettings {
  const system = peopleSystem?.trim();
  const codes = codeSystem?.trim();
  return {
    ...(codes && { codeSystem: codes }),
    ...(decimalMark && { decimalMark }),
    ...(units && { units }),
    ...(genders.length > 0 && mapping.gender !== undefined && { genders }),
    mapping,
    ...(dateFormat && dateField(mapping) !== undefined && { dateFormat }),
    ...(doctorId && { doctorId }),
    ...(system && { peopleSystem: system }),
    ...(identifier && { identifier: { ...identifier, system: identifier.system.trim() } }),
  };
}
