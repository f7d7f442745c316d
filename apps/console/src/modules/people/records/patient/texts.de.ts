import { formatPartialDate } from "../../../../words/format/format.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  all: "Alle Patienten",
  mine: "Meine Patienten",
  add: "Patient hinzufügen",
  edit: "Patient bearbeiten",
  searchPlaceholder: "Name, Geburtsdatum, Telefon oder Adresse",
  possibleDuplicates: "Mögliche Duplikate",
  careTeam: "Behandlungsteam",
  needsAttention: "Zu beachten",
  noDoctorAssigned: "Kein Arzt ist zugewiesen.",
  nothingRecorded: "Keine Angaben.",
  unknownPatient: "Unbekannter Patient",

  genderUnknown: "Geschlecht unbekannt",

  formerly: (name) => `früher ${name}`,
  hadUntil: (name, day) => withNames`${name}, bis ${day}`,

  fields: {
    gender: "Geschlecht",
    dateOfBirth: "Geburtsdatum",
    age: "Alter",
    ageInYears: "Alter in Jahren",
    deceasedOn: "Todesdatum",
    deceasedOnHint: "Jahr, Monat oder Tag. Von da an wird nichts mehr verschickt",
    preferredLanguage: "Bevorzugte Sprache",
    preferredLanguageHint: "Auswählen oder ein Sprachkürzel wie gsw-CH eingeben",
    address: "Adresse",
    medicalHistory: "Anamnese",
    nameAsGiven: "Vollständiger Name",
    formerNames: "Frühere Namen",
    patientId: "ID des Patienten",
    added: "Hinzugefügt",
    lastChanged: "Zuletzt geändert",
  },

  birth: {
    died: (date) => `gestorben: ${formatPartialDate(date)}`,
    born: (date) => `geboren am ${date}`,
    unknown: "Geburt unbekannt",
    about: (year) => `etwa ${year}`,
    aboutAlone: (year) => `Etwa ${year}`,
    withAge: (date, age) => `${date} (${age})`,
    aboutYearsOld: (age) => `etwa ${age} Jahre alt`,
  },
};
