import type { ReactNode } from "react";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  add: "Add a doctor",

  specializations: {
    CARD: "Cardiology",
    DERM: "Dermatology",
    NEUR: "Neurology",
    ORTH: "Orthopedics",
    PED: "Pediatrics",
    GEN: "General Medicine",
    Gynaecology: "Gynaecology",
    Psychiatry: "Psychiatry",
  },

  fields: {
    specialization: "Specialization",
    specializationHint: "Choose one, or write another",
    gender: "Gender",
    notRecorded: "Not recorded",
    licenseNumber: "Licence number",
    yearsOfExperience: "Years of experience",
    appointments: "Appointments a day",
    appointmentsHint: "The daily limit, for your own planning",
    appointmentsColumn: "Appointments a day at most",
    upTo: (most: string) => `up to ${most}`,
    contact: "Contact",
    contactHint: "Where and when the doctor can be reached",
    contactColumn: "Other contact details",
  },

  list: {
    searchHint: "Name, email address or phone number",
    any: "Any",
    order: "Order",
    noSpecialization: "No such specialization",
    sorts: {
      name: "By name",
      newest: "Newest first",
      oldest: "Oldest first",
      updated: "Last changed first",
    },
    patientsHere: "Patients here",
    /** After the number, for screen readers. */
    patientsUnit: (count: number) => counted(count, { one: "patient", other: "patients" }),
    dailyLimit: "Daily limit",
    appointmentCount: (count: number) => counted(count, { one: "1 appointment", other: "# appointments" }),
    noMatch: "No doctors match",
    noMatchHint: "Search for part of the name, or remove a filter.",
    showAll: "Show all doctors",
    empty: "There are no doctors yet",
    emptyHint:
      "All practices on this server share the directory. You can assign patients to the doctors in it.",
    addFirst: "Add the first doctor",
  },

  page: {
    overview: "Overview",
    timeline: "Timeline",
    details: "Details",
    patients: "Patients in this practice",
    assign: "Assign a patient",
    noPatients: "No patient of this practice is assigned to this doctor.",
    reason: "Reason",
    since: "Since",
    unassign: "Unassign",
    unassignName: (name: string) => `Unassign ${name}`,
    isReverted: (name: string) => withNames`${name} is reverted`,
  },

  timeline: {
    created: "Added to the directory",
    updated: "Details changed",
    removed: "Removed from the directory",
    restored: "Restored to the directory",
  },

  form: {
    submit: "Add the doctor",
    isAdded: (name: string) => withNames`${name} is added`,
    isShared: "All practices on this server share the directory and will see this doctor.",
    edit: "Edit a doctor",
    editName: (name: string) => withNames`Edit ${name}`,
    isSaved: (name: string) => withNames`The changes to ${name} are saved`,
    savedBy: (name: string, when: string) => withNames`${name} saved this on ${when}.`,
    somebodyElse: "Somebody in another practice",
    ofOthers:
      "Another practice added this doctor. You can change the entry as an owner of a practice where the doctor has patients or is a member.",
    unverified: (link: ReactNode) =>
      withNames`All practices on this server share the doctors. To add or change them, ${link} first.`,
    verifyEmail: "verify your email address",
  },

  removal: {
    isRemoved: (name: string) => withNames`${name} is removed from the directory`,
    isUnassignedAndRemoved: (name: string) => withNames`${name} is unassigned and removed from the directory`,
    assignedHere: (count: number) =>
      counted(count, {
        one: "A patient is assigned to this doctor here.",
        other: "# patients are assigned to this doctor here.",
      }),
    unassignFirst: "Unassign them first.",
    aPatient: "A patient",
    assignedElsewhere:
      "Other practices have patients of this doctor. Only they can unassign them. Until then, the doctor stays in the directory.",
    assignedElsewhereToo:
      "Other practices have patients of this doctor, too. Only they can unassign them. Until then, the doctor stays in the directory.",
    empty: "No doctor has been removed. Removed doctors can be restored here.",
    anotherPractice: "Another practice",
  },
};

export const { fields, list, page, removal } = texts;
