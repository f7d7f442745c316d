import { z } from "zod";
import { possiblyEmptyLine, requiredLine } from "../../fields.ts";

// How a plain table is read. Pure: browsers use it for their forms.

const nameFields = ["name", "firstName", "lastName"] as const;

/** What a column of patients, or of doctors, can be. */
export const tableFields = {
  patient: [
    ...nameFields,
    ...["dateOfBirth", "age", "gender", "phoneNumber", "email", "address", "medicalHistory"],
  ],
  doctor: [
    ...[...nameFields, "specialization", "licenseNumber", "yearsOfExperience", "phoneNumber", "email"],
    ...["gender", "maxAppointmentsPerDay", "contactInfo"],
  ],
} as const satisfies Record<string, readonly string[]>;

export const ColumnName = possiblyEmptyLine(200);
const column = requiredLine(200).optional();

/** Each of our fields with the column that has it. */
const Mapping = z.strictObject({
  name: column,
  firstName: column,
  lastName: column,
  dateOfBirth: column,
  age: column,
  gender: column,
  phoneNumber: column,
  email: column,
  address: column,
  medicalHistory: column,
  specialization: column,
  licenseNumber: column,
  yearsOfExperience: column,
  maxAppointmentsPerDay: column,
  contactInfo: column,
});

export const dateFormats = ["YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY"] as const;
export type DateFormat = (typeof dateFormats)[number];

export const TableSettings = z
  .strictObject({
    mapping: Mapping.describe(
      "Each field with the name of the column that has it. Columns that are not named are left alone.",
    ),
    dateFormat: z
      .enum(dateFormats)
      .optional()
      .describe("How dates are written; needed with `dateOfBirth`. It is never guessed."),
    identifier: z
      .strictObject({
        column: requiredLine(200),
        system: requiredLine(60).describe("A name for the other system, such as `old-practice`."),
      })
      .optional()
      .describe(
        "The column with each row's identifier in another system: who was imported with it before is left as they are.",
      ),
  })
  .meta({ id: "TableSettings" });
export type TableSettings = z.output<typeof TableSettings>;

export type TableField = keyof TableSettings["mapping"];
