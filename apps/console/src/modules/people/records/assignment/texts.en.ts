import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  assign: "Assign",
  assignDoctor: "Assign a doctor",
  assignPatient: "Assign a patient",
  unassign: "Unassign",
  isAssigned: (doctor: string, patient: string) => withNames`${doctor} is assigned to ${patient}`,
  isUnassigned: (doctor: string, patient: string) => withNames`${doctor} is no longer assigned to ${patient}`,
  isStillAssigned: (doctor: string, patient: string) => withNames`${doctor} is still assigned to ${patient}`,

  reason: "Reason",
  reasonHint: "Why the doctor sees the patient (optional).",

  isMissing: { doctorId: "Choose a doctor", patientId: "Choose a patient" },
  isTaken: {
    doctorId: "This doctor is already assigned to the patient",
    patientId: "The doctor is already assigned to this patient",
  },
  alreadyAssigned: "Already assigned to this patient",
  unknownDoctor: "Unknown doctor",

  picker: {
    doctorPlaceholder: "Name or specialization",
    noDoctor: "No doctor found. Try part of the name, or a specialization.",
    noPatient: "No patient found. Try part of the name.",
    typeName: "Type part of a name.",
    add: (name: string) => `Add “${name}” as a new patient`,
    searching: "Searching…",
    found: (count: number) => counted(count, { one: "1 found", other: "# found" }),
    /** `label` is that of the field. */
    chooseAnother: (label: string) => `Choose another: ${label}`,
  },

  /** What distinguishes people of the same name. */
  facts: {
    patientsHere: (count: number) => counted(count, { one: "1 patient here", other: "# patients here" }),
    appointments: (most: number) =>
      counted(most, { one: "up to 1 appointment a day", other: "up to # appointments a day" }),
    licence: (number: string) => `licence ${number}`,
  },

  isRestoredWithout: (name: string, count: number) =>
    count === 1
      ? withNames`${name} is restored without an assignment`
      : withNames`${name} is restored without ${counted(count, { one: "# assignment", other: "# assignments" })}`,
  whyWithout:
    "The other person was removed or assigned again, or you may not restore assignments. They stay among the removed assignments.",
};

export const { isMissing, isTaken } = texts;
