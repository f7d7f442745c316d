import type { Doctor, RouterInputs } from "@caretype/client";
import { genderLabels, genderOf, genderOptions } from "../patient/gender.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { personFields } from "../record/person-fields.ts";

/** All that can be said of a doctor. The whole name is not asked for: it is made of its parts. */
export type DoctorDetails = Omit<RouterInputs["doctor"]["update"], "id" | "expectedVersion" | "name">;
export type DoctorField = keyof DoctorDetails;
/** Of a specialization the label, as people know no codes. */
export type DoctorValues = ValuesOf<DoctorField>;

/** What is shown of a doctor, entered, compared and imported, in the order in which it is shown. */
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
    input: { as: "select", options: [{ value: "", label: "Not said" }, ...genderOptions] },
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
      description: "How many the doctor takes a day; for your own planning",
      isRequired: true,
      digits: 4,
    },
    // An empty one is refused at its field, where the schema would take none for what it was.
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
