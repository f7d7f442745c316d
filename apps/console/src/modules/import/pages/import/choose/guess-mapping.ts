import { plainMoment } from "@caretype/import/source/table/dates";
import {
  clinicalTables,
  type DateFormat,
  datedFields,
  dateFormats,
  isOfBirths,
  type LongFormat,
  longFormat,
  missingFields,
  type TableField,
  tableFields,
} from "@caretype/import/source/table/schema";
import { type Sign, signsIn } from "@caretype/import/source/table/signs";
import type { TableFile } from "../file/protocol.ts";
import { knownNames, plain } from "./field-names.ts";
import { formOf, formsIn, namesOwner } from "./heading-forms.ts";

export type Records = keyof typeof tableFields;
export type Mapping = Partial<Record<TableField, string>>;

/** A heading's prefix that names the person, as in `patients_city`. Alone, it is the name. */
const owners: Partial<Record<Records, RegExp>> = {
  patient: /^(?:patient(?:en|in)?s?|pacientes?|clients?)/,
  doctor: /^(?:doctors?|providers?|physicians?|dentists?|arzt|medico)/,
};
/** A heading's suffix that names the property, as in `clinician_id`. */
const kind = /(?:uuid|id|no|nr|num(?:ber|mer|ero)?|name|nombre|nome?|code)$/;

/** Forms of a heading for a field, the full one first. */
function namesIn(records: Records, field: TableField, word: string): string[] {
  const owner = owners[records] ?? (/^patient./.test(field) ? owners.patient : undefined);
  if (owner) return [word, word.replace(owner, "") || "name"];
  return field === "patient" || field === "doctor" ? [word, word.replace(kind, "")] : [word];
}

/** Whether the column's name means the field, here or in other programs. */
export const hasKnownName = (field: TableField, column: string): boolean =>
  (["patient", "appointment"] as const).some(
    (records) =>
      namesIn(records, field, plain(column)).some((word) => knownNames(field).includes(word)) ||
      formsIn(records, field, column).some((form) => knownForms(field).includes(form)),
  );

const knownForms = (field: TableField): string[] => knownNames(field).map(formOf);
/** Words for the person or thing that a column names. */
const namedBy = (records: Records, field: TableField): Records | undefined =>
  field === "patient" || field === "doctor" ? field : field === "codeText" ? records : undefined;

/** Column names that occur once. Repeated ones are ambiguous. */
export const usableColumns = (columns: readonly string[]): string[] =>
  columns.filter(
    (name, at) => name !== "" && columns.indexOf(name) === at && columns.lastIndexOf(name) === at,
  );

export function guessMapping(
  records: Records,
  columns: readonly string[],
  may: (field: TableField) => boolean,
): Mapping {
  const left = new Set(usableColumns(columns));
  const mapping: Mapping = {};
  const byName = (field: TableField) =>
    [0, 1].flatMap((at) => {
      const named = Map.groupBy(left, (each) => namesIn(records, field, plain(each))[at]);
      return knownNames(field).flatMap((known) => named.get(known) ?? []);
    });
  const byForm = (field: TableField) => {
    const known = new Set(knownForms(field));
    const named = namedBy(records, field);
    return [...left].filter(
      (each) =>
        formsIn(records, field, each).some((form) => known.has(form)) || (named && namesOwner(named, each)),
    );
  };
  // Match all fields by name before guessing any.
  for (const columnsFor of [byName, byForm])
    for (const field of tableFields[records]) {
      // One column with the patient is enough.
      const isSaid = mapping.patient !== undefined && /^patient(?:First|Last)Name$/.test(field);
      if (!may(field) || isSaid || mapping[field] !== undefined) continue;
      const [column] = columnsFor(field);
      if (column === undefined) continue;
      left.delete(column);
      mapping[field] = column;
    }
  return mapping;
}

/** Columns with one vital sign each, in a table without a value column. A single one is ambiguous. */
export function guessSigns(columns: readonly string[], { value }: Mapping): Sign[] {
  const signs = value === undefined ? signsIn(usableColumns(columns)) : [];
  return signs.length > 1 ? signs : [];
}

/** Fields that only tables of one kind have. */
const wordsOf: Partial<Record<Records, string>> = {
  condition: "icd|icd10|icdcode|icd10code|icd10cm|dx|dxcode|cie10|codigocie10",
  allergy: "allergen|allergenname|allergyname|allergy|allergie|alergia|alergeno|substance|sustancia",
  medication:
    "drug|drugname|medication|medicationname|medicationdescription|medicine|handelsname|medikament|arzneimittel|wirkstoff|medicamento|farmaco",
  immunization:
    "vaccine|vaccinename|vaccinetype|vaccinecode|cvx|cvxcode|vaccination|immunization|impfstoff|impfung|vacuna",
  encounter: "encounterclass|encountertype|patientclass|fallart|admitdate|admissiondate|dischargedate",
};

/** Guesses a kind if all that it requires is there, and doctors if a column is specific to them. */
export function guessRecords(columns: readonly string[], kinds: readonly Records[]): Records {
  const mappingOf = (kind: Records) => guessMapping(kind, columns, () => true);
  const isComplete = (kind: Records) =>
    kinds.includes(kind) && missingFields(kind, { mapping: mappingOf(kind) }).length === 0;
  const observed = mappingOf("observation");
  const signs = guessSigns(columns, observed);
  const isMeasured =
    signs.length > 0 && missingFields("observation", { mapping: observed, signs }).length === 0;
  if (isComplete("observation") || (isMeasured && kinds.includes("observation"))) return "observation";
  const isNamed = (kind: Records) => {
    const known = (wordsOf[kind] ?? "").split("|").map(formOf);
    return columns.some((column) => known.includes(formOf(plain(column))) || namesOwner(kind, column));
  };
  const named = clinicalTables.find(
    (kind) => kind !== "condition" && kind !== "observation" && kinds.includes(kind) && isNamed(kind),
  );
  const isOfPatients = (kind: Records) =>
    !missingFields(kind, { mapping: mappingOf(kind) }).includes("patient");
  if (named && isOfPatients(named)) return named;
  const visits = mappingOf("appointment");
  // One doctor may be chosen for all rows. A list of people may have a date, too.
  const isTimed = isOfPatients("appointment") && visits.startsAt && visits.startTime;
  const isSaid = visits.patient ?? owners.patient?.test(plain(visits.patientLastName ?? ""));
  if (kinds.includes("appointment") && (isTimed || (isSaid && isComplete("appointment"))))
    return "appointment";
  const { gender, dateOfBirth, ...others } = mappingOf("patient");
  const isCoded = !gender && !dateOfBirth && isNamed("condition");
  const { patient, onset } = mappingOf("condition");
  if (isComplete("condition") && ((patient && onset) || isCoded)) return "condition";
  // A list of people has more columns than names, and no date and time.
  const isList = gender ?? dateOfBirth ?? others.phoneNumber ?? others.email ?? others.address;
  if (!isList && observed.patient && observed.effectiveAt && kinds.includes("observation"))
    return "observation";
  const { specialization, licenseNumber, maxAppointmentsPerDay } = mappingOf("doctor");
  const [first = ""] = columns;
  // Most programs write the row's identifier first.
  const isNumbered = isComplete("doctor") && /id$/.test(plain(first)) && hasKnownName("doctor", first);
  return specialization || licenseNumber || maxAppointmentsPerDay || isNumbered ? "doctor" : "patient";
}

const shapes: Record<LongFormat, RegExp> = {
  "YYYY-MM-DD": /^\d{4}(?:[-/.年](?:0?[1-9]|1[0-2])[-/.月]\d{1,2}日?|(?:0[1-9]|1[0-2])\d\d)$/,
  "DD.MM.YYYY": /^\d{1,2}\.(?:0?[1-9]|1[0-2])\.\d{4}$/,
  "DD/MM/YYYY": /^\d{1,2}\/(?:0?[1-9]|1[0-2])\/\d{4}$/,
  "MM/DD/YYYY": /^(?:0?[1-9]|1[0-2])\/\d{1,2}\/\d{4}$/,
  "DD-MM-YYYY": /^\d{1,2}-(?:0?[1-9]|1[0-2])-\d{4}$/,
  "MM-DD-YYYY": /^(?:0?[1-9]|1[0-2])-\d{1,2}-\d{4}$/,
};

/** Whether a date matches the format. Two-digit years count as four-digit ones. */
function isWrittenIn(format: DateFormat, text: string): boolean {
  const shape = shapes[longFormat(format)];
  if (isOfBirths(format)) return shape.test(text);
  const long = text.replace(/(?<=[./-])\d\d$/, "20$&");
  return long !== text && shape.test(long);
}

/** Possible date formats. */
export const formatsFor = ({ dateOfBirth }: Mapping): DateFormat[] =>
  dateFormats.filter((format) => dateOfBirth === undefined || isOfBirths(format));

/** The field beside which the format is chosen. */
export const dateField = (mapping: Mapping): TableField | undefined =>
  datedFields.find((field) => mapping[field] !== undefined);

/** The only format that fits the first date column's samples; undefined if several fit. A time may follow. */
export function onlyDateFormat(
  { columns, samples }: Pick<TableFile, "columns" | "samples">,
  mapping: Mapping,
): DateFormat | undefined {
  const texts = datedFields.map((field) => {
    const at = columns.indexOf(mapping[field] ?? "");
    return samples.map(({ cells }) => plainMoment(cells[at] ?? "").replace(/[\s,T].*/, ""));
  });
  const possible = formatsFor(mapping);
  const isDate = (text: string) => possible.some((format) => isWrittenIn(format, text));
  // The check reports other texts.
  const dates = texts.map((column) => column.filter(isDate)).find(({ length }) => length > 0);
  // With only years and months, the format that takes no date for another.
  if (!dates)
    return texts.flat().every((text) => /^(?:\d{4}(?:-\d\d)?)?$/.test(text)) ? "YYYY-MM-DD" : undefined;
  const fitting = possible.filter((format) => dates.every((text) => isWrittenIn(format, text)));
  return fitting.length === 1 ? fitting[0] : undefined;
}
