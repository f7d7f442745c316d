import type { ConflictGroup } from "../../form/conflict.ts";
import { formatDate } from "../../shell/text/format.ts";
import { genderLabels } from "../gender.ts";
import { fieldLabels, type PatientField, type PatientValues } from "../patient-values.ts";

const field = (name: Exclude<PatientField, "gender">): ConflictGroup<PatientValues> => ({
  label: fieldLabels[name],
  paths: [name],
  text: (values) => values[name] ?? "",
});

/** The age is told with the date of birth: a field that is missing here would be dropped without a word. */
const groups: Record<Exclude<PatientField, "age">, ConflictGroup<PatientValues>> = {
  firstName: field("firstName"),
  lastName: field("lastName"),
  gender: {
    label: fieldLabels.gender,
    paths: ["gender"],
    text: ({ gender }) => (gender ? genderLabels[gender] : ""),
  },
  dateOfBirth: {
    label: fieldLabels.dateOfBirth,
    paths: ["dateOfBirth", "age"],
    text: ({ dateOfBirth, age }) => (dateOfBirth ? formatDate(dateOfBirth) : age && `about ${age} years old`),
  },
  phoneNumber: field("phoneNumber"),
  email: field("email"),
  address: field("address"),
  medicalHistory: field("medicalHistory"),
};

export const patientConflictGroups: readonly ConflictGroup<PatientValues>[] = Object.values(groups);
