import type { Doctor, RouterInputs } from "@caretype/client";
import { genderLabels, genderOf, genderOptions } from "../patient/gender.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { personFields } from "../record/person-fields.ts";

/** The editable fields of a doctor. The full name is derived from its parts. */
export type DoctorDetails = Omit<RouterInputs["doctor"]["update"], "id" | "expectedVersion" | "name">;
export type DoctorField = keyof DoctorDetails;
/** Values of the form; for a specialization the label, not the code. */
export type DoctorValues = ValuesOf<DoctorField>;

/** The fields to show, enter, compare and import, in display order. */
export const doctorFields: FieldViews<Doctor, DoctorDetails> = {
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  specialization: {
    label: "Specialization",
    show: ({ specialization, specializationLabel }) => specializationLabel ?? specialization ?? null,
    input: { as: "suggestions", description: "Choose one, or write another" },
    value: ({ specializationLabel }) => specializationLabel ?? "",
    headings: ["specialisation", "specialty", "speciality", "fachgebiet", "fachrichtung"],
  },
  gender: {
    label: "Gender",
    show: ({ gender }) => (gender ? genderLabels[gender] : null),
    input: { as: "select", options: [{ value: "", label: "Not recorded" }, ...genderOptions] },
    send: ({ gender }) => genderOf(gender) ?? null,
    entered: ({ gender }) => {
      const chosen = genderOf(gender);
      return chosen ? genderLabels[chosen] : "";
    },
    headings: ["sex", "geschlecht", "sexe", "sexo", "genre", "genero"],
  },
  licenseNumber: {
    label: "Licence number",
    show: ({ licenseNumber }) => licenseNumber ?? null,
    input: { as: "line" },
    headings: ["licence", "license", "licencenumber", "registrationnumber"],
  },
  yearsOfExperience: {
    label: "Years of experience",
    show: ({ yearsOfExperience: years }) => (years == null ? null : String(years)),
    input: { as: "line", digits: 3 },
    send: ({ yearsOfExperience: years = "" }) => (years.trim() === "" ? null : Number(years)),
    headings: ["experience", "experienceyears"],
  },
  phoneNumber: personFields.phoneNumber,
  email: personFields.email,
  maxAppointmentsPerDay: {
    label: "Appointments a day",
    show: ({ maxAppointmentsPerDay: most }) => (most === undefined ? null : `up to ${most}`),
    input: {
      as: "line",
      description: "The daily limit, for your own planning",
      isRequired: true,
      digits: 4,
    },
    // Refuse an empty field here, as the schema would leave the value unchanged.
    send: ({ maxAppointmentsPerDay: most = "" }) => (most.trim() === "" ? Number.NaN : Number(most)),
    columnLabel: "Appointments a day at most",
    headings: ["maxappointments", "appointmentsperday"],
  },
  contactInfo: {
    label: "Contact",
    show: ({ contactInfo }) => contactInfo ?? null,
    input: {
      as: "text",
      description: "Where and when the doctor can be reached",
      minRows: 2,
      maxRows: 8,
    },
    isLong: true,
    columnLabel: "Other contact details",
    headings: ["contact", "kontakt", "contactinformation"],
  },
};
