import type * as ids from "@caretype/api";
import { callSite } from "./call-error.ts";

/**
 * Parses text, such as from a URL, a form or your own database, to ids of one kind.
 *
 * @example
 * const id = patientId.parse(new URL(location.href).searchParams.get("patient") ?? "");
 */
export type IdParser<Id extends ids.AnyId> = {
  /**
   * Returns the id in lower case. Does not check that the record exists.
   *
   * @throws {TypeError} for anything that is not an id. The message does not contain the text.
   */
  parse(text: string): Id;
  /** Whether a value is an id. */
  is(value: unknown): value is Id;
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/* @__NO_SIDE_EFFECTS__ */
function parserOf<Id extends ids.AnyId>(record: string): IdParser<Id> {
  const is = (value: unknown): value is Id => typeof value === "string" && guid.test(value);
  const parse = (text: string) => {
    // Callers without types may pass anything, such as null for a missing parameter.
    const id: unknown = typeof text === "string" ? text.toLowerCase() : text;
    if (is(id)) return id;
    const error = new TypeError(`Not the id of ${record}`);
    callSite(parse, error);
    throw error;
  };
  return { is, parse };
}

/** Parses the ids of accounts: see `IdParser`. */
export const accountId = parserOf<ids.AccountId>("an account");
/** Parses ids of any record: see `IdParser`. */
export const anyId = parserOf<ids.AnyId>("a record");
/** Parses the ids of API keys: see `IdParser`. */
export const apiKeyId = parserOf<ids.ApiKeyId>("an API key");
/** Parses the ids of assignments: see `IdParser`. */
export const assignmentId = parserOf<ids.AssignmentId>("an assignment");
/** Parses the ids of grants to read one patient: see `IdParser`. */
export const breakGlassId = parserOf<ids.BreakGlassId>("a grant of emergency access");
/** Parses the ids of links to doctors' calendars: see `IdParser`. */
export const calendarFeedId = parserOf<ids.CalendarFeedId>("a link to a calendar");
/** Parses the ids of doctors: see `IdParser`. */
export const doctorId = parserOf<ids.DoctorId>("a doctor");
/** Parses the ids of imports: see `IdParser`. */
export const importId = parserOf<ids.ImportId>("an import");
/** Parses the ids of invitations: see `IdParser`. */
export const invitationId = parserOf<ids.InvitationId>("an invitation");
/** Parses the ids of merges of patients: see `IdParser`. */
export const mergeId = parserOf<ids.MergeId>("a merge");
/** Parses the ids of notifications: see `IdParser`. */
export const notificationId = parserOf<ids.NotificationId>("a notification");
/** Parses the ids of patients: see `IdParser`. */
export const patientId = parserOf<ids.PatientId>("a patient");
/** Parses the ids of practices: see `IdParser`. */
export const practiceId = parserOf<ids.PracticeId>("a practice");
/** Parses the ids of sessions: see `IdParser`. */
export const sessionId = parserOf<ids.SessionId>("a session");
/** Parses the ids of saved views: see `IdParser`. */
export const savedViewId = parserOf<ids.SavedViewId>("a saved view");
/** Parses the ids of visit types: see `IdParser`. */
export const visitTypeId = parserOf<ids.VisitTypeId>("a visit type");
/** Parses the ids of rooms: see `IdParser`. */
export const roomId = parserOf<ids.RoomId>("a room");
/** Parses the ids of imported code systems and value sets: see `IdParser`. */
export const terminologyId = parserOf<ids.TerminologyId>("a code system or value set");
/** Parses the ids of appointments: see `IdParser`. */
export const appointmentId = parserOf<ids.AppointmentId>("an appointment");
/** Parses the ids of entries of the waitlist: see `IdParser`. */
export const waitlistEntryId = parserOf<ids.WaitlistEntryId>("an entry of the waitlist");
/** Parses the ids of conditions: see `IdParser`. */
export const conditionId = parserOf<ids.ConditionId>("a condition");
/** Parses the ids of allergies: see `IdParser`. */
export const allergyId = parserOf<ids.AllergyId>("an allergy");
/** Parses the ids of observations: see `IdParser`. */
export const observationId = parserOf<ids.ObservationId>("an observation");
/** Parses the ids of encounters: see `IdParser`. */
export const encounterId = parserOf<ids.EncounterId>("an encounter");
/** Parses the ids of note kinds: see `IdParser`. */
export const noteKindId = parserOf<ids.NoteKindId>("a note kind");
/** Parses the ids of note drafts: see `IdParser`. */
export const noteDraftId = parserOf<ids.NoteDraftId>("a note draft");
/** Parses the ids of notes: see `IdParser`. */
export const noteId = parserOf<ids.NoteId>("a note");
/** Parses the ids of medications: see `IdParser`. */
export const medicationId = parserOf<ids.MedicationId>("a medication");
/** Parses the ids of immunizations: see `IdParser`. */
export const immunizationId = parserOf<ids.ImmunizationId>("an immunization");
/** Parses the ids of clinical procedures: see `IdParser`. */
export const procedureId = parserOf<ids.ProcedureId>("a clinical procedure");
/** Parses the ids of restrictions: see `IdParser`. */
export const restrictionId = parserOf<ids.RestrictionId>("a restriction");
/** Parses the ids of import uploads: see `IdParser`. */
export const uploadId = parserOf<ids.UploadId>("an import upload");
