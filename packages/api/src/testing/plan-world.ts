import type {
  AccountId,
  ApiKeyId,
  AssignmentId,
  DoctorId,
  ImportId,
  InvitationId,
  MergeId,
  PatientId,
  SessionId,
  UploadId,
} from "../field/ids.ts";
import type { PasskeyInput } from "./world.ts";

/** The database that plans are explained on: this many of each, spread over practices, and the rest for good measure. */
export const filled = {
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

/** Ids and cursors of the largest practice of a filled database. Its owner calls, or a staff account. */
export type PlanWorld = {
  accountId: AccountId;
  /** Whoever has an account, a password and a session, and is not the caller; the caller has the same password. */
  email: string;
  password: string;
  refresh: string;
  /** Whoever have most assignments. */
  patientId: PatientId;
  doctorId: DoctorId;
  /** Of `patientId`. */
  assignment: Pair & { id: AssignmentId };
  /** Who have no assignment. */
  freePatientId: PatientId;
  freeDoctorId: DoctorId;
  patients: Cursors;
  doctors: Cursors;
  assignmentsCursor: string;
  /** Of `patientId`. */
  versions: { cursor: string; at: string };
  removed: Pair & {
    assignmentId: AssignmentId;
    /** A patient who was merged into `patientId`. */
    mergedId: PatientId;
    /** A patient who was removed together with assignments. */
    togetherId: PatientId;
    patientCursor: string;
    doctorCursor: string;
    assignmentCursor: string;
  };
  mergeId: MergeId;
  /** One that can be undone, and one that cannot. */
  imports: { freeId: ImportId; usedId: ImportId };
  uploads: { id: UploadId };
  sessions: { id: SessionId; cursor: string; apiKeyId: ApiKeyId; keysCursor: string };
  /** A log-in that waits for a second factor, and the first code of an app that the caller sets up. */
  secondFactor: { challenge: string; code: string; recoveryCode: string; firstCode: string };
  /** A passkey that is not the caller's, a log-in that waits for it, and a registration of the caller's. */
  passkeys: {
    id: string;
    registered: PasskeyInput<"register">;
    registration: PasskeyInput<"register">;
    logIn: PasskeyInput<"login">;
    challenge: string;
    secondFactor: PasskeyInput<"login">["response"];
  };
  /** The tokens of mailed links. */
  links: { register: string; verify: string; reset: string; change: string; unlock: string };
  members: {
    memberId: AccountId;
    memberCursor: string;
    invitationId: InvitationId;
    invitedEmail: string;
    /** Of an invitation to another practice. */
    token: string;
  };
  /** Whom staff look at, and a page in the middle of all accounts. */
  staff: { somebodyId: AccountId; email: string; cursor: string };
  /** Who is in more than a thousand audit entries. */
  busiestPatientId: PatientId;
  /** An account with few audit entries in the practice, and many in another one. */
  busyElsewhereId: AccountId;
  entriesCursor: string;
  reportCursor: string;
};
