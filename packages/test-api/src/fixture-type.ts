import type { AppRouter } from "@caretype/api/router";
import type * as ids from "@caretype/core/kernel/field/ids";
import type { Mails } from "@caretype/core/mechanisms/mail/template";

export type Caller = ReturnType<AppRouter["createCaller"]>;

export type PasskeyInput<Name extends "register" | "login"> = Parameters<Caller["passkey"][Name]>[0];

/** A staff account with a grant to read the fixture's patient. */
type FixtureStaff = { id: ids.AccountId; access: string; practice: ids.PracticeId; grant: ids.BreakGlassId };

/** An invitation; its link has the token. */
type Invited = { id: ids.InvitationId; token: string };

/** Ids of records that are created up front. */
export type Records = {
  patient: ids.PatientId;
  /** A patient without assignments. */
  other: ids.PatientId;
  doctor: ids.DoctorId;
  /** A doctor without assignments. */
  free: ids.DoctorId;
  /** Assigns `doctor` to `patient`. */
  assignment: ids.AssignmentId;
  savedView: ids.SavedViewId;
  noteKind: ids.NoteKindId;
  removedPatient: ids.PatientId;
  removedDoctor: ids.DoctorId;
  /** Assigns `free` to `other`; neither is removed. */
  removedAssignment: ids.AssignmentId;
  /** Removed by a merge into `patient`. */
  mergedPatient: ids.PatientId;
  mergeId: ids.MergeId;
  /** A removed assignment whose patient and doctor are also removed. */
  blockedAssignment: ids.AssignmentId;
  /** The import of `removedPatient`. */
  importId: ids.ImportId;
  /** The import of `other`, which can be undone. */
  freeImportId: ids.ImportId;
  /** The import of `patient`, who has an assignment. */
  usedImportId: ids.ImportId;
  /** An unread notification of the account. */
  notification: ids.NotificationId;
};

export type Schedule = {
  visitType: ids.VisitTypeId;
  /** No appointment uses it. */
  freeVisitType: ids.VisitTypeId;
  room: ids.RoomId;
  /** No appointment uses it. */
  freeRoom: ids.RoomId;
  /** Booked, in `room`. */
  appointment: ids.AppointmentId;
  held: ids.AppointmentId;
  /** The first of two. */
  inSeries: ids.AppointmentId;
  /** The patient's entry on the waitlist. */
  waiting: ids.WaitlistEntryId;
  /** The token of the patient's link to `appointment`. */
  link: string;
};

/** Encounters of `patient` with `doctor`. */
export type Encounters = {
  planned: ids.EncounterId;
  /** In progress. */
  current: ids.EncounterId;
  /** Over, and not locked. */
  finished: ids.EncounterId;
};

/** Imported terminologies. */
export type Codes = {
  /** The greatest version of `http://example.org/codes`, with the codes `A1`, *Palpitations*, and `B2`. */
  finished: ids.TerminologyId;
  /** Has one code, and is not finished. */
  open: ids.TerminologyId;
};

/** Clinical records of `patient`. */
export type Chart = {
  condition: ids.ConditionId;
  allergy: ids.AllergyId;
  observation: ids.ObservationId;
  medication: ids.MedicationId;
  immunization: ids.ImmunizationId;
  procedure: ids.ProcedureId;
};

/** `closed`: a patient with a record that a colleague withholds from the account. */
export type Restrictions = {
  restriction: ids.RestrictionId;
  /** The restricted record, and another record of the same patient. */
  record: ids.ConditionId;
  free: ids.ConditionId;
  closed: ids.PatientId;
};

/** Notes about `patient`. Links the account to a doctor. */
export type Notes = {
  /** The account's own, in the current encounter. */
  draft: ids.NoteDraftId;
  /** The hash of the draft's review. */
  draftHash: string;
  /** Signed by `author` alone, in the current encounter. */
  signed: ids.NoteId;
  signedHash: string;
  /** The doctor linked to the author. */
  author: ids.DoctorId;
  /** The doctor linked to the account. */
  signer: ids.DoctorId;
};

/** Records created on the first call. Later calls resolve to the same record. */
export type OnDemandRecords = {
  /** A record of a feature, as its case of `create` has it. */
  recordOf(feature: string): Promise<ids.UnknownId>;
  /** Another session of the account. */
  session(): Promise<ids.SessionId>;
  apiKey(): Promise<ids.ApiKeyId>;
  /** Makes the account require a second factor to sign in. */
  passkey(): Promise<string>;
  /** Visit types, rooms and appointments of `patient` with `doctor`, who is always open. */
  schedule(): Promise<Schedule>;
  encounters(): Promise<Encounters>;
  chart(): Promise<Chart>;
  notes(): Promise<Notes>;
  /** A condition that was moved from `other` to `patient`. */
  moved(): Promise<ids.ConditionId>;
  restrictions(): Promise<Restrictions>;
  codes(): Promise<Codes>;
  /** A link to the calendar of `doctor`, with initials. Appointments as in `schedule`. */
  calendarFeed(): Promise<{ id: ids.CalendarFeedId; token: string }>;
  /** An import upload with all its rows, and a problem in line 3. */
  upload(): Promise<ids.UploadId>;
  /** An import upload without rows. */
  emptyUpload(): Promise<ids.UploadId>;
  /** A viewer in the practice. */
  colleague(): Promise<ids.AccountId>;
  /**
   * Adds sample data to the practice, unless it has some. Resolves to the ids of the patients, their assignments and
   * doctors.
   */
  sampleRecords(): Promise<ids.RecordId[]>;
  /** For an address without an account. */
  invitation(): Promise<Invited>;
};

/** Tokens from emails, codes of devices and the like. Each call creates a new one. */
type TestActions = {
  /** Moves the booked appointment to the current minute. */
  begun(): Promise<ids.AppointmentId>;
  /** Removes all patients of the practice. */
  emptied(): Promise<void>;
  /** The token in the newest mail of a template to the account. */
  mailedToken(template: keyof Mails): Promise<string>;
  resetToken(): Promise<string>;
  unlockToken(): Promise<string>;
  emailChangeToken(): Promise<string>;
  /** For a change to an address that another account has registered meanwhile. */
  takenAddressToken(): Promise<string>;
  /** For a registration whose address is not confirmed yet. */
  registrationToken(): Promise<string>;
  /** The invitation of the account to another practice. */
  receivedInvitation(): Promise<Invited>;
  secondOwner(): Promise<ids.AccountId>;
  /** The code of an authenticator app that is not confirmed yet. */
  appCode(): Promise<string>;
  /** Confirms an authenticator app. Resolves to a recovery code. */
  addApp(): Promise<string>;
  /** The code of a program that the account has allowed to sign in, and the program's secret. */
  loginCode(): Promise<{ code: string; codeVerifier: string }>;
  /** The challenge of a sign-in that awaits its second factor. */
  loginChallenge(): Promise<string>;
  newPasskey(): Promise<PasskeyInput<"register">>;
  passkeyLogin(): Promise<PasskeyInput<"login">>;
  /** A sign-in's challenge and a passkey that answers it. */
  passkeyFactor(): Promise<{ challenge: string; passkey: object }>;
  /** A passkey's answer when the account re-authenticates. */
  passkeyProof(): Promise<object>;
  staff(): Promise<FixtureStaff>;
};

/** An owner, their practice and its records. */
export type Fixture = Records &
  OnDemandRecords &
  TestActions & {
    caller: Caller;
    account: { id: ids.AccountId };
    email: string;
    password: string;
    access: string;
    refresh: string;
    practice: ids.PracticeId;
    /** The session of the access token. */
    ownSession: ids.SessionId;
    /** An instant after the creation of `Records`. */
    createdBefore: string;
  };
