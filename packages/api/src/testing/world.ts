import type {
  AccountId,
  ApiKeyId,
  AssignmentId,
  BreakGlassId,
  DoctorId,
  ImportId,
  InvitationId,
  MergeId,
  PatientId,
  PracticeId,
  SessionId,
  UploadId,
} from "../field/ids.ts";
import type { MailTemplate } from "../mail/mail.ts";
import type { AppRouter } from "../router.ts";

export type Caller = ReturnType<AppRouter["createCaller"]>;

export type PasskeyInput<Name extends "register" | "login"> = Parameters<Caller["passkey"][Name]>[0];

/** A staff account with a grant to read the world's patient. */
type StaffOfWorld = { id: AccountId; access: string; practice: PracticeId; grant: BreakGlassId };

/** An invitation; its link has the token. */
type Invited = { id: InvitationId; token: string };

/** The records of a practice, made at once. All are ids. */
export type Records = {
  patient: PatientId;
  /** A patient with no assignment. */
  other: PatientId;
  doctor: DoctorId;
  /** A doctor with no assignment. */
  free: DoctorId;
  /** Of `patient` to `doctor`. */
  assignment: AssignmentId;
  removedPatient: PatientId;
  removedDoctor: DoctorId;
  /** Of `other` to `free`, who are both still there. */
  removedAssignment: AssignmentId;
  /** Removed by a merge into `patient`. */
  mergedPatient: PatientId;
  mergeId: MergeId;
  /** Of a removed assignment whose patient and doctor are removed, too. */
  blockedAssignment: AssignmentId;
  /** The import of `removedPatient`. */
  importId: ImportId;
  /** The import of `other`, which can be undone. */
  freeImportId: ImportId;
  /** The import of `patient`, who has an assignment. */
  usedImportId: ImportId;
};

/** What is made when it is first asked for; later calls resolve to the same. */
export type MadeOnDemand = {
  /** Another session of the account. */
  session(): Promise<SessionId>;
  apiKey(): Promise<ApiKeyId>;
  /** The account then logs in with a second step. */
  passkey(): Promise<string>;
  /** An import upload with all its rows. */
  upload(): Promise<UploadId>;
  /** An import upload without rows. */
  emptyUpload(): Promise<UploadId>;
  /** A viewer in the practice. */
  colleague(): Promise<AccountId>;
  /** For an address that no account has. */
  invitation(): Promise<Invited>;
};

/** The words that a test's own clients need: links from mails, codes of devices. Each call makes another. */
type Making = {
  /** The token in the newest mail of a template to the account. */
  mailedToken(template: MailTemplate): Promise<string>;
  resetToken(): Promise<string>;
  unlockToken(): Promise<string>;
  emailChangeToken(): Promise<string>;
  /** Of a change to an address that another account has registered since. */
  takenAddressToken(): Promise<string>;
  /** Of a registration that waits for its address to be confirmed. */
  registrationToken(): Promise<string>;
  /** The invitation of the account to another practice. */
  receivedInvitation(): Promise<Invited>;
  secondOwner(): Promise<AccountId>;
  /** The code of an authenticator app that is set up and not confirmed. */
  appCode(): Promise<string>;
  /** Confirms an authenticator app. Resolves to a recovery code. */
  addApp(): Promise<string>;
  /** The challenge of a log-in that waits for its second step. */
  loginChallenge(): Promise<string>;
  newPasskey(): Promise<PasskeyInput<"register">>;
  passkeyLogin(): Promise<PasskeyInput<"login">>;
  /** A log-in's challenge and a passkey that answers it. */
  passkeyFactor(): Promise<{ challenge: string; passkey: object }>;
  /** What a passkey answers when the account re-authenticates. */
  passkeyProof(): Promise<object>;
  staff(): Promise<StaffOfWorld>;
};

/** An owner, their practice and what is in it. */
export type World = Records &
  MadeOnDemand &
  Making & {
    caller: Caller;
    account: { id: AccountId };
    email: string;
    password: string;
    access: string;
    refresh: string;
    practice: PracticeId;
    /** Of the access token. */
    ownSession: SessionId;
    /** An instant after which no record was made at once. */
    madeBefore: string;
  };
