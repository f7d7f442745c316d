import type * as ids from "@caretype/db/ids";
import { z } from "zod";
import { unlessMissing } from "./unless-missing.ts";

// Schemas of ids. Each kind of record has its own type, so that ids are not confused. Pure: browsers use them.

const guid = () => z.guid(unlessMissing("Not an id")).toLowerCase();

/** A UUIDv7 from the server. Accepts any UUID: an unknown one is simply not found. */
export const Id = guid();

/** Schemas of ids that are not subjects of an audit entry. A schema with another description inherits this. */
export const actorIds = z.registry<{ isSubject: false }>();
const notSubject = { isSubject: false } as const;
export const isActorId = (schema: z.core.$ZodType): boolean => actorIds.get(schema)?.isSubject === false;

/** Casts a trusted id, made by the server or read from an id column. Parse all others. */
export const asId = <Of extends ids.AnyId>(text: string) => text as Of;

/** Casts the one id schema to a record's id type, which is shorter to read and faster to check than zod's brand. */
export const branded = <Of extends ids.AnyId>(schema: typeof Id) => schema as unknown as z.ZodType<Of, Of>;

const described = <Of extends ids.AnyId>(description: string) => branded<Of>(Id.describe(description));

/** For ids that are not records which a call is about. */
const noSubject = <Of extends ids.AnyId>(description: string) =>
  branded<Of>(guid().describe(description).register(actorIds, notSubject));

/** The schema of the ids of a feature's records. A call with one is a call about this record. */
export const idOf = <Kind extends string>(description: string) => described<ids.IdOf<Kind>>(description);

export type AccountId = ids.AccountId;
export const AccountId = described<AccountId>("The account of a person, or of an API key.");

/** The account that acted on a record. A schema of its own: reading the record is no access to the account. */
export const ActorId = noSubject<AccountId>(
  "The account that did this. `member.names` has its current name.",
);

export type ApiKeyId = ids.ApiKeyId;
export const ApiKeyId = described<ApiKeyId>("Names the key in lists and in the audit. It is not the secret.");

export type AssignmentId = ids.AssignmentId;
export const AssignmentId = described<AssignmentId>("One assignment of a doctor to a patient.");

export type AuditEntryId = ids.AuditEntryId;

export type BreakGlassId = ids.BreakGlassId;
export const BreakGlassId = described<BreakGlassId>("One emergency access.");

export type CalendarFeedId = ids.CalendarFeedId;
export const CalendarFeedId = described<CalendarFeedId>(
  "Names the link in lists and in the audit. It is not the secret.",
);

export type DoctorId = ids.DoctorId;
export const DoctorId = branded<DoctorId>(
  Id.meta({ description: "A doctor in the directory, which all practices share.", formerIdsOf: "doctor" }),
);

export type EventId = ids.EventId;
/** An event is not a record that a call is about: its record is. */
export const EventId = noSubject<EventId>(
  "One event. Unique, so that you can recognize a repeated delivery.",
);

export type ImportId = ids.ImportId;
export const ImportId = described<ImportId>("A finished import, as in `import.list`.");

export type InvitationId = ids.InvitationId;
export const InvitationId = described<InvitationId>(
  "Names the invitation in lists and in the audit. It is not the secret of the link.",
);

export type MergeId = ids.MergeId;
export const MergeId = described<MergeId>("One merge of two patients. `patient.unmerge` takes it.");

export type NotificationId = ids.NotificationId;
/** A notification is not a record that a call is about. */
export const NotificationId = noSubject<NotificationId>("One notification of the caller.");

export type PatientId = ids.PatientId;
export const PatientId = branded<PatientId>(
  Id.meta({ description: "A patient of the practice.", formerIdsOf: "patient" }),
);

export type PracticeId = ids.PracticeId;
export const PracticeId = described<PracticeId>("A practice. The header `Caretype-Practice` takes it.");

export type SessionId = ids.SessionId;
export const SessionId = described<SessionId>("One sign-in on one device.");

export type SeriesId = ids.SeriesId;
export const SeriesId = noSubject<SeriesId>(
  "The appointments that were booked together, at regular intervals.",
);

export type SavedViewId = ids.SavedViewId;
export const SavedViewId = described<SavedViewId>("One saved view of the practice.");

/** Visit types, rooms and series are not records that a call is about. */
export type VisitTypeId = ids.VisitTypeId;
export const VisitTypeId = noSubject<VisitTypeId>("A kind of visit that the practice offers.");

export type RoomId = ids.RoomId;
export const RoomId = noSubject<RoomId>("A room of the practice.");

export type TerminologyId = ids.TerminologyId;
export const TerminologyId = noSubject<TerminologyId>(
  "A version of a code system or value set that the practice imported.",
);

export type AppointmentId = ids.AppointmentId;
export const AppointmentId = described<AppointmentId>("An appointment of the practice.");

export type WaitlistEntryId = ids.WaitlistEntryId;
/** Not a record that a call is about: the call is about its patient. */
export const WaitlistEntryId = noSubject<WaitlistEntryId>("One entry of the waitlist.");

export type EncounterId = ids.EncounterId;
export const EncounterId = described<EncounterId>("One encounter: a patient is seen.");

export type ConditionId = ids.ConditionId;
export const ConditionId = described<ConditionId>("One problem or diagnosis of a patient.");

export type AllergyId = ids.AllergyId;
export const AllergyId = described<AllergyId>("One allergy or intolerance of a patient.");

export type ObservationId = ids.ObservationId;
export const ObservationId = described<ObservationId>("One observation of a patient.");

export type NoteKindId = ids.NoteKindId;
export const NoteKindId = described<NoteKindId>("One kind of note of the practice.");

export type NoteDraftId = ids.NoteDraftId;
export const NoteDraftId = described<NoteDraftId>("One draft of a note.");

export type NoteId = ids.NoteId;
export const NoteId = described<NoteId>("One note of a patient.");

export type SignatureId = ids.SignatureId;
export const SignatureId = described<SignatureId>("One signature of a note. Follows from what was signed.");

export type MedicationId = ids.MedicationId;
export const MedicationId = described<MedicationId>("One drug of a patient.");

export type ImmunizationId = ids.ImmunizationId;
export const ImmunizationId = described<ImmunizationId>("One immunization of a patient.");

export type ProcedureId = ids.ProcedureId;
export const ProcedureId = described<ProcedureId>("One procedure on a patient.");

export type RestrictionId = ids.RestrictionId;
export const RestrictionId = described<RestrictionId>("One restriction of the practice.");

export type UploadId = ids.UploadId;
export const UploadId = described<UploadId>("The files of one import, from their upload on.");

export type RecordMoveId = ids.RecordMoveId;
/** A move is not a record that a call is about. */
export const RecordMoveId = noSubject<RecordMoveId>("One move of a clinical record to another patient.");

/** The id of a record with a history. */
export type RecordId = ids.RecordId;
export type ClinicalId = ids.ClinicalId;
export const RecordId = described<RecordId>("A record with a history.");

/** The nil id, or an id of unknown kind. Assignable to every id type. */
export type UnknownId = ids.UnknownId;
export const UnknownId = branded<UnknownId>(Id);

/** The id of any record. */
export type AnyId = ids.AnyId;
export const AnyId = described<AnyId>("A record of any kind.");

/** The id of a record that a text links to. Showing the link is no access to the record. */
export const MentionedId = noSubject<AnyId>("A record that this leads to.");
