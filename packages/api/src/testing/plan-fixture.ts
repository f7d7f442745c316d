import type {
  AccountId,
  ApiKeyId,
  AppointmentId,
  AssignmentId,
  CalendarFeedId,
  DoctorId,
  ImportId,
  InvitationId,
  MergeId,
  NoteDraftId,
  NoteId,
  NoteKindId,
  NotificationId,
  PatientId,
  RestrictionId,
  RoomId,
  SavedViewId,
  SessionId,
  UploadId,
  VisitTypeId,
  WaitlistEntryId,
} from "../kernel/field/ids.ts";
import type { Chart, Codes, Encounters, PasskeyInput } from "./fixture.ts";

/** Row counts of the database that plans are explained on. Most rows are in other practices. */
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

type Pair = { patientId: PatientId; doctorId: DoctorId };

/**
 * Ids and cursors of the largest practice in the filled database. The caller is its owner or a staff account.
 */
export type PlanFixture = {
  accountId: AccountId;
  /** Another account with a session. The caller has the same password. */
  email: string;
  password: string;
  refresh: string;
  /** The patient and the doctor with the most assignments. */
  patientId: PatientId;
  doctorId: DoctorId;
  /** Belongs to `patientId`. */
  assignment: Pair & { id: AssignmentId };
  /** A patient and a doctor without assignments. */
  freePatientId: PatientId;
  freeDoctorId: DoctorId;
  patients: Cursors;
  doctors: Cursors;
  assignmentsCursor: string;
  /** Belongs to `patientId`. */
  versions: { cursor: string; at: string };
  removed: Pair & {
    assignmentId: AssignmentId;
    /** A patient merged into `patientId`. */
    mergedId: PatientId;
    /** A patient removed together with assignments. */
    togetherId: PatientId;
    patientCursor: string;
    doctorCursor: string;
    assignmentCursor: string;
  };
  mergeId: MergeId;
  /** The caller's notifications: an unread one, a read one, and a page in the middle. */
  notifications: { id: NotificationId; readId: NotificationId; cursor: string };
  /** `freeId` can be undone, `usedId` cannot. */
  imports: { freeId: ImportId; usedId: ImportId };
  /** `checkedId` has a problem in line 2. */
  uploads: { id: UploadId; checkedId: UploadId };
  sessions: { id: SessionId; cursor: string; apiKeyId: ApiKeyId; keysCursor: string };
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
    memberId: AccountId;
    memberCursor: string;
    invitationId: InvitationId;
    invitedEmail: string;
    /** Belongs to an invitation to another practice. */
    token: string;
  };
  /** An account that staff look up, and a page in the middle of all accounts. */
  staff: { somebodyId: AccountId; email: string; cursor: string };
  /** A patient in more than a thousand audit entries. */
  busiestPatientId: PatientId;
  /** An account with few audit entries in this practice and many in another. */
  busyElsewhereId: AccountId;
  savedView: { id: SavedViewId; cursor: string };
  /** Appointments of `doctorId`, who is always open, as is `freeDoctorId`. */
  schedule: {
    visitType: VisitTypeId;
    visitTypeCursor: string;
    freeVisitType: VisitTypeId;
    room: RoomId;
    roomCursor: string;
    freeRoom: RoomId;
    /** Booked, among thousands. */
    appointment: AppointmentId;
    held: AppointmentId;
    /** The first of six. */
    inSeries: AppointmentId;
    noShow: AppointmentId;
    /** Booked, and under way. */
    begun: AppointmentId;
    /** An entry of the waitlist, among hundreds. */
    waiting: WaitlistEntryId;
    waitlistCursor: string;
    /** The token of a patient's link, and when the visit starts. */
    link: string;
    linkedStart: string;
    cursor: string;
    hoursCursor: string;
  };
  /** A link to the calendar of `doctorId`, which has others too. */
  calendarFeed: { id: CalendarFeedId; token: string };
  /** Belongs to a patient with hundreds, among thousands. */
  encounters: Encounters & { patientId: PatientId; cursor: string };
  /** Belong to the same patient, who has hundreds of each kind. `noneKnownId`: a patient without allergies. */
  chart: Chart & {
    conditionCursor: string;
    allergyCursor: string;
    observationCursor: string;
    medicationCursor: string;
    immunizationCursor: string;
    procedureCursor: string;
    noneKnownId: PatientId;
    /** Another, with hundreds of observations of five codes, and little else. */
    measuredId: PatientId;
  };
  noteKind: { id: NoteKindId; cursor: string };
  /** Notes of the owner, who is linked to a doctor. The hashes are of their reviews. */
  notes: {
    draft: NoteDraftId;
    draftCursor: string;
    draftHash: string;
    /** In an encounter. */
    note: NoteId;
    noteCursor: string;
    /** In none, and signed by a colleague alone. */
    colleagues: NoteId;
    colleaguesHash: string;
  };
  /** A code system with thousands of codes in two versions, and an import that is not finished. */
  codes: Codes & { cursor: string };
  /** The patient with encounters, and a patient with one that the owner may not read. */
  restriction: { id: RestrictionId; patientId: PatientId; cursor: string; closedId: PatientId };
  entriesCursor: string;
  reportCursor: string;
};
