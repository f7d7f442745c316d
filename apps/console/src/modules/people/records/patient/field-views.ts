import type { Patient, RouterInputs } from "@caretype/client";
import { shownAs, typedPartialDate } from "../../../../kit/form/typed-date.ts";
import type { FieldViews, May, ValuesOf } from "../../../../records/record/field-view.ts";
import { genderHeadings, genderLabels, genderOf, genderOptions } from "../../../../records/record/gender.ts";
import { personFields } from "../../../../records/record/person-fields.ts";
import * as record from "../../../../records/record/values.ts";
import { formatDate, formatPartialDate } from "../../../../words/format/format.ts";
import { language } from "../../../../words/settings/locale.ts";
import { birthText } from "./birth.ts";
import { texts as patientTexts } from "./texts.en.ts";

/** The editable fields of a patient. The full name is derived from its parts. */
export type PatientDetails = Omit<RouterInputs["patient"]["update"], "id" | "expectedVersion" | "name">;
export type PatientField = keyof PatientDetails;
export type PatientValues = ValuesOf<PatientField>;

/** Suggested languages: the most spoken ones, and those of Europe. */
const commonLanguages = `
  ar,bg,bn,bs,ca,cs,da,de,de-CH,el,en,es,et,eu,fa,fi,fr,ga,gl,gsw,gu,he,hi,hr,hu,id,is,it,ja,ko,
  ku,lt,lv,mk,mr,mt,nb,nl,pa,pl,ps,pt,pt-BR,rm,ro,ru,sk,sl,so,sq,sr,sv,sw,ta,te,th,ti,tl,tr,uk,ur,
  vi,yue,zh,zh-Hant
`
  .trim()
  .split(/[,\s]+/);

const languageNames = new Intl.DisplayNames([language], {
  type: "language",
  languageDisplay: "standard",
  fallback: "none",
});
/** Converts displayed names back to tags. */
const tagsByName = new Map<string, string>();

/** Browsers do not know the names of all languages. */
const suggestedLanguages = (): string[] =>
  commonLanguages.map(languageName).filter((name) => !commonLanguages.includes(name));

function languageName(tag: string): string {
  const name = languageNames.of(tag) ?? tag;
  tagsByName.set(name.toLowerCase(), tag);
  return name;
}

/** The fields to show, enter, compare and import, in display order. */
export const patientFields: FieldViews<Patient, PatientDetails> = {
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  gender: {
    label: patientTexts.fields.gender,
    show: ({ gender }) => (gender ? genderLabels[gender] : null),
    input: { as: "radio", options: genderOptions },
    send: ({ gender }) => genderOf(gender),
    entered: ({ gender }) => {
      const chosen = genderOf(gender);
      return chosen ? genderLabels[chosen] : "";
    },
    headings: genderHeadings,
  },
  dateOfBirth: {
    label: patientTexts.fields.dateOfBirth,
    show: dateOfBirth,
    showNow: (patient) => (patient.dateOfBirth === null ? null : birthText(patient)),
    input: { as: "own" },
    // A date estimated from the age is not shown in the field.
    value: (patient) => (patient.dateOfBirthApproximate ? "" : (patient.dateOfBirth ?? "")),
    send: ({ dateOfBirth: date }) => date || null,
    entered: ({ dateOfBirth: date, age }) =>
      date ? formatDate(date) : age ? patientTexts.birth.aboutYearsOld(age) : "",
    headings:
      "birthdate|birthday|dob|born|geburtsdatum|geboren|geburtstag|nacimiento|datedenaissance|fechadenacimiento|fechanacimiento|fechanac|datadenascimento|datanascimento|datadenasc|nascimento|datadinascita|geboortedatum|geb|gebdatum|fecnac|fnacimiento|datenaissance|ddn".split(
        "|",
      ),
  },
  age: {
    label: patientTexts.fields.age,
    show: ({ age }) => (age == null ? null : String(age)),
    input: { as: "own" },
    partOf: "dateOfBirth",
    value: ({ dateOfBirthApproximate, age }) => (dateOfBirthApproximate ? String(age ?? "") : ""),
    // The age is not sent together with a date.
    send: ({ dateOfBirth: date, age = "" }) => (date ? undefined : age.trim() === "" ? null : Number(age)),
    columnLabel: patientTexts.fields.ageInYears,
    headings: ["ageyears", "alter", "edad", "idade"],
  },
  phoneNumber: personFields.phoneNumber,
  email: personFields.email,
  preferredLanguage: {
    label: patientTexts.fields.preferredLanguage,
    show: ({ preferredLanguage: tag }) => (tag ? languageName(tag) : null),
    input: {
      as: "suggestions",
      suggestions: suggestedLanguages,
      description: patientTexts.fields.preferredLanguageHint,
    },
    value: ({ preferredLanguage: tag }) => (tag ? languageName(tag) : ""),
    send: ({ preferredLanguage: text = "" }) => tagsByName.get(text.trim().toLowerCase()) ?? text,
    headings:
      "language|lang|primarylanguage|spokenlanguage|mothertongue|nativelanguage|sprache|muttersprache|langue|idioma".split(
        "|",
      ),
  },
  deceasedOn: {
    label: patientTexts.fields.deceasedOn,
    show: ({ deceasedOn }) => (deceasedOn ? formatPartialDate(deceasedOn) : null),
    send: ({ deceasedOn }) => deceasedOn?.trim() || null,
    entered: ({ deceasedOn = "" }) => shownAs(deceasedOn, typedPartialDate),
    input: { as: "date", description: patientTexts.fields.deceasedOnHint },
    isRare: true,
    headings:
      "deathdate|deathday|deceased|deceaseddate|deceaseddatetime|dod|died|gestorben|verstorbenam|sterbedatum|todesdatum|dateofdeath|fallecido|fechadefuncion|fechadedefuncion|fechafallecimiento|fechadefallecimiento".split(
        "|",
      ),
  },
  address: {
    label: patientTexts.fields.address,
    show: ({ address }) => address ?? null,
    input: { as: "text", minRows: 2, maxRows: 6 },
    headings:
      "street|street1|streetaddress|streetaddress1|homeaddress|mailingaddress|address1|addressline1|strasse|straße|strassenr|strassehausnr|strassehausnummer|adresse|adresse1|anschrift|direccion|domicilio|calle|rue|indirizzo|via|endereco|rua|logradouro|straat|ulica".split(
        "|",
      ),
  },
  medicalHistory: {
    label: patientTexts.fields.medicalHistory,
    show: ({ medicalHistory }) => medicalHistory ?? null,
    input: { as: "text", minRows: 4, maxRows: 16 },
    needs: "patient:read-clinical",
    isOutsideDetails: true,
    isLong: true,
    headings:
      "history|notes|pastmedicalhistory|anamnesis|anamnese|krankengeschichte|vorerkrankungen|antecedentes".split(
        "|",
      ),
  },
};

function dateOfBirth({ dateOfBirth: date, dateOfBirthApproximate }: Partial<Patient>): string | null {
  if (!date) return null;
  return dateOfBirthApproximate ? patientTexts.birth.aboutAlone(Number(date.slice(0, 4))) : formatDate(date);
}

/** Initial values of a new patient, without fields that the user may not set. */
export const noPatient = (may: May): PatientValues => record.emptyValues(patientFields, may);

export const valuesOf = (patient: Patient, may: May): PatientValues =>
  record.valuesOf(patientFields, patient, may);

// TypeScript loses each field's own type in the record type.
export const detailsOf = (values: PatientValues): PatientDetails =>
  record.detailsOf(patientFields, values) as PatientDetails;

export const changesOf = (values: PatientValues, before: PatientValues): PatientDetails =>
  record.changesOf(patientFields, values, before) as PatientDetails;
