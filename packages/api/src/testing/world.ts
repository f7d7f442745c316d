import type { MailTemplate } from "../mail/mail.ts";
import type { AppRouter } from "../router.ts";

export type Caller = ReturnType<AppRouter["createCaller"]>;

export type PasskeyInput<Name extends "register" | "login"> = Parameters<Caller["passkey"][Name]>[0];

/** A staff account with a grant to read the world's patient. */
type StaffOfWorld = { id: string; access: string; practice: string; grant: string };

/** An invitation; its link has the token. */
type Invited = { id: string; token: string };

/** The records of a practice, made at once. All are ids. */
export type Records = {
  patient: string;
  /** A patient with no assignment. */
  other: string;
  doctor: string;
  /** A doctor with no assignment. */
  free: string;
  /** Of `patient` to `doctor`. */
  assignment: string;
  removedPatient: string;
  removedDoctor: string;
  /** Of `other` to `free`, who are both still there. */
  removedAssignment: string;
  /** Removed by a merge into `patient`. */
  mergedPatient: string;
  mergeId: string;
  /** Of a removed assignment whose patient and doctor are removed, too. */
  blockedAssignment: string;
  /** The import of `removedPatient`. */
  importId: string;
  /** The import of `other`, which can be undone. */
  freeImportId: string;
  /** The import of `patient`, who has an assignment. */
  usedImportId: string;
};

/** What is made when it is first asked for; later calls resolve to the same. */
export type MadeOnDemand = {
  /** Another session of the account. */
  session(): Promise<string>;
  apiKey(): Promise<string>;
  /** The account then logs in with a second step. */
  passkey(): Promise<string>;
  /** An import upload with all its rows. */
  upload(): Promise<string>;
  /** An import upload without rows. */
  emptyUpload(): Promise<string>;
  /** A viewer in the practice. */
  colleague(): Promise<string>;
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
  secondOwner(): Promise<string>;
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
    account: { id: string };
    email: string;
    password: string;
    access: string;
    refresh: string;
    practice: string;
    /** Of the access token. */
    ownSession: string;
    /** An instant after which no record was made at once. */
    madeBefore: string;
  };
