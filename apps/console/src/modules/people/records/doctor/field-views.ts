import type { Doctor, RouterInputs } from "@caretype/client";
import { everybody, type FieldViews, type ValuesOf } from "../../../../records/record/field-view.ts";
import { genderHeadings, genderLabels, genderOf, genderOptions } from "../../../../records/record/gender.ts";
import { personFields } from "../../../../records/record/person-fields.ts";
import * as record from "../../../../records/record/values.ts";
import { specializationName } from "./specialization-name.ts";
import { fields as texts } from "./texts.en.ts";

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
    label: texts.specialization,
    show: ({ specialization }) => specializationName(specialization) || null,
    input: { as: "suggestions", description: texts.specializationHint },
    value: ({ specialization }) => specializationName(specialization),
    headings:
      "specialisation|specialty|speciality|specialities|fachgebiet|fachrichtung|fachbereich|fach|especialidad|especialidade|specialite|specialita|specializzazione|especializacion|discipline|disziplin".split(
        "|",
      ),
  },
  gender: {
    label: texts.gender,
    show: ({ gender }) => (gender ? genderLabels[gender] : null),
    input: { as: "select", options: [{ value: "", label: texts.notRecorded }, ...genderOptions] },
    send: ({ gender }) => genderOf(gender) ?? null,
    entered: ({ gender }) => {
      const chosen = genderOf(gender);
      return chosen ? genderLabels[chosen] : "";
    },
    headings: genderHeadings,
  },
  licenseNumber: {
    label: texts.licenseNumber,
    show: ({ licenseNumber }) => licenseNumber ?? null,
    input: { as: "line" },
    headings:
      "licence|license|licencenumber|licenseno|registrationnumber|regno|npi|lanr|gln|arztnummer|rpps|numrpps|adeli|crm|numerocolegiado|colegiado|matricula|cedulaprofesional|licencia|licenca|numeroordine|gmc|gmcnumber".split(
        "|",
      ),
  },
  yearsOfExperience: {
    label: texts.yearsOfExperience,
    show: ({ yearsOfExperience: years }) => (years == null ? null : String(years)),
    input: { as: "line", isNumber: true },
    send: ({ yearsOfExperience: years = "" }) => (years.trim() === "" ? null : Number(years)),
    headings:
      "experience|experienceyears|yearsexperience|berufserfahrung|berufsjahre|experiencia|anosexperiencia|anneesexperience|anniesperienza".split(
        "|",
      ),
  },
  phoneNumber: personFields.phoneNumber,
  email: personFields.email,
  maxAppointmentsPerDay: {
    label: texts.appointments,
    show: ({ maxAppointmentsPerDay: most }) => (most === undefined ? null : texts.upTo(String(most))),
    input: {
      as: "line",
      description: texts.appointmentsHint,
      isRequired: true,
      isNumber: true,
    },
    // Rejects an empty field here, as the schema would leave the value unchanged.
    send: ({ maxAppointmentsPerDay: most = "" }) => (most.trim() === "" ? Number.NaN : Number(most)),
    columnLabel: texts.appointmentsColumn,
    headings: ["maxappointments", "appointmentsperday"],
  },
  contactInfo: {
    label: texts.contact,
    show: ({ contactInfo }) => contactInfo ?? null,
    input: {
      as: "text",
      description: texts.contactHint,
      minRows: 2,
      maxRows: 8,
    },
    isLong: true,
    columnLabel: texts.contactColumn,
    headings:
      "contact|kontakt|contactinformation|contacto|contatto|address|adresse|anschrift|direccion|endereco|indirizzo|clinicaddress|officeaddress|praxisadresse".split(
        "|",
      ),
  },
};

export const noDoctor: DoctorValues = {
  ...record.emptyValues(doctorFields, everybody),
  maxAppointmentsPerDay: "10",
};

export const valuesOf = (doctor: Doctor): DoctorValues => record.valuesOf(doctorFields, doctor, everybody);

type Specialization = { specialization: string; label: string };

/** Sends the code for a known label, so that a specialization is not duplicated as text. */
function withCode(sent: Record<string, unknown>, known: readonly Specialization[]): DoctorDetails {
  const { specialization } = sent;
  const typed = typeof specialization === "string" ? specialization.trim().toLocaleLowerCase() : null;
  const coded = known.find(({ label }) => label.toLocaleLowerCase() === typed);
  // TypeScript loses each field's own type in the record type.
  return { ...sent, ...(coded && { specialization: coded.specialization }) } as DoctorDetails;
}

export const detailsOf = (values: DoctorValues, known: readonly Specialization[]): DoctorDetails =>
  withCode(record.detailsOf(doctorFields, values), known);

export const changesOf = (
  values: DoctorValues,
  { before, known }: { before: DoctorValues; known: readonly Specialization[] },
): DoctorDetails => withCode(record.changesOf(doctorFields, values, before), known);
