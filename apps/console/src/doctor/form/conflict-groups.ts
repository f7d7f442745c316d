import type { ConflictGroup } from "../../form/conflict.ts";
import { genderLabels } from "../../patient/gender.ts";
import { type DoctorField, type DoctorValues, fieldLabels } from "../doctor-values.ts";

const field = (name: DoctorField): ConflictGroup<DoctorValues> => ({
  label: fieldLabels[name],
  paths: [name],
  text: (values) => values[name],
});

/** A field that is missing here would be dropped without a word. */
const groups: Record<DoctorField, ConflictGroup<DoctorValues>> = {
  firstName: field("firstName"),
  lastName: field("lastName"),
  specialization: field("specialization"),
  gender: {
    label: fieldLabels.gender,
    paths: ["gender"],
    text: ({ gender }) => (gender ? genderLabels[gender] : ""),
  },
  licenseNumber: field("licenseNumber"),
  yearsOfExperience: field("yearsOfExperience"),
  phoneNumber: field("phoneNumber"),
  email: field("email"),
  maxAppointmentsPerDay: field("maxAppointmentsPerDay"),
  contactInfo: field("contactInfo"),
};

export const doctorConflictGroups: readonly ConflictGroup<DoctorValues>[] = Object.values(groups);
