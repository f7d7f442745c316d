import type { Patient } from "@caretype/client";
import { exportedLanguage } from "@caretype/import/source/table/languages";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { csvBlob } from "../../../../../session/download/csv-blob.ts";
import { saveFile } from "../../../../../session/download/save-file.ts";
import { pickedOf } from "../../../../../session/practice-time/wall.ts";
import { patientFields } from "../../../records/patient/field-views.ts";
import { type ColumnName, columnLabels } from "../list/display.ts";
import type { Beside } from "../list/use-of-patients.ts";

type BesidePractice = Beside & { timeZone: string };

const textOf: Record<ColumnName, (patient: Patient, beside: BesidePractice) => string | null> = {
  // Only the year of an approximate date is known.
  born: ({ dateOfBirth, dateOfBirthApproximate }) =>
    dateOfBirthApproximate ? (dateOfBirth?.slice(0, 4) ?? null) : dateOfBirth,
  gender: (patient) => patientFields.gender.show(patient),
  phone: ({ phoneNumber }) => phoneNumber,
  email: ({ email }) => email,
  address: ({ address }) => address,
  language: (patient) =>
    exportedLanguage(patientFields.preferredLanguage.show(patient), patient.preferredLanguage),
  doctor: ({ id }, { doctors }) => (doctors.get(id)?.doctors ?? []).map(({ name }) => name).join("; "),
  visit: ({ id }, { visits, timeZone }) => shownTime(visits.get(id)?.next?.startsAt ?? null, timeZone),
  added: ({ createdAt }, { timeZone }) => shownTime(createdAt, timeZone),
  changed: ({ updatedAt }, { timeZone }) => shownTime(updatedAt, timeZone),
};

/** In the practice's time zone, as in the list: `2026-12-01 10:00`. */
const shownTime = (instant: string | null, timeZone: string) => pickedOf(instant, timeZone).replace("T", " ");

/** Patients as CSV, in the selected columns. */
async function toCsv(
  patients: readonly Patient[],
  columns: readonly ColumnName[],
  beside: BesidePractice,
): Promise<Blob> {
  const { asValue } = await import("@caretype/import/source/table/cells");
  // Columns that an import of the file requires, besides the selected ones.
  const { firstName, lastName, deceasedOn } = patientFields;
  const fields = [
    recordTexts.fullName,
    firstName.label,
    lastName.label,
    ...columns.map((name) => columnLabels[name]),
    deceasedOn.label,
  ];
  const data = patients.map((patient) => [
    ...(["name", "firstName", "lastName"] as const).map((name) => asValue(name, patient[name])),
    ...columns.map((name) => asValue(name, textOf[name](patient, beside) ?? "")),
    patient.deceasedOn ?? "",
  ]);
  return csvBlob({ fields, data });
}

export async function savePatients(
  patients: readonly Patient[],
  columns: readonly ColumnName[],
  beside: BesidePractice,
): Promise<void> {
  saveFile(await toCsv(patients, columns, beside), "patients.csv");
}
