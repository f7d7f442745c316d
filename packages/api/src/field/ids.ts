import type * as ids from "@caretype/db/ids";
import { z } from "zod";
import { unlessMissing } from "./unless-missing.ts";

// The schemas of ids. Each kind of record has its own type, so that no id is taken for another's. Pure: browsers use them.

const guid = () => z.guid(unlessMissing("Not an id")).toLowerCase();

/** A UUIDv7, made by the server. Any UUID is accepted: an unknown one is not found. */
export const Id = guid();

/** Schemas of ids that are not what a record is about, so that the audit does not take them for its subjects. */
export const actorIds = z.registry();

/** Of what is known to be one: the server has made it, or read it from where only ids are. Others are parsed. */
export const asId = <Of extends ids.AnyId>(text: string) => text as Of;

/** One schema that many types are told of. A type of our own is shorter to read, and faster to check, than zod's brand. */
export const branded = <Of extends ids.AnyId>(schema: typeof Id) => schema as unknown as z.ZodType<Of, Of>;

export type AccountId = ids.AccountId;
export const AccountId = branded<AccountId>(Id);

/** Who did something to a record: an account. A schema of its own, as reading the record reads nothing about them. */
export const ActorId = branded<AccountId>(guid().register(actorIds));

export type ApiKeyId = ids.ApiKeyId;
export const ApiKeyId = branded<ApiKeyId>(Id);

export type AssignmentId = ids.AssignmentId;
export const AssignmentId = branded<AssignmentId>(Id);

export type AuditEntryId = ids.AuditEntryId;

export type BreakGlassId = ids.BreakGlassId;
export const BreakGlassId = branded<BreakGlassId>(Id);

export type DoctorId = ids.DoctorId;
export const DoctorId = branded<DoctorId>(Id);

export type ImportId = ids.ImportId;
export const ImportId = branded<ImportId>(Id);

export type InvitationId = ids.InvitationId;
export const InvitationId = branded<InvitationId>(Id);

export type MergeId = ids.MergeId;
export const MergeId = branded<MergeId>(Id);

export type PatientId = ids.PatientId;
export const PatientId = branded<PatientId>(Id);

export type PracticeId = ids.PracticeId;
export const PracticeId = branded<PracticeId>(Id);

export type SessionId = ids.SessionId;
export const SessionId = branded<SessionId>(Id);

export type UploadId = ids.UploadId;
export const UploadId = branded<UploadId>(Id);

/** A record with a history. */
export type RecordId = ids.RecordId;
export const RecordId = branded<RecordId>(Id);

/** Of no record, or of one that only a cursor knows: it fits in any place. */
export type UnknownId = ids.UnknownId;
export const UnknownId = branded<UnknownId>(Id);

/** Whatever it is of. */
export type AnyId = ids.AnyId;
export const AnyId = branded<AnyId>(Id);
