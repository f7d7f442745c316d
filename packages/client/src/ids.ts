import type {
  AccountId,
  AllergyId,
  AnyId,
  ApiKeyId,
  AppointmentId,
  AssignmentId,
  BreakGlassId,
  CalendarFeedId,
  ConditionId,
  DoctorId,
  EncounterId,
  ImmunizationId,
  ImportId,
  InvitationId,
  MedicationId,
  MergeId,
  NoteDraftId,
  NoteId,
  NoteKindId,
  NotificationId,
  ObservationId,
  PatientId,
  PracticeId,
  ProcedureId,
  RestrictionId,
  RoomId,
  SavedViewId,
  SessionId,
  TerminologyId,
  UploadId,
  VisitTypeId,
  WaitlistEntryId,
} from "@caretype/api";

/**
 * Parses text, such as from a URL, a form or your own database, to ids of one kind.
 *
 * @example
 * const id = patientId.parse(new URL(location.href).searchParams.get("patient") ?? "");
 */
export type IdParser<Id extends AnyId> = {
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
function parserOf<Id extends AnyId>(record: string): IdParser<Id> {
  const is = (value: unknown): value is Id => typeof value === "string" && guid.test(value);
  return {
    is,
    parse(text) {
      // Callers without types may pass anything, such as null for a missing parameter.
      const id: unknown = typeof text === "string" ? text.toLowerCase() : text;
      if (!is(id)) throw new TypeError(`Not the id of ${record}`);
      return id;
    },
  };
}

/** Parses the ids of accounts: see `IdParser`. */
export const accountId = parserOf<AccountId>("an account");
/** Parses ids of any record: see `IdParser`. */
export const anyId = parserOf<AnyId>("a record");
/** Parses the ids of API keys: see `IdParser`. */
export const apiKeyId = parserOf<ApiKeyId>("an API key");
/** Parses the ids of assignments: see `IdParser`. */
export const assignmentId = parserOf<AssignmentId>("an assignment");
/** Parses the ids of grants to read one patient: see `IdParser`. */
export const breakGlassId = parserOf<BreakGlassId>("a grant of emergency access");
/** Parses the ids of links to doctors' calendars: see `IdParser`. */
export const calendarFeedId = parserOf<CalendarFeedId>("a link to a calendar");
/** Parses the ids of doctors: see `IdParser`. */
export const doctorId = parserOf<DoctorId>("a doctor");
/** Parses the ids of imports: see `IdParser`. */
export const importId = parserOf<ImportId>("an import");
/** Parses the ids of invitations: see `IdParser`. */
export const invitationId = parserOf<InvitationId>("an invitation");
/** Parses the ids of merges of patients: see `IdParser`. */
export const mergeId = parserOf<MergeId>("a merge");
/** Parses the ids of notifications: see `IdParser`. */
export const notificationId = parserOf<NotificationId>("a notification");
/** Parses the ids of patients: see `IdParser`. */
export const patientId = parserOf<PatientId>("a patient");
/** Parses the ids of practices: see `IdParser`. */
export const practiceId = parserOf<PracticeId>("a practice");
/** Parses the ids of sessions: see `IdParser`. */
export const sessionId = parserOf<SessionId>("a session");
/** Parses the ids of saved views: see `IdParser`. */
export const savedViewId = parserOf<SavedViewId>("a saved view");
/** Parses the ids of visit types: see `IdParser`. */
export const visitTypeId = parserOf<VisitTypeId>("a visit type");
/** Parses the ids of rooms: see `IdParser`. */
export const roomId = parserOf<RoomId>("a room");
/** Parses the ids of imported code systems and value sets: see `IdParser`. */
export const terminologyId = parserOf<TerminologyId>("a code system or value set");
/** Parses the ids of appointments: see `IdParser`. */
export const appointmentId = parserOf<AppointmentId>("an appointment");
/** Parses the ids of entries of the waitlist: see `IdParser`. */
export const waitlistEntryId = parserOf<WaitlistEntryId>("an entry of the waitlist");
/** Parses the ids of conditions: see `IdParser`. */
export const conditionId = parserOf<ConditionId>("a condition");
/** Parses the ids of allergies: see `IdParser`. */
export const allergyId = parserOf<AllergyId>("an allergy");
/** Parses the ids of observations: see `IdParser`. */
export const observationId = parserOf<ObservationId>("an observation");
/** Parses the ids of encounters: see `IdParser`. */
export const encounterId = parserOf<EncounterId>("an encounter");
/** Parses the ids of note kinds: see `IdParser`. */
export const noteKindId = parserOf<NoteKindId>("a note kind");
/** Parses the ids of note drafts: see `IdParser`. */
export const noteDraftId = parserOf<NoteDraftId>("a note draft");
/** Parses the ids of notes: see `IdParser`. */
export const noteId = parserOf<NoteId>("a note");
/** Parses the ids of medications: see `IdParser`. */
export const medicationId = parserOf<MedicationId>("a medication");
/** Parses the ids of immunizations: see `IdParser`. */
export const immunizationId = parserOf<ImmunizationId>("an immunization");
/** Parses the ids of clinical procedures: see `IdParser`. */
export const procedureId = parserOf<ProcedureId>("a clinical procedure");
/** Parses the ids of restrictions: see `IdParser`. */
export const restrictionId = parserOf<RestrictionId>("a restriction");
/** Parses the ids of import uploads: see `IdParser`. */
export const uploadId = parserOf<UploadId>("an import upload");
