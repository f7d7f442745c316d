import type { Constraints } from "../kernel/error/definitions.ts";
import {
  type ErrorDefinition,
  notFound,
  notFoundErrors,
  tellsBoth,
  tellsCause,
} from "../kernel/error/error-definition.ts";
import { peopleKinds } from "./kinds.ts";

const ofMerged =
  "If the patient was merged, `mergedInto` is the one who was kept, for callers who may read patients.";

export const peopleErrors = {
  VERIFIED_EMAIL_REQUIRED: tellsBoth(403, "Verify your email address first", {
    cause:
      "All practices share the directory of doctors, so adding or changing one requires a verified email address. For an API key, its creator's address counts.",
    cure: "`account.requestVerification` sends a link.",
  }),
  DOCTOR_OF_OTHERS: tellsCause(403, "This doctor was added by another practice", {
    cause:
      "The doctor was not added by your practice. To change, remove or restore such a doctor, you need to own a practice that uses them, by an assignment or as a member, or have the permission `directory:manage`.",
    cure: "Ask the practice that added the doctor, or one of the server's staff. Or assign the doctor to a patient, and let an owner make the change.",
  }),
  PATIENT_NOT_FOUND: tellsCause(404, "No such patient", {
    cause: `The id is unknown, removed, merged, or belongs to another practice. ${ofMerged} The error does not reveal more.`,
    cure: "Call with the id in `mergedInto`. Without it, find the record with `patient.list` or `patient.removed`, in the practice that `Caretype-Practice` names.",
  }),
  DOCTOR_NOT_FOUND: tellsCause(404, "No such doctor", {
    cause: "The id is unknown, or the doctor was removed from the directory.",
    cure: "Find the doctor with `doctor.list`. `doctor.removed` lists removed ones, which `doctor.restore` restores.",
  }),
  ASSIGNMENT_NOT_FOUND: notFound("No such assignment", "assignment.list", "assignment.removed"),
  PATIENT_OR_DOCTOR_NOT_FOUND: tellsCause(404, "No such patient or doctor", {
    cause: `The patient or the doctor is unknown, removed, merged, or belongs to another practice. ${ofMerged}`,
    cure: "Check both ids with `patient.list` and `doctor.list`. Restore a removed patient or doctor first.",
  }),
  SAVED_VIEW_NAME_TAKEN: tellsBoth(409, "A saved view has this name", {
    cause: "The practice has a view of this list with the same name, whatever the case.",
    cure: "Choose another name, or change that view.",
  }),
  LICENSE_NUMBER_TAKEN: tellsCause(409, "This licence number is taken", {
    cause: "Another doctor in the directory has this licence number.",
    cure: "Find that doctor with `doctor.list` and use the existing entry. Or correct the number of one of the two.",
  }),
  DOCTOR_EMAIL_TAKEN: tellsCause(409, "This email address belongs to another doctor", {
    cause: "Another doctor in the directory has this email address.",
    cure: "Find that doctor with `doctor.list` and use the existing entry. Or correct the address of one of the two.",
  }),
  ALREADY_ASSIGNED: tellsCause(409, "The doctor is already assigned to this patient", {
    cause: "A doctor can be assigned to a patient only once.",
    cure: "Change the existing assignment with `assignment.update`. `assignment.lookup` finds it.",
  }),
  POSSIBLE_DUPLICATE: tellsBoth(409, "The practice may already have this patient", {
    cause: "`candidates` lists possible matches with reasons. Nothing was created.",
    cure: 'To create the patient anyway, send `onDuplicates: "allow"`.',
  }),
  PATIENT_HAS_ASSIGNMENTS: tellsBoth(409, "A doctor is still assigned to this patient", {
    cause: "`blockedBy` lists the first 50 assignments, `blockedByTotal` is their number.",
    cure: "Remove them first, or together with the patient by `unassign`.",
  }),
  DOCTOR_HAS_ASSIGNMENTS: tellsCause(409, "The doctor is still assigned to patients", {
    cause:
      "`blockedBy` lists the first 50 assignments in your practice, and `blockedByTotal` is their number. `blockedElsewhere` is true if other practices have assignments, which only they can remove. If false, `unassign` removes yours with the doctor.",
    cure: "Remove yours first, or with the doctor by `unassign`. Ask the other practices to remove theirs.",
  }),
  PATIENT_HAS_APPOINTMENTS: tellsBoth(409, "The patient still has appointments", {
    cause:
      "`blockedBy` lists the first 50 appointments that are not over, and `blockedByTotal` is their number.",
    cure: "Cancel them first. Past appointments are removed with the patient, and restored with them.",
  }),
  PATIENT_HAS_RECORDS: tellsBoth(409, "The patient has records", {
    cause:
      "`records` lists their kinds and numbers: clinical records, which cannot be removed, or rows of a custom table, by its name. A merge is refused if both patients have a record that a patient can have only once.",
    cure: "`caretype erase` erases a patient with all records, and a merge moves records to another patient.",
  }),
  DOCTOR_HAS_APPOINTMENTS: tellsBoth(409, "The doctor still has appointments", {
    cause:
      "`blockedBy` lists the first 50 appointments in your practice that are not over, and `blockedByTotal` is their number.",
    cure: "Cancel or move them first. `blockedElsewhere` is true if other practices have some.",
  }),
  APPOINTMENTS_OVERLAP: tellsBoth(409, "The two patients have appointments at the same time", {
    cause: "One person cannot be at both.",
    cure: "Cancel or move one of the appointments, which `blockedBy` lists.",
  }),
  RESTORE_BLOCKED: tellsBoth(409, "The record cannot be restored", {
    cause: "`blockedBy` lists the reasons.",
    cure: "Restore a removed patient or doctor first. Remove a newer assignment of the same two. Undo a merge instead. If another record has the same identifier in another system, remove that one first, or leave this one removed.",
  }),
  MERGE_NOT_FOUND: tellsCause(404, "No such merge", {
    cause: "The id is unknown or belongs to another practice. The error does not reveal which.",
    cure: "`patient.merges` lists the merges of a patient.",
  }),
  MERGE_ALREADY_UNDONE: tellsCause(409, "This merge has been undone", {
    cause: "A merge can be undone only once.",
    cure: "To merge the two patients again, call `patient.merge`.",
  }),
  MERGE_BLOCKED: tellsCause(409, "The merge cannot be undone", {
    cause:
      "`blockedBy` names a later merge that must be undone first, or one of the two patients, with the reason.",
    cure: "Undo the later merge first, restore a removed patient, or correct a birth that is after a record. After a restoration or an erasure, the merge cannot be undone.",
  }),
  ...notFoundErrors(peopleKinds),
  // Encounters and appointments name each other, and either can be left out.
  APPOINTMENT_HAS_ENCOUNTER: tellsCause(409, "The appointment has an encounter already", {
    cause:
      "An appointment has one encounter, not counting those entered in error or withheld from the caller. Find it with `encounter.list` and the patient.",
    cure: "Use that encounter, or mark it as entered in error with `encounter.enterInError` and create another.",
  }),
  APPOINTMENT_NOT_FOUND: notFound("No such appointment", "appointment.list"),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof peopleErrors, true>;

declare module "../kernel/error/definitions.ts" {
  interface ErrorCodes extends Codes {}
}

export const peopleConstraints: Constraints = {
  doctor_license_number_key: "LICENSE_NUMBER_TAKEN",
  doctor_email_key: "DOCTOR_EMAIL_TAKEN",
  assignment_pair_key: "ALREADY_ASSIGNED",
  assignment_patient_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  assignment_doctor_fkey: "PATIENT_OR_DOCTOR_NOT_FOUND",
  saved_view_name_key: "SAVED_VIEW_NAME_TAKEN",
};
