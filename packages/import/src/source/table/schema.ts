import { DoctorId } from "@caretype/core/kernel/field/ids";
import { Gender, possiblyEmptyLine, requiredLine } from "@caretype/core/kernel/field/schemas";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import { permissionOf } from "@caretype/core/kernel/procedure/guarded-fields";
import { CreateDoctor } from "@caretype/core/people/doctor/schema";
import { CreatePatient } from "@caretype/core/people/patient/schema";
import { clinicalTables, tableRecords } from "@caretype/db/kinds";
import { z } from "zod";
import type { DecimalMark } from "./numbers.ts";

/** The most records in a row. */
export const maxSigns = 50;

// The fields of appointments and clinical records that a column can be mapped to. `docs/use/import.md` says what their cells
// may have. Keep it pure: browsers use it for forms.

const patient = ["patient", "patientFirstName", "patientLastName", "patientDateOfBirth"] as const;
const start = ["startsAt", "startTime"] as const;
/** What a row is about. */
const coded = [...patient, "code", "codeSystem", "codeText"] as const;
const common = [...coded, "encounter"] as const;

const recordFields = {
  appointment: [
    ...([...patient, "doctor", ...start, "endsAt", "minutes", "visitType"] as const),
    ...(["status", "cancelled", "noShow", "reasonForVisit"] as const),
  ],
  observation: [
    ...common,
    ...(["category", "effectiveAt", "effectiveTime", "value", "unit", "referenceLow"] as const),
    ...(["referenceHigh", "referenceRange", "interpretation", "note"] as const),
  ],
  condition: [
    ...common,
    ...(["category", "clinicalStatus", "verificationStatus", "severity", "onset"] as const),
    ...(["abatement", "recordedAt", "note"] as const),
  ],
  allergy: [
    ...common,
    ...(["category", "criticality", "reaction", "severity", "clinicalStatus"] as const),
    ...(["verificationStatus", "onset", "recordedAt", "note"] as const),
  ],
  medication: [...common, "kind", "status", "from", "until", "dosage", "recordedAt", "note"],
  immunization: [
    ...common,
    ...(["occurred", "doseNumber", "lotNumber", "manufacturer", "expires", "status"] as const),
    ...(["note"] as const),
  ],
  /** The code is that of the reason. */
  encounter: [...coded, "class", "status", ...start, "endsAt"],
} as const;

// How to read a plain table. Keep it pure: browsers use it for forms.

export { clinicalTables, tableRecords };

/** `onDuplicates` applies to single records only. */
const { onDuplicates: _, ...patientShape } = CreatePatient.shape;
const doctorShape = CreateDoctor.shape;

// `Object.keys` widens the keys to string.
const keysOf = <Shape extends object>(shape: Shape) => Object.keys(shape) as (keyof Shape & string)[];

/** The columns in which many files have pieces of a name or an address. Each becomes a part of the field. */
const partsOf = {
  firstName: ["middleName"],
  lastName: ["secondLastName", "birthName"],
  address: ["houseNumber", "addressLine2", "city", "state", "postalCode"],
} as const;
type Whole = keyof typeof partsOf;
export type Part = (typeof partsOf)[Whole][number];
export const allParts: readonly Part[] = Object.values(partsOf).flat();

const withParts = <Key extends string>(key: Key) => [
  key,
  ...(Object.hasOwn(partsOf, key) ? partsOf[key as Key & Whole] : []),
];

const fields = {
  patient: keysOf(patientShape).flatMap(withParts),
  // The directory keeps no former names of doctors.
  doctor: keysOf(doctorShape)
    .flatMap(withParts)
    .filter((field) => field !== "birthName"),
  ...recordFields,
};

export type TableRecords = keyof typeof fields;
export type TableField = (typeof fields)[TableRecords][number];

export type ClinicalTable = (typeof clinicalTables)[number];
export const isClinicalTable = (records: TableRecords): records is ClinicalTable =>
  clinicalTables.some((each) => each === records);

/** The fields that a column can be mapped to. Those of patients and doctors are all fields of a new record, and parts. */
export const tableFields: Record<TableRecords, readonly TableField[]> = fields;

/** The fields with dates. */
export const datedFields = [
  "dateOfBirth",
  "deceasedOn",
  "startsAt",
  "effectiveAt",
  "occurred",
  "onset",
  "abatement",
  "from",
  "until",
  "recordedAt",
  "expires",
  "patientDateOfBirth",
] as const satisfies TableField[];

/** The columns that a table needs beside those of its people, and of the code or its text. */
const neededOf: Partial<Record<TableRecords, readonly TableField[]>> = {
  appointment: ["startsAt"],
  observation: ["effectiveAt", "value"],
  immunization: ["occurred"],
  encounter: ["startsAt"],
};

/** The fields that a table lacks a column for. If one of several would do, the first of them. */
export function missingFields(
  records: TableRecords,
  { mapping, doctorId, signs }: Pick<TableSettings, "mapping" | "doctorId" | "signs">,
): TableField[] {
  const missing = (...needed: TableField[]) => needed.filter((field) => mapping[field] === undefined);
  if (records === "patient" || records === "doctor") {
    const parts = mapping.name === undefined ? missing("firstName", "lastName") : [];
    return parts.length === 2 ? ["name"] : parts;
  }
  const isNamed = missing("patientFirstName", "patientLastName").length === 0;
  const isCoded =
    isClinicalTable(records) && records !== "encounter" && !signs && mapping.codeText === undefined;
  return [
    ...(isNamed ? [] : missing("patient")),
    ...(records === "appointment" && doctorId === undefined ? missing("doctor") : []),
    ...(isCoded ? missing("code") : []),
    ...missing(...(neededOf[records] ?? [])).filter((field) => !signs || field !== "value"),
  ];
}

/** The schemas of a field of patients and doctors. A part has those of its whole. */
const schemasOf = (field: TableField): z.core.$ZodType[] =>
  [patientShape, doctorShape].flatMap((shape) =>
    Object.entries(shape).flatMap(([name, schema]) =>
      withParts(name).some((part) => part === field) ? [schema] : [],
    ),
  );

/** Returns the permission needed to map a column to the field, if any. */
export const permissionToMap = (field: TableField): Permission | undefined =>
  schemasOf(field)
    .map(permissionOf)
    .find((permission) => permission !== undefined);

export const isWholeNumber = (field: TableField): boolean => schemasOf(field).some(isNumber);

const isNumber = (schema: z.core.$ZodType): boolean => {
  const { def } = schema._zod;
  return (
    schema instanceof z.core.$ZodNumber ||
    ("innerType" in def && def.innerType instanceof z.core.$ZodType && isNumber(def.innerType))
  );
};

export const ColumnName = possiblyEmptyLine(200);
const pluralOf = (kind: TableRecords) => (kind === "allergy" ? "allergies" : `${kind}s`);

/** Says which records have the field, as the mapping has those of all. */
function columnOf(field: TableField) {
  const kinds = tableRecords.filter((records) => tableFields[records].includes(field));
  return requiredLine(200)
    .optional()
    .describe(`For tables of ${kinds.map(pluralOf).join(" or ")}: the heading of the column.`);
}

const mappable = [...new Set(Object.values(tableFields).flat())];

/** The column of each field. */
const Mapping = z.strictObject(
  // `fromEntries` loses the key types.
  Object.fromEntries(mappable.map((field) => [field, columnOf(field)])) as Record<
    TableField,
    ReturnType<typeof columnOf>
  >,
);

/** Each with the same of two digits for the year, but the one whose year is first. */
const longFormats = {
  "YYYY-MM-DD": "YYYY-MM-DD",
  "DD.MM.YYYY": "DD.MM.YYYY",
  "DD/MM/YYYY": "DD/MM/YYYY",
  "MM/DD/YYYY": "MM/DD/YYYY",
  "DD-MM-YYYY": "DD-MM-YYYY",
  "MM-DD-YYYY": "MM-DD-YYYY",
  "DD.MM.YY": "DD.MM.YYYY",
  "DD/MM/YY": "DD/MM/YYYY",
  "MM/DD/YY": "MM/DD/YYYY",
  "DD-MM-YY": "DD-MM-YYYY",
  "MM-DD-YY": "MM-DD-YYYY",
} as const;
export type DateFormat = keyof typeof longFormats;
export type LongFormat = (typeof longFormats)[DateFormat];
// `Object.keys` widens the keys to string.
export const dateFormats = Object.keys(longFormats) as [DateFormat, ...DateFormat[]];

/** The same format with years of four digits. */
export const longFormat = (format: DateFormat): LongFormat => longFormats[format];
/** Two digits do not tell the year of a birth. */
export const isOfBirths = (format: DateFormat): boolean => longFormat(format) === format;

export const TableSettings = z
  .strictObject({
    mapping: Mapping.describe("The column name for each field. Other columns are ignored."),
    dateFormat: z
      .enum(dateFormats)
      .optional()
      .describe(
        "The format of dates. Required if a column has dates, and never guessed. With `YY`, two digits are a year from 89 years ago to ten years ahead. Dates of birth need four.",
      ),
    decimalMark: z
      .enum(["point", "comma"])
      .optional()
      .describe(
        "For observations: what stands before the decimals of numbers. Default: `point`, unless each number with one may have thousands, such as `12.300`.",
      ),
    genders: z
      .array(
        z.strictObject({
          code: requiredLine(50).describe("As in the cells, in any letter case."),
          gender: Gender.describe("What it stands for."),
        }),
      )
      .max(20)
      .optional()
      .describe(
        "For patients and doctors: what codes such as `M` or `2` stand for, where the other values of the column do not tell.",
      ),
    units: z
      .array(
        z.strictObject({
          written: requiredLine(50).describe("The unit as it is in the file."),
          unit: requiredLine(50).describe("What it means: a UCUM code, or a common spelling."),
        }),
      )
      .max(100)
      .optional()
      .describe("For observations: what units mean that are not known. The check names them."),
    signs: z
      .array(
        z.strictObject({
          column: requiredLine(200).describe("The heading of the column with the values."),
          code: requiredLine(50)
            .optional()
            .describe(
              "What they are, as a code of LOINC, or else of `codeSystem`. Default: what the heading says, such as `HR`.",
            ),
          unit: requiredLine(50)
            .optional()
            .describe("The unit of all values. Default: that of the heading, as in `Temp (°C)`."),
        }),
      )
      .min(1)
      .max(maxSigns)
      .optional()
      .describe(
        "For observations: the columns with a sign each, in place of `code`, `value` and `unit`. Each value becomes an observation, and both pressures of a row become one.",
      ),
    codeSystem: requiredLine(200)
      .optional()
      .describe(
        "For clinical records: the system of codes that look like none of LOINC and SNOMED CT, and that have none in the column. Default: LOINC of observations, RxNorm of medications, CVX of immunizations and SNOMED CT of others, if the code looks like one of these.",
      ),
    identifier: z
      .strictObject({
        column: requiredLine(200).describe("The heading of the column with the identifiers."),
        system: requiredLine(60).describe("A name for the other system, such as `old-practice`."),
      })
      .optional()
      .describe(
        "The column with each row's identifier in another system. Records imported with it before stay unchanged.",
      ),
    doctorId: DoctorId.optional().describe("For appointments: the doctor of all rows, in place of a column."),
    peopleSystem: requiredLine(60)
      .optional()
      .describe(
        "For appointments and clinical records: the name of the other system in the imports of patients and doctors. `patient` and `doctor` may be their identifiers in it. `synthea` stands for Synthea exports, too.",
      ),
  })
  .describe("How to read a table.")
  .meta({ id: "TableSettings" });
export type TableSettings = z.output<typeof TableSettings>;
/** The settings with what the columns tell. */
export type ReadSettings = Omit<TableSettings, "decimalMark"> & { decimalMark?: DecimalMark | undefined };
