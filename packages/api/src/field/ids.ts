import type * as ids from "@caretype/db/ids";
import { z } from "zod";
import { unlessMissing } from "./unless-missing.ts";

// Schemas of ids. Each kind of record has its own type, so that ids are not confused. Pure: browsers use them.

const guid = () => z.guid(unlessMissing("Not an id")).toLowerCase();

/** A UUIDv7 from the server. Accepts any UUID, as an unknown one is simply not found. */
export const Id = guid();

/** Schemas of ids that are not subjects of an audit entry. */
export const actorIds = z.registry();

/** Casts a trusted id, made by the server or read from an id column. Parse all others. */
export const asId = <Of extends ids.AnyId>(text: string) => text as Of;

/** Casts the one id schema to a record's id type, which is shorter to read and faster to check than zod's brand. */
export const branded = <Of extends ids.AnyId>(schema: typeof Id) => schema as unknown as z.ZodType<Of, Of>;

export type AccountId = ids.AccountId;
export const AccountId = branded<AccountId>(Id);

/** The account that acted on a record. Has its own schema, as reading the record is no access to the account. */
export const ActorId = branded<AccountId>(guid().register(actorIds));

export type ApiKeyId = ids.ApiKeyId;
export const ApiKeyId = branded<ApiKeyId>(Id);

export type AssignmentId = ids.AssignmentId;
export const AssignmentId = branded<AssignmentId>(Id);

export type AuditEntryId = ids.AuditEntryId;

export type BreakGlassId = ids.BreakGlassId;
export const BreakGlassId = branded<BreakGlassId>(Id);

export type CalendarFeedId = ids.CalendarFeedId;
export const CalendarFeedId = branded<CalendarFeedId>(Id);

export type DoctorId = ids.DoctorId;
export const DoctorId = branded<DoctorId>(Id);

export type ImportId = ids.ImportId;
export const ImportId = branded<ImportId>(Id);

export type InvitationId = ids.InvitationId;
export const InvitationId = branded<InvitationId>(Id);

export type MergeId = ids.MergeId;
export const MergeId = branded<MergeId>(Id);

export type NotificationId = ids.NotificationId;
/** A notification is no record that a call is about. */
export const NotificationId = branded<NotificationId>(guid().register(actorIds));

export type PatientId = ids.PatientId;
export const PatientId = branded<PatientId>(Id);

export type PracticeId = ids.PracticeId;
export const PracticeId = branded<PracticeId>(Id);

export type SessionId = ids.SessionId;
export const SessionId = branded<SessionId>(Id);

export type SeriesId = ids.SeriesId;
export const SeriesId = branded<SeriesId>(guid().register(actorIds));

export type SavedViewId = ids.SavedViewId;
export const SavedViewId = branded<SavedViewId>(Id);

/** Visit types, rooms and series are no records that a call is about. */
export type VisitTypeId = ids.VisitTypeId;
export const VisitTypeId = branded<VisitTypeId>(guid().describe("The visit type.").register(actorIds));

export type RoomId = ids.RoomId;
export const RoomId = branded<RoomId>(guid().register(actorIds));

export type AppointmentId = ids.AppointmentId;
export const AppointmentId = branded<AppointmentId>(Id);

export type WaitlistEntryId = ids.WaitlistEntryId;
/** A wait is no record either: the call is about its patient. */
export const WaitlistEntryId = branded<WaitlistEntryId>(guid().register(actorIds));

export type UploadId = ids.UploadId;
export const UploadId = branded<UploadId>(Id);

/** The id of a record with a history. */
export type RecordId = ids.RecordId;
export const RecordId = branded<RecordId>(Id);

/** An id of no record, or of an unknown kind. Assignable to every id type. */
export type UnknownId = ids.UnknownId;
export const UnknownId = branded<UnknownId>(Id);

/** The id of any record. */
export type AnyId = ids.AnyId;
export const AnyId = branded<AnyId>(Id);

/** The id of a record that a text leads to. Showing it is no access to the record. */
export const MentionedId = branded<AnyId>(guid().register(actorIds));
