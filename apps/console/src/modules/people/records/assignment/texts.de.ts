import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  assign: "Zuweisen",
  assignDoctor: "Arzt zuweisen",
  assignPatient: "Patient zuweisen",
  unassign: "Zuweisung aufheben",
  isAssigned: (doctor, patient) => withNames`Zugewiesen: ${doctor} für ${patient}`,
  isUnassigned: (doctor, patient) => withNames`Zuweisung aufgehoben: ${doctor} für ${patient}`,
  isStillAssigned: (doctor, patient) => withNames`Weiterhin zugewiesen: ${doctor} für ${patient}`,

  reason: "Grund",
  reasonHint: "Weshalb der Patient zum Arzt kommt (optional).",

  isMissing: { doctorId: "Wählen Sie einen Arzt", patientId: "Wählen Sie einen Patienten" },
  isTaken: {
    doctorId: "Dieser Arzt ist dem Patienten bereits zugewiesen",
    patientId: "Der Arzt ist diesem Patienten bereits zugewiesen",
  },
  alreadyAssigned: "Diesem Patienten bereits zugewiesen",
  unknownDoctor: "Unbekannter Arzt",

  picker: {
    doctorPlaceholder: "Name oder Fachgebiet",
    noDoctor: "Kein Arzt gefunden. Geben Sie nur einen Teil des Namens oder ein Fachgebiet ein.",
    noPatient: "Kein Patient gefunden. Geben Sie nur einen Teil des Namens ein.",
    typeName: "Geben Sie einen Teil des Namens ein.",
    add: (name) => `„${name}“ als neuen Patienten anlegen`,
    searching: "Wird gesucht …",
    found: (count) => counted(count, { one: "1 gefunden", other: "# gefunden" }),
    chooseAnother: (label) => `Andere Auswahl: ${label}`,
  },

  facts: {
    patientsHere: (count) => counted(count, { one: "1 Patient hier", other: "# Patienten hier" }),
    appointments: (most) =>
      counted(most, { one: "bis zu 1 Termin am Tag", other: "bis zu # Termine am Tag" }),
    licence: (number) => `Zulassung ${number}`,
  },

  isRestoredWithout: (name, count) =>
    withNames`${name} wurde ohne ${counted(count, { one: "eine Zuweisung", other: "# Zuweisungen" })} wiederhergestellt`,
  whyWithout:
    "Die andere Person wurde entfernt oder erneut zugewiesen, oder Sie dürfen Zuweisungen nicht wiederherstellen. Sie bleiben unter den aufgehobenen Zuweisungen.",
};
