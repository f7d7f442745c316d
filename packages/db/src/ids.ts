// Ids are branded: one of a doctor does not compile where one of a patient belongs. Each is a text like any other.

export type AccountId = string & { readonly "~id": "account" };
export type ApiKeyId = string & { readonly "~id": "apiKey" };
export type AssignmentId = string & { readonly "~id": "assignment" };
export type AuditEntryId = string & { readonly "~id": "auditEntry" };
export type BreakGlassId = string & { readonly "~id": "breakGlass" };
export type DoctorId = string & { readonly "~id": "doctor" };
export type ImportId = string & { readonly "~id": "import" };
export type InvitationId = string & { readonly "~id": "invitation" };
export type MergeId = string & { readonly "~id": "merge" };
export type PatientId = string & { readonly "~id": "patient" };
export type PracticeId = string & { readonly "~id": "practice" };
export type SessionId = string & { readonly "~id": "session" };
export type UploadId = string & { readonly "~id": "upload" };

/** A record with a history. */
export type RecordId = AssignmentId | DoctorId | PatientId;

/** Of no record, or of one that only a cursor knows: it fits in any place. */
export type UnknownId = string & { readonly "~id": never };

/** Whatever it is of. */
export type AnyId = string & { readonly "~id": string };
