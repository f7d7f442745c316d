import { clinicalTypes } from "@caretype/api";

// A mark for a value that the reader provides, such as an id. It becomes `patientId` in TypeScript and `$PATIENT_ID`
// in a shell.

/** A text that the reader provides, such as an id. */
const placeholder = (name: string): string => `\u{E000}${name}\u{E001}`;

/** An object that the reader provides, such as a passkey's answer. */
const objectPlaceholder = (name: string): string => `\u{E000}{${name}}\u{E001}`;

const later = (name: string) => async () => placeholder(name);

const schedule = {
  visitType: placeholder("visitTypeId"),
  freeVisitType: placeholder("visitTypeId"),
  room: placeholder("roomId"),
  freeRoom: placeholder("roomId"),
  appointment: placeholder("appointmentId"),
  held: placeholder("appointmentId"),
  inSeries: placeholder("appointmentId"),
  waiting: placeholder("waitlistEntryId"),
  link: placeholder("linkToken"),
};

const encounters = {
  planned: placeholder("encounterId"),
  current: placeholder("encounterId"),
  finished: placeholder("encounterId"),
};

const codes = { finished: placeholder("terminologyId"), open: placeholder("terminologyId") };

const chart = Object.fromEntries(clinicalTypes.map((type) => [type, placeholder(`${type}Id`)]));

const notes = {
  draft: placeholder("noteDraftId"),
  draftHash: placeholder("hash"),
  signed: placeholder("noteId"),
  signedHash: placeholder("hash"),
  author: placeholder("doctorId"),
  signer: placeholder("otherDoctorId"),
};

const restrictions = {
  restriction: placeholder("restrictionId"),
  record: placeholder("conditionId"),
  free: placeholder("conditionId"),
  closed: placeholder("otherPatientId"),
};

const invitation = async () => ({ id: placeholder("invitationId"), token: placeholder("linkToken") });

const passkey = async () => ({
  challenge: placeholder("challenge"),
  response: objectPlaceholder("response"),
});

const records = {
  patient: placeholder("patientId"),
  other: placeholder("otherPatientId"),
  doctor: placeholder("doctorId"),
  free: placeholder("otherDoctorId"),
  assignment: placeholder("assignmentId"),
  savedView: placeholder("savedViewId"),
  removedPatient: placeholder("removedPatientId"),
  removedDoctor: placeholder("removedDoctorId"),
  removedAssignment: placeholder("removedAssignmentId"),
  blockedAssignment: placeholder("blockedAssignmentId"),
  mergedPatient: placeholder("mergedPatientId"),
  mergeId: placeholder("mergeId"),
  importId: placeholder("importId"),
  freeImportId: placeholder("importId"),
  usedImportId: placeholder("importId"),
  noteKind: placeholder("noteKindId"),
  notification: placeholder("notificationId"),
};

const account = {
  account: { id: placeholder("accountId") },
  email: placeholder("email"),
  password: placeholder("password"),
  access: placeholder("accessToken"),
  refresh: placeholder("refreshToken"),
  practice: placeholder("practiceId"),
  ownSession: placeholder("sessionId"),
  createdBefore: placeholder("createdBefore"),
};

/** The fixture of the cases' inputs, with placeholders for ids, tokens and the like. */
export const sampleFixture = {
  ...records,
  ...account,
  made: (feature: string) => later(`${feature}Id`)(),
  session: later("sessionId"),
  apiKey: later("apiKeyId"),
  passkey: later("passkeyId"),
  schedule: async () => schedule,
  begun: later("appointmentId"),
  moved: later("conditionId"),
  codes: async () => codes,
  encounters: async () => encounters,
  chart: async () => chart,
  notes: async () => notes,
  restrictions: async () => restrictions,
  calendarFeed: async () => ({ id: placeholder("calendarFeedId"), token: placeholder("linkToken") }),
  upload: later("uploadId"),
  emptyUpload: later("uploadId"),
  colleague: later("accountId"),
  secondOwner: later("accountId"),
  invitation,
  receivedInvitation: invitation,
  sampleRecords: async () => [],
  emptied: async () => undefined,
  mailedToken: later("linkToken"),
  resetToken: later("linkToken"),
  unlockToken: later("linkToken"),
  emailChangeToken: later("linkToken"),
  registrationToken: later("linkToken"),
  appCode: later("code"),
  addApp: later("recoveryCode"),
  loginChallenge: later("challenge"),
  loginCode: async () => ({ code: placeholder("code"), codeVerifier: placeholder("codeVerifier") }),
  newPasskey: async () => ({ ...(await passkey()), name: "phone" }),
  passkeyLogin: passkey,
  caller: {
    appointment: {
      byId: async () => ({ startsAt: placeholder("startsAt"), seriesId: placeholder("seriesId") }),
      list: async () => ({ items: [] }),
      cancel: async () => undefined,
      checkIn: async () => undefined,
    },
  },
};
