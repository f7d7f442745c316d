import type * as ids from "@caretype/core/kernel/field/ids";
import type { Chart, Codes, Encounters, PasskeyInput } from "./fixture-type.ts";

/** Row counts of the database for plans. Most rows are in other practices. */
export const filledCounts = {
  practices: 500,
  patients: 20_000,
  /** Patients of the practice that the caller owns. */
  largestPractice: 8_000,
  doctors: 2_000,
  assignments: 50_000,
  auditEntries: 80_000,
  accounts: 10_000,
  /** Colleagues of the caller. */
  members: 50,
  /** Versions of the patient, the doctor and the assignment. */
  versions: 30,
};

/** The cursor of a page in the middle of a list, by how it is sorted. */
export type Cursors = Record<"newest" | "oldest" | "name" | "updated", string>;

type Pair = { patientId: ids.PatientId; doctorId: ids.DoctorId };

/**
 * Ids and cursors of the largest practice in the filled database. The caller is its owner or a staff account.
 */
export type PlanFixture = {
  accountId: ids.AccountId;
  /** Another account with a session. The caller has the same password. */
  email: string;
  password: string;
  refresh: string;
  /** The patient and the doctor with the most assignments. */
  patientId: ids.PatientId;
  doctorId: ids.DoctorId;
  /** Belongs to `patientId`. */
  assignment: Pair & { id: ids.AssignmentId };
  /** A patient and a doctor without assignments. */
  freePatientId: ids.PatientId;
  freeDoctorId: ids.DoctorId;
  patients: Cursors;
  doctors: Cursors;
  assignmentsCursor: string;
  /** Belongs to `patientId`. */
  versions: { cursor: string; at: string };
  removed: Pair & {
    assignmentId: ids.AssignmentId;
    /** A patient merged into `patientId`. */
    mergedId: ids.PatientId;
    /** A patient removed together with assignments. */
    togetherId: ids.PatientId;
    patientCursor: string;
    doctorCursor: string;
    assignmentCursor: string;
  };
  mergeId: ids.MergeId;
  /** The caller's notifications: an unread one, a read one, and a page in the middle. */
  notifications: { id: ids.NotificationId; readId: ids.NotificationId; cursor: string };
  /** `freeId` can be undone, `usedId` cannot. */
  imports: { freeId: ids.ImportId; usedId: ids.ImportId };
  /** `checkedId` has a problem in line 2. */
  uploads: { id: ids.UploadId; checkedId: ids.UploadId };
  sessions: { id: ids.SessionId; cursor: string; apiKeyId: ids.ApiKeyId; keysCursor: string };
  /**
   * A sign-in that awaits its second factor, and the first code of an authenticator app that the caller sets
   * up.
   */
  secondFactor: { challenge: string; code: string; recoveryCode: string; firstCode: string };
  /** Another account's passkey, a sign-in that awaits it, and a registration by the caller. */
  passkeys: {
    id: string;
    registered: PasskeyInput<"register">;
    registration: PasskeyInput<"register">;
    logIn: PasskeyInput<"login">;
    challenge: string;
    secondFactor: PasskeyInput<"login">["response"];
  };
  loginCode: { code: string; codeVerifier: string };
  /** The tokens of mailed links. */
  links: { register: string; verify: string; reset: string; change: string; unlock: string };
  members: {
    memberId: ids.AccountId;
    memberCursor: string;
    invitationId: ids.InvitationId;
    invitedEmail: string;
    /** Belongs to an invitation to another practice. */
    token: string;
  };
  /** An account that staff look up, and a page in the middle of all accounts. */
  staff: { somebodyId: ids.AccountId; email: string; cursor: string };
  /** A patient in more than a thousand audit entries. */
  busiestPatientId: ids.PatientId;
  /** An account with few audit entries in this practice and many in another. */
  busyElsewhereId: ids.AccountId;
  savedView: { id: ids.SavedViewId; cursor: string };
  /** Appointments of `doctorId`, who is always open, as is `freeDoctorId`. */
  schedule: {
    visitType: ids.VisitTypeId;
    visitTypeCursor: string;
    freeVisitType: ids.VisitTypeId;
    room: ids.RoomId;
    roomCursor: string;
    freeRoom: ids.RoomId;
    /** Booked, among thousands. */
    appointment: ids.AppointmentId;
    held: ids.AppointmentId;
    /** The first of six. */
    inSeries: ids.AppointmentId;
    noShow: ids.AppointmentId;
    /** Booked, and in progress. */
    begun: ids.AppointmentId;
    /** An entry of the waitlist, among hundreds. */
    waiting: ids.WaitlistEntryId;
    waitlistCursor: string;
    /** The token of a patient's link, and when the visit starts. */
    link: string;
    linkedStart: string;
    cursor: string;
    hoursCursor: string;
  };
  /** A link to the calendar of `doctorId`, which has others too. */
  calendarFeed: { id: ids.CalendarFeedId; token: string };
  /** Belongs to a patient with hundreds, among thousands. */
  encounters: Encounters & { patientId: ids.PatientId; cursor: string };
  /** Belong to the same patient, who has hundreds of each kind. `noneKnownId`: a patient without allergies. */
  chart: Chart & { [Kind in keyof Chart as `${Kind}Cursor`]: string } & {
    noneKnownId: ids.PatientId;
    /** Another patient, with hundreds of observations of five codes, and little else. */
    measuredId: ids.PatientId;
  };
  noteKind: { id: ids.NoteKindId; cursor: string };
  /** Notes of the owner, who is linked to a doctor. The hashes are of their reviews. */
  notes: {
    draft: ids.NoteDraftId;
    draftCursor: string;
    draftHash: string;
    /** In an encounter. */
    note: ids.NoteId;
    noteCursor: string;
    /** In none, and signed only by a colleague. */
    colleagues: ids.NoteId;
    colleaguesHash: string;
  };
  /** A code system with thousands of codes in two versions, and an import that is not finished. */
  codes: Codes & { cursor: string };
  /** The patient with encounters, and a patient with one that the owner may not read. */
  restriction: { id: ids.RestrictionId; patientId: ids.PatientId; cursor: string; closedId: ids.PatientId };
  entriesCursor: string;
  reportCursor: string;
};
