import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  add: "Arzt hinzufügen",

  specializations: {
    CARD: "Kardiologie",
    DERM: "Dermatologie",
    NEUR: "Neurologie",
    ORTH: "Orthopädie",
    PED: "Kinderheilkunde",
    GEN: "Allgemeinmedizin",
    Gynaecology: "Gynäkologie",
    Psychiatry: "Psychiatrie",
  },

  fields: {
    specialization: "Fachgebiet",
    specializationHint: "Wählen Sie eines oder schreiben Sie ein anderes",
    gender: "Geschlecht",
    notRecorded: "Nicht erfasst",
    licenseNumber: "Zulassungsnummer",
    yearsOfExperience: "Berufserfahrung in Jahren",
    appointments: "Termine pro Tag",
    appointmentsHint: "Die Höchstzahl pro Tag, für Ihre eigene Planung",
    appointmentsColumn: "Höchstzahl der Termine pro Tag",
    upTo: (most) => `bis zu ${most}`,
    contact: "Kontakt",
    contactHint: "Wo und wann der Arzt erreichbar ist",
    contactColumn: "Weitere Kontaktdaten",
  },

  list: {
    searchHint: "Name, E-Mail-Adresse oder Telefonnummer",
    any: "Alle",
    order: "Reihenfolge",
    noSpecialization: "Kein solches Fachgebiet",
    sorts: {
      name: "Nach Name",
      newest: "Neueste",
      oldest: "Älteste",
      updated: "Zuletzt geänderte",
    },
    patientsHere: "Patienten hier",
    patientsUnit: (count) => counted(count, { one: "Patient", other: "Patienten" }),
    dailyLimit: "Tageslimit",
    appointmentCount: (count) => counted(count, { one: "1 Termin", other: "# Termine" }),
    noMatch: "Keine passenden Ärzte",
    noMatchHint: "Suchen Sie nach einem Teil des Namens oder entfernen Sie einen Filter.",
    showAll: "Alle Ärzte anzeigen",
    empty: "Es gibt noch keine Ärzte",
    emptyHint:
      "Alle Praxen auf diesem Server teilen sich das Verzeichnis. Den Ärzten darin können Sie Patienten zuweisen.",
    addFirst: "Ersten Arzt hinzufügen",
  },

  page: {
    overview: "Überblick",
    timeline: "Verlauf",
    details: "Angaben",
    patients: "Patienten in dieser Praxis",
    assign: "Patient zuweisen",
    noPatients: "Diesem Arzt ist kein Patient dieser Praxis zugewiesen.",
    reason: "Grund",
    since: "Seit",
    unassign: "Aufheben",
    unassignName: (name) => `Zuweisung von ${name} aufheben`,
    isReverted: (name) => withNames`${name} ist zurückgesetzt`,
  },

  timeline: {
    created: "Ins Verzeichnis aufgenommen",
    updated: "Angaben geändert",
    removed: "Aus dem Verzeichnis entfernt",
    restored: "Im Verzeichnis wiederhergestellt",
  },

  form: {
    submit: "Arzt hinzufügen",
    isAdded: (name) => withNames`${name} ist hinzugefügt`,
    isShared: "Alle Praxen auf diesem Server teilen sich das Verzeichnis und werden diesen Arzt sehen.",
    edit: "Arzt bearbeiten",
    editName: (name) => withNames`${name} bearbeiten`,
    isSaved: (name) => withNames`Die Änderungen an ${name} sind gespeichert`,
    savedBy: (name, when) => withNames`${name} hat dies am ${when} gespeichert.`,
    somebodyElse: "Jemand in einer anderen Praxis",
    ofOthers:
      "Eine andere Praxis hat diesen Arzt hinzugefügt. Ändern können Sie den Eintrag als Inhaber einer Praxis, in der der Arzt Patienten hat oder Mitglied ist.",
    unverified: (link) =>
      withNames`Alle Praxen auf diesem Server teilen sich die Ärzte. Um sie hinzuzufügen oder zu ändern, ${link}.`,
    verifyEmail: "bestätigen Sie zuerst Ihre E-Mail-Adresse",
  },

  removal: {
    isRemoved: (name) => withNames`${name} ist aus dem Verzeichnis entfernt`,
    isUnassignedAndRemoved: (name) =>
      withNames`Die Zuweisungen von ${name} sind aufgehoben, und der Eintrag ist aus dem Verzeichnis entfernt`,
    assignedHere: (count) =>
      counted(count, {
        one: "Diesem Arzt ist hier ein Patient zugewiesen.",
        other: "Diesem Arzt sind hier # Patienten zugewiesen.",
      }),
    unassignFirst: "Heben Sie zuerst die Zuweisungen auf.",
    aPatient: "Ein Patient",
    assignedElsewhere:
      "Andere Praxen haben Patienten dieses Arztes. Nur sie können die Zuweisungen aufheben. Bis dahin bleibt der Arzt im Verzeichnis.",
    assignedElsewhereToo:
      "Auch andere Praxen haben Patienten dieses Arztes. Nur sie können die Zuweisungen aufheben. Bis dahin bleibt der Arzt im Verzeichnis.",
    empty: "Es wurde kein Arzt entfernt. Entfernte Ärzte können hier wiederhergestellt werden.",
    anotherPractice: "Eine andere Praxis",
  },
};
