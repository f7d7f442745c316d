import type { Constraints } from "@caretype/core/kernel/error/definitions";
import {
  type ErrorDefinition,
  notFound,
  notFoundErrors,
  tellsBoth,
  tellsCause,
  tellsCure,
} from "@caretype/core/kernel/error/error-definition";
import { clinicalTypes } from "@caretype/db/kinds";
import { chartKinds } from "./kinds.ts";

export const chartErrors = {
  ENCOUNTER_STATE: tellsBoth(409, "The encounter's status does not allow this", {
    cause: "`recordStatus` is its current status.",
    cure: "Read the encounter again.",
  }),
  ENCOUNTER_LOCKED: tellsCause(409, "The encounter is locked", {
    cause:
      "A locked encounter accepts no new records, and its records cannot change, except for a status and an end. An encounter or record can still be entered in error.",
    cure: "Add to a signed note with `note.amend`, or record it in another encounter. Enter a wrong encounter in error with `encounter.enterInError`.",
  }),
  RECORD_NOT_FOUND: tellsCause(404, "No such clinical record", {
    cause: "The id does not exist, belongs to another practice, or the record is withheld from you.",
    cure: "Check the kind and the id with the list of its kind, such as `condition.list`. `restriction.open` opens withheld records.",
  }),
  RECORD_SIGNED: tellsBoth(409, "A signed note cannot be moved", {
    cause: "A signature covers the patient, so neither the note nor its encounter can be moved.",
    cure: "Enter the note in error with `note.enterInError`, and write it again for the other patient. Move other records of its encounter individually.",
  }),
  RECORD_RESTRICTED: tellsCause(409, "The record is restricted already", {
    cause: "The record has a restriction. `restriction.list` has it.",
    cure: "Change its readers with `restriction.update`.",
  }),
  NOTHING_WITHHELD: tellsCause(409, "You may read all records of this patient", {
    cause: "No record is withheld from you. Nothing was opened, and no owner was notified.",
    cure: "Read the records as usual, without `restriction.open`.",
  }),
  RECORD_IN_ERROR: tellsBoth(409, "The record was entered in error", {
    cause:
      "Such a record cannot be changed. Its history has its versions. A draft in such an encounter cannot be signed.",
    cure: "Add a new record instead. Move a draft to another encounter, or to none, with `noteDraft.update`.",
  }),
  PATIENT_HAS_ALLERGIES: tellsBoth(409, "The patient has an active allergy", {
    cause: "The statement that no allergy is known cannot be recorded beside an active allergy.",
    cure: "If the allergy is wrong, enter it in error. If it is over, change its `clinicalStatus`.",
  }),
  STATEMENT_CONTRADICTED: tellsBoth(409, "A record contradicts the statement", {
    cause:
      "The statement that there is none of a kind cannot be recorded beside a current record of that kind.",
    cure: "If the record is wrong, enter it in error. If it is over, change its status.",
  }),
  NOTE_KIND_NAME_TAKEN: tellsCause(409, "A kind of note has this name", {
    cause: "The practice has another kind of note with the same name, ignoring case.",
    cure: "Choose another name, or change the other kind of note.",
  }),
  NOTE_DRAFT_NOT_FOUND: tellsCause(404, "No such draft of a note", {
    cause:
      "The id is unknown, belongs to another practice or another author, or the draft was signed or removed.",
    cure: "`noteDraft.list` has your drafts, and `note.list` the signed notes.",
  }),
  NOTE_EMPTY: tellsBoth(409, "The note has no text", {
    cause: "A note without text cannot be signed.",
    cure: "Add text first.",
  }),
  SIGNER_NOT_DOCTOR: tellsCause(403, "You are not linked to a doctor", {
    cause: "Only members who are linked to a doctor can sign. An owner links them on the members page.",
    cure: "Ask an owner to link you with `member.linkDoctor`, then retry.",
  }),
  SIGNED_CONTENT_CHANGED: tellsBoth(409, "The content to sign has changed", {
    cause: "The note, its encounter or a record of the encounter differs from what was reviewed.",
    cure: "Review it again, and sign with the new hash.",
  }),
  DUPLICATE_RECORD: tellsBoth(409, "The patient has this record already", {
    cause: "`blockedBy` lists the records with the same code or text. Nothing was created.",
    cure: 'Change that record instead. To add another one, send `onDuplicates: "allow"`.',
  }),
  DRUG_WARNING: tellsBoth(409, "The drug conflicts with an allergy or another drug of the patient", {
    cause:
      "`blockedBy` lists active allergies to the drug or similar drugs, and current records of the same drug. Nothing was written.",
    cure: "Choose another drug. To record it anyway, send `overrideReason`, which is stored.",
  }),
  TOO_MANY_UPLOADS: tellsCause(409, "Too many uploads", {
    cause:
      "A practice has at most three unfinished uploads, and an account six in all practices. Run or cancel one. It also has at most three unfinished imports of codes. Finish or undo one.",
    cure: "End one of them: `import.uploads` lists the uploads, and `codes.list` the imports of codes.",
  }),
  CODES_IMPORT_NOT_FOUND: notFound("No such import of codes", "codes.list"),
  CODE_NOT_FOUND: tellsCause(404, "No such code", {
    cause: "The practice has not imported the code system or this version of it, or it has no such code.",
    cure: "Find the code with `codes.search`. Import the code system with `codes.start`, or on the server with `caretype codes import`.",
  }),
  CODES_IMPORTED: tellsCure(409, "This version has been imported", {
    cause: "The practice has imported this version of the code system, or started to.",
    cure: "Undo that import first, even an unfinished one. `codes.list` has it.",
  }),
  CODES_IMPORT_CLOSED: tellsBoth(409, "The import of codes is finished", {
    cause: "A finished import accepts no more codes.",
    cure: "Undo it, and import the version again.",
  }),
  CODES_INCOMPLETE: tellsBoth(409, "The import of codes is incomplete", {
    cause: "There are no codes yet, or their number differs from `concepts`.",
    cure: "Resend the parts that got no answer, then retry.",
  }),
  CODES_IN_USE: tellsBoth(409, "A field offers these codes", {
    cause: "This is the only version of a terminology that a field offers.",
    cure: "Change the field first with `codes.setField`, or import another version.",
  }),
  TOO_MANY_CODES: tellsBoth(413, "Too many codes", {
    cause: "A practice has at most 2,000,000 codes.",
    cure: "Undo the import of an older version.",
  }),
  ...notFoundErrors(chartKinds),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof chartErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}

/** Maps the same constraint of several kinds of clinical records. */
const ofEach = <Code>(types: typeof clinicalTypes | typeof inEncounters, constraint: string, code: Code) =>
  Object.fromEntries(types.map((type) => [`${type}_${constraint}`, code]));

const inEncounters = clinicalTypes.filter((type) => type !== "encounter");

export const chartConstraints: Constraints = {
  note_kind_name_key: "NOTE_KIND_NAME_TAKEN",
  restriction_record_key: "RECORD_RESTRICTED",
  terminology_version_key: "CODES_IMPORTED",
  ...ofEach(clinicalTypes, "patient_fkey", "PATIENT_NOT_FOUND"),
  note_draft_patient_fkey: "PATIENT_NOT_FOUND",
  restriction_patient_fkey: "PATIENT_NOT_FOUND",
  // The trigger `check_record_encounter` also raises it, for another patient's encounter.
  ...ofEach(inEncounters, "encounter_fkey", "ENCOUNTER_NOT_FOUND"),
  // Raised by the trigger `check_none_known`.
  allergy_none_known: "PATIENT_HAS_ALLERGIES",
  encounter_appointment_fkey: "APPOINTMENT_NOT_FOUND",
  // Raised by the triggers `refuse_change_of_locked` and `refuse_change_in_locked`.
  encounter_locked: "ENCOUNTER_LOCKED",
  record_in_error: "RECORD_IN_ERROR",
};
