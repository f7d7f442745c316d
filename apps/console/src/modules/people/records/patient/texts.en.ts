import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  all: "All patients",
  mine: "My patients",
  add: "Add a patient",
  edit: "Edit a patient",
  searchPlaceholder: "Name, date of birth, phone number or address",
  possibleDuplicates: "Possible duplicates",
  careTeam: "Care team",
  needsAttention: "Needs attention",
  noDoctorAssigned: "No doctor is assigned.",
  nothingRecorded: "Nothing is recorded.",
  unknownPatient: "Unknown patient",

  genderUnknown: "Gender unknown",

  /** Beside the present name. */
  formerly: (name: string) => `formerly ${name}`,
  hadUntil: (name: string, day: string) => withNames`${name}, until ${day}`,

  fields: {
    gender: "Gender",
    dateOfBirth: "Date of birth",
    age: "Age",
    ageInYears: "Age in years",
    deceasedOn: "Date of death",
    deceasedOnHint: "A year, a month or a day. From then on, nothing is sent to the patient",
    preferredLanguage: "Preferred language",
    preferredLanguageHint: "Choose one, or enter a language tag such as gsw-CH",
    address: "Address",
    medicalHistory: "Medical history",
    nameAsGiven: "Name as given",
    formerNames: "Former names",
    patientId: "Patient’s id",
    added: "Added",
    lastChanged: "Last changed",
  },

  birth: {
    died: (date: string) => `died ${formatPartialDate(date)}`,
    born: (date: string) => `born ${date}`,
    unknown: "Birth unknown",
    /** Beside other facts. */
    about: (year: number) => `about ${year}`,
    /** As the value of a field. */
    aboutAlone: (year: number) => `About ${year}`,
    withAge: (date: string, age: string) => `${date} (${age})`,
    aboutYearsOld: (age: string) => `about ${age} years old`,
  },
};
