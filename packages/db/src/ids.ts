// Ids are branded, so that a doctor's id does not compile where a patient's is expected. At run time they are
// strings.

/** The id of a kind of record. */
export type IdOf<Kind extends string> = string & { readonly "~id": Kind };

export type AccountId = string & { readonly "~id": "account" };
export type ApiKeyId = string & { readonly "~id": "apiKey" };
export type AssignmentId = string & { readonly "~id": "assignment" };
export type AuditEntryId = string & { readonly "~id": "auditEntry" };
export type BreakGlassId = string & { readonly "~id": "breakGlass" };
export type CalendarFeedId = string & { readonly "~id": "calendarFeed" };
export type DoctorId = string & { readonly "~id": "doctor" };
export type EventId = IdOf<"event">;
export type ImportId = string & { readonly "~id": "import" };
export type InvitationId = string & { readonly "~id": "invitation" };
export type MergeId = string & { readonly "~id": "merge" };
export type NotificationId = string & { readonly "~id": "notification" };
export type PatientId = string & { readonly "~id": "patient" };
export type PracticeId = string & { readonly "~id": "practice" };
export type SessionId = string & { readonly "~id": "session" };
export type SeriesId = string & { readonly "~id": "series" };
export type SavedViewId = string & { readonly "~id": "savedView" };
export type VisitTypeId = string & { readonly "~id": "visitType" };
export type RoomId = string & { readonly "~id": "room" };
export type AppointmentId = string & { readonly "~id": "appointment" };
export type WaitlistEntryId = string & { readonly "~id": "waitlistEntry" };
export type EncounterId = string & { readonly "~id": "encounter" };
export type ConditionId = string & { readonly "~id": "condition" };
export type AllergyId = string & { readonly "~id": "allergy" };
export type ObservationId = string & { readonly "~id": "observation" };
export type NoteKindId = string & { readonly "~id": "noteKind" };
export type NoteDraftId = string & { readonly "~id": "noteDraft" };
export type NoteId = string & { readonly "~id": "note" };
export type SignatureId = string & { readonly "~id": "signature" };
export type MedicationId = string & { readonly "~id": "medication" };
export type ImmunizationId = string & { readonly "~id": "immunization" };
export type ProcedureId = string & { readonly "~id": "procedure" };
export type TerminologyId = string & { readonly "~id": "terminology" };
export type RecordMoveId = IdOf<"recordMove">;
export type RestrictionId = string & { readonly "~id": "restriction" };
export type UploadId = string & { readonly "~id": "upload" };

/** A record with a history. */
export type RecordId = AppointmentId | AssignmentId | ClinicalId | DoctorId | PatientId;

/** A clinical record of any kind. */
export type ClinicalId =
  | AllergyId
  | ConditionId
  | EncounterId
  | ImmunizationId
  | MedicationId
  | NoteId
  | ObservationId
  | ProcedureId;

/** The nil id, or a bound in a cursor. Assignable to every id type. */
export type UnknownId = string & { readonly "~id": never };

/** An id of any type. */
export type AnyId = string & { readonly "~id": string };
