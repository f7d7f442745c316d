/** The infinitive of each verb, for actions that were only tried. */
const infinitives = {
  Added: "add",
  Asked: "ask",
  Assigned: "assign",
  Began: "begin",
  Broke: "break",
  Brought: "bring",
  Changed: "change",
  Compared: "compare",
  Confirmed: "confirm",
  Deactivated: "deactivate",
  Ended: "end",
  Erased: "erase",
  Imported: "import",
  Invited: "invite",
  Joined: "join",
  Left: "leave",
  Lifted: "lift",
  Logged: "log",
  Looked: "look",
  Made: "make",
  Merged: "merge",
  Proved: "prove",
  Reactivated: "reactivate",
  Read: "read",
  Registered: "register",
  Removed: "remove",
  Renamed: "rename",
  Renewed: "renew",
  Replaced: "replace",
  Reset: "reset",
  Said: "say",
  Saw: "see",
  Searched: "search",
  Took: "take",
  Turned: "turn",
  Undid: "undo",
  Verified: "verify",
} as const;

type Verb = keyof typeof infinitives;
type Description = `${Verb} ${string}`;

/** What each procedure and command is to the practice. */
const actionDescriptions = {
  "account.register": "Registered an account",
  "account.login": "Logged in",
  "account.refresh": "Renewed a session",
  "account.me": "Read their own account",
  "account.update": "Changed their own name",
  "account.logout": "Logged out",
  "account.logoutEverywhere": "Ended all of their sessions",
  "account.confirmRegistration": "Confirmed a registration",
  "account.verifyEmail": "Verified their e-mail address",
  "account.requestVerification": "Asked for a mail to verify their e-mail address with",
  "account.requestPasswordReset": "Asked for a mail to reset a password with",
  "account.resetPassword": "Reset their password",
  "account.changePassword": "Changed their password",
  "account.requestEmailChange": "Asked for a mail to change their e-mail address with",
  "account.confirmEmailChange": "Changed their e-mail address",
  "account.unlock": "Lifted the delay of their log-ins",
  "account.completeLogin": "Logged in with a second factor",
  "account.reauthenticate": "Proved again who they are",
  "secondFactor.status": "Read which second factors they have",
  "secondFactor.setUp": "Began to set up an authenticator app",
  "secondFactor.confirm": "Turned on an authenticator app",
  "secondFactor.remove": "Removed their authenticator app",
  "secondFactor.renewRecoveryCodes": "Made new recovery codes",
  "passkey.registrationOptions": "Began to add a passkey",
  "passkey.register": "Added a passkey",
  "passkey.list": "Looked at a list of their passkeys",
  "passkey.rename": "Renamed a passkey",
  "passkey.remove": "Removed a passkey",
  "passkey.loginOptions": "Began to log in with a passkey",
  "passkey.login": "Logged in with a passkey",
  "passkey.assertionOptions": "Began to log in with a passkey as second factor",
  "passkey.reauthenticationOptions": "Began to prove again who they are, with a passkey",
  "session.current": "Read how long their session lasts",
  "session.list": "Looked at where they are signed in",
  "session.end": "Ended one of their sessions",
  "session.endOthers": "Ended all of their other sessions",
  "apiKey.list": "Looked at a list of API keys",
  "apiKey.create": "Made an API key",
  "apiKey.update": "Changed an API key",
  "apiKey.rotate": "Replaced an API key by a new one",
  "apiKey.revoke": "Ended an API key",
  "practice.mine": "Read the practice's name",
  "practice.list": "Looked at a list of their practices",
  "practice.create": "Made the practice",
  "practice.update": "Renamed the practice",
  "practice.updateSecondFactor": "Said whether the practice's members need a second factor",
  "member.list": "Looked at a list of the practice's members",
  "member.names": "Read the names of who did something in the practice",
  "member.updateRole": "Changed a member's role",
  "member.remove": "Removed a member from the practice",
  "member.leave": "Left the practice",
  "member.linkDoctor": "Said which doctor a member is",
  "invitation.list": "Looked at a list of invitations",
  "invitation.create": "Invited somebody to the practice",
  "invitation.revoke": "Took an invitation back",
  "invitation.preview": "Read what an invitation asks for",
  "invitation.accept": "Joined the practice",
  "patient.list": "Looked at a list of patients",
  "patient.byId": "Read a patient's record",
  "patient.duplicates": "Looked for possible duplicates of a patient",
  "patient.merge": "Merged two patients",
  "patient.unmerge": "Undid a merge of two patients",
  "patient.merges": "Read whom a patient was merged with",
  "patient.create": "Added a patient",
  "patient.update": "Changed a patient's record",
  "patient.remove": "Removed a patient",
  "patient.doctors": "Read who treats a patient",
  "patient.removed": "Looked at a list of removed patients",
  "patient.restore": "Brought a removed patient back",
  "patient.history": "Read the history of a patient's record",
  "patient.asOf": "Read a patient's record as it once was",
  "patient.diff": "Compared versions of a patient's record",
  "patient.revert": "Took a patient's record back to an older version",
  "doctor.list": "Looked at a list of doctors",
  "doctor.workload": "Looked at how many patients doctors have",
  "doctor.specializations": "Looked at a list of specializations",
  "doctor.byId": "Read a doctor's record",
  "doctor.mayChange": "Asked whether they may change a doctor's record",
  "doctor.create": "Added a doctor",
  "doctor.update": "Changed a doctor's record",
  "doctor.remove": "Removed a doctor",
  "doctor.removed": "Looked at a list of removed doctors",
  "doctor.restore": "Brought a removed doctor back",
  "doctor.history": "Read the history of a doctor's record",
  "doctor.asOf": "Read a doctor's record as it once was",
  "doctor.diff": "Compared versions of a doctor's record",
  "doctor.revert": "Took a doctor's record back to an older version",
  "assignment.list": "Looked at a list of assignments",
  "assignment.listForPatient": "Read a patient's assignments",
  "assignment.byId": "Read an assignment",
  "assignment.lookup": "Read an assignment",
  "assignment.create": "Assigned a doctor to a patient",
  "assignment.update": "Changed an assignment",
  "assignment.remove": "Removed an assignment",
  "assignment.removePair": "Removed an assignment",
  "assignment.removed": "Looked at a list of removed assignments",
  "assignment.restore": "Brought a removed assignment back",
  "assignment.history": "Read the history of an assignment",
  "assignment.asOf": "Read an assignment as it once was",
  "assignment.diff": "Compared versions of an assignment",
  "assignment.revert": "Took an assignment back to an older version",
  "statistics.patientGrowth": "Looked at how many patients the practice has had, month by month",
  "statistics.patientGroups": "Looked at how many patients the practice has of each age and gender",
  "statistics.doctorLoad": "Looked at which doctors have the most patients",
  "statistics.today": "Looked at how much was done today",
  "import.list": "Looked at a list of imports",
  "import.undo": "Undid an import",
  "import.begin": "Began to send files in for an import",
  "import.addPart": "Added rows to an upload for an import",
  "import.check": "Asked for a check of an upload",
  "import.run": "Asked for an import of an upload",
  "import.progress": "Read how far an upload is, and what it led to",
  "import.cancel": "Ended an upload",
  "import.uploads": "Looked at a list of uploads for imports",
  "audit.accessReport": "Read who has looked at a patient's record",
  "audit.list": "Searched the audit",
  "audit.breakGlass": "Looked at a list of staff who broke the glass",
  "staff.accounts": "Looked at a list of accounts",
  "staff.account": "Read somebody's account",
  "staff.deactivate": "Deactivated an account",
  "staff.reactivate": "Reactivated an account",
  "staff.sessions": "Looked at an account's sessions",
  "staff.endSessions": "Ended all sessions of an account",
  "staff.apiKeys": "Looked at the API keys that an account has made",
  "staff.revokeApiKey": "Ended an API key",
  "staff.breakGlass": "Broke the glass to a patient's record",
  "staff.patient": "Read a patient's record, having broken the glass",
  "staff.grants": "Looked at a list of records that they broke the glass to",
  "admin.create": "Made a staff account",
  "admin.deactivate": "Deactivated an account",
  "admin.reactivate": "Reactivated an account",
  "admin.reset": "Reset an account's password",
  "import.synthea": "Imported an export",
  "import.table": "Imported a table",
  "import.duplicates": "Looked for possible duplicates of an import's patients",
  "erase.patient": "Erased a patient",
  "erase.doctor": "Erased a doctor",
} as const satisfies Record<string, Description>;

/** The path of a procedure, or the name of a command. */
type Action = keyof typeof actionDescriptions;

/** What it is to the patient whom the entry names, where that is told in other words. */
const descriptionsForPatient: Partial<Record<Action, Description>> = {
  "patient.list": "Saw the patient in a list",
  "patient.byId": "Read the patient's record",
  "patient.duplicates": "Saw the patient among possible duplicates",
  "patient.merge": "Merged the patient with another one",
  "patient.unmerge": "Undid a merge of the patient with another one",
  "patient.merges": "Read whom the patient was merged with",
  "patient.create": "Added the patient",
  "patient.update": "Changed the patient's record",
  "patient.remove": "Removed the patient",
  "patient.doctors": "Read who treats the patient",
  "patient.removed": "Saw the patient in the list of removed ones",
  "patient.restore": "Brought the removed patient back",
  "patient.history": "Read the history of the patient's record",
  "patient.asOf": "Read the patient's record as it once was",
  "patient.diff": "Compared versions of the patient's record",
  "patient.revert": "Took the patient's record back to an older version",
  "doctor.remove": "Removed a doctor of the patient",
  "doctor.restore": "Brought a removed doctor of the patient back",
  "assignment.list": "Saw the patient in a list of assignments",
  "assignment.listForPatient": "Read the patient's assignments",
  "assignment.byId": "Read an assignment of the patient",
  "assignment.lookup": "Read an assignment of the patient",
  "assignment.create": "Assigned a doctor to the patient",
  "assignment.update": "Changed an assignment of the patient",
  "assignment.remove": "Removed an assignment of the patient",
  "assignment.removePair": "Removed an assignment of the patient",
  "assignment.removed": "Looked for removed assignments, or saw one of the patient in a list",
  "assignment.restore": "Brought a removed assignment of the patient back",
  "assignment.history": "Read the history of an assignment of the patient",
  "assignment.asOf": "Read an assignment of the patient as it once was",
  "assignment.diff": "Compared versions of an assignment of the patient",
  "assignment.revert": "Took an assignment of the patient back to an older version",
  "import.undo": "Undid the import that the patient came with",
  "staff.breakGlass": "Broke the glass to the patient's record",
  "staff.patient": "Read the patient's record, having broken the glass",
  "audit.accessReport": "Read who has looked at the patient's record",
  "audit.list": "Searched the audit for the patient",
  "audit.breakGlass": "Read of staff who broke the glass to the patient's record",
  "import.synthea": "Imported the patient",
  "import.table": "Imported the patient",
  "import.progress": "Saw the patient among possible duplicates of an import",
  "import.duplicates": "Saw the patient among possible duplicates of an import",
  "erase.patient": "Erased the patient",
};

const bulkChanges: ReadonlySet<string> = new Set([
  ...(["import.synthea", "import.table", "import.undo"] satisfies Action[]),
]);

// The literal's own keys, which TypeScript gives as plain texts.
export const actions = Object.keys(actionDescriptions) as Action[];

const isAction = (text: string): text is Action => Object.hasOwn(actionDescriptions, text);
const isVerb = (word: string): word is Verb => Object.hasOwn(infinitives, word);

/** Who is told: those who run the practice, of any call, or of what names one patient. */
export type View = "practice" | "patient";

export function describeAction(action: string, view: View): string {
  if (!isAction(action)) return `Called ${action}`;
  return view === "patient"
    ? (descriptionsForPatient[action] ?? actionDescriptions[action])
    : actionDescriptions[action];
}

/** The same without a tense: `remove the patient`. */
export function infinitiveOf(description: string): string {
  const [verb = "", ...rest] = description.split(" ");
  return [isVerb(verb) ? infinitives[verb] : "call", ...rest].join(" ");
}

/**
 * A run of it has an entry for each thousand records, so that no entry tells of all of it; and it can be a dry run, of
 * which only the reading is done.
 */
export const isBulkChange = (action: string): boolean => bulkChanges.has(action);

/** Added to the description of an action of which an entry may cover a part. */
export const partOf = (action: string, view: View): string =>
  view === "practice" && isBulkChange(action)
    ? " (all or a part of it: its entries have one request id)"
    : "";
