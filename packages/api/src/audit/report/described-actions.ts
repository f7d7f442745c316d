// Written by descriptions.unit.test.ts from the routers and the commands: run it with `vitest -u`. Browsers read it, and get no router with it.
export const actionDescriptions = {
  "account.register": {
    practice: "Registered an account",
  },
  "account.login": {
    practice: "Logged in",
  },
  "account.refresh": {
    practice: "Renewed a session",
  },
  "account.me": {
    practice: "Read their own account",
  },
  "account.update": {
    practice: "Changed their own name",
  },
  "account.logout": {
    practice: "Logged out",
  },
  "account.logoutEverywhere": {
    practice: "Ended all of their sessions",
  },
  "account.confirmRegistration": {
    practice: "Confirmed a registration",
  },
  "account.verifyEmail": {
    practice: "Verified their e-mail address",
  },
  "account.requestVerification": {
    practice: "Asked for a mail to verify their e-mail address with",
  },
  "account.requestPasswordReset": {
    practice: "Asked for a mail to reset a password with",
  },
  "account.resetPassword": {
    practice: "Reset their password",
  },
  "account.changePassword": {
    practice: "Changed their password",
  },
  "account.requestEmailChange": {
    practice: "Asked for a mail to change their e-mail address with",
  },
  "account.confirmEmailChange": {
    practice: "Changed their e-mail address",
  },
  "account.unlock": {
    practice: "Lifted the delay of their log-ins",
  },
  "account.completeLogin": {
    practice: "Logged in with a second factor",
  },
  "account.reauthenticate": {
    practice: "Proved again who they are",
  },
  "secondFactor.status": {
    practice: "Read which second factors they have",
  },
  "secondFactor.setUp": {
    practice: "Began to set up an authenticator app",
  },
  "secondFactor.confirm": {
    practice: "Turned on an authenticator app",
  },
  "secondFactor.remove": {
    practice: "Removed their authenticator app",
  },
  "secondFactor.renewRecoveryCodes": {
    practice: "Made new recovery codes",
  },
  "passkey.registrationOptions": {
    practice: "Began to add a passkey",
  },
  "passkey.register": {
    practice: "Added a passkey",
  },
  "passkey.list": {
    practice: "Looked at a list of their passkeys",
  },
  "passkey.rename": {
    practice: "Renamed a passkey",
  },
  "passkey.remove": {
    practice: "Removed a passkey",
  },
  "passkey.loginOptions": {
    practice: "Began to log in with a passkey",
  },
  "passkey.login": {
    practice: "Logged in with a passkey",
  },
  "passkey.assertionOptions": {
    practice: "Began to log in with a passkey as second factor",
  },
  "passkey.reauthenticationOptions": {
    practice: "Began to prove again who they are, with a passkey",
  },
  "session.current": {
    practice: "Read how long their session lasts",
  },
  "session.list": {
    practice: "Looked at where they are signed in",
  },
  "session.end": {
    practice: "Ended one of their sessions",
  },
  "session.endOthers": {
    practice: "Ended all of their other sessions",
  },
  "apiKey.list": {
    practice: "Looked at a list of API keys",
  },
  "apiKey.create": {
    practice: "Made an API key",
  },
  "apiKey.update": {
    practice: "Changed an API key",
  },
  "apiKey.rotate": {
    practice: "Replaced an API key by a new one",
  },
  "apiKey.revoke": {
    practice: "Ended an API key",
  },
  "practice.mine": {
    practice: "Read the practice's name",
  },
  "practice.list": {
    practice: "Looked at a list of their practices",
  },
  "practice.create": {
    practice: "Made the practice",
  },
  "practice.update": {
    practice: "Renamed the practice",
  },
  "practice.updateSecondFactor": {
    practice: "Said whether the practice's members need a second factor",
  },
  "member.list": {
    practice: "Looked at a list of the practice's members",
  },
  "member.names": {
    practice: "Read the names of who did something in the practice",
  },
  "member.updateRole": {
    practice: "Changed a member's role",
  },
  "member.remove": {
    practice: "Removed a member from the practice",
  },
  "member.leave": {
    practice: "Left the practice",
  },
  "member.linkDoctor": {
    practice: "Said which doctor a member is",
  },
  "invitation.list": {
    practice: "Looked at a list of invitations",
  },
  "invitation.create": {
    practice: "Invited somebody to the practice",
  },
  "invitation.revoke": {
    practice: "Took an invitation back",
  },
  "invitation.preview": {
    practice: "Read what an invitation asks for",
  },
  "invitation.accept": {
    practice: "Joined the practice",
  },
  "patient.list": {
    practice: "Looked at a list of patients",
    patient: "Saw the patient in a list",
  },
  "patient.byId": {
    practice: "Read a patient's record",
    patient: "Read the patient's record",
  },
  "patient.duplicates": {
    practice: "Looked for possible duplicates of a patient",
    patient: "Saw the patient among possible duplicates",
  },
  "patient.merge": {
    practice: "Merged two patients",
    patient: "Merged the patient with another one",
  },
  "patient.unmerge": {
    practice: "Undid a merge of two patients",
    patient: "Undid a merge of the patient with another one",
  },
  "patient.merges": {
    practice: "Read whom a patient was merged with",
    patient: "Read whom the patient was merged with",
  },
  "patient.create": {
    practice: "Added a patient",
    patient: "Added the patient",
  },
  "patient.update": {
    practice: "Changed a patient's record",
    patient: "Changed the patient's record",
  },
  "patient.remove": {
    practice: "Removed a patient",
    patient: "Removed the patient",
  },
  "patient.doctors": {
    practice: "Read who treats a patient",
    patient: "Read who treats the patient",
  },
  "patient.removed": {
    practice: "Looked at a list of removed patients",
    patient: "Saw the patient in the list of removed ones",
  },
  "patient.restore": {
    practice: "Brought a removed patient back",
    patient: "Brought the removed patient back",
  },
  "patient.history": {
    practice: "Read the history of a patient's record",
    patient: "Read the history of the patient's record",
  },
  "patient.asOf": {
    practice: "Read a patient's record as it once was",
    patient: "Read the patient's record as it once was",
  },
  "patient.diff": {
    practice: "Compared versions of a patient's record",
    patient: "Compared versions of the patient's record",
  },
  "patient.revert": {
    practice: "Took a patient's record back to an older version",
    patient: "Took the patient's record back to an older version",
  },
  "doctor.list": {
    practice: "Looked at a list of doctors",
  },
  "doctor.workload": {
    practice: "Looked at how many patients doctors have",
  },
  "doctor.specializations": {
    practice: "Looked at a list of specializations",
  },
  "doctor.byId": {
    practice: "Read a doctor's record",
  },
  "doctor.mayChange": {
    practice: "Asked whether they may change a doctor's record",
  },
  "doctor.create": {
    practice: "Added a doctor",
  },
  "doctor.update": {
    practice: "Changed a doctor's record",
  },
  "doctor.remove": {
    practice: "Removed a doctor",
    patient: "Removed a doctor of the patient",
  },
  "doctor.removed": {
    practice: "Looked at a list of removed doctors",
  },
  "doctor.restore": {
    practice: "Brought a removed doctor back",
    patient: "Brought a removed doctor of the patient back",
  },
  "doctor.history": {
    practice: "Read the history of a doctor's record",
  },
  "doctor.asOf": {
    practice: "Read a doctor's record as it once was",
  },
  "doctor.diff": {
    practice: "Compared versions of a doctor's record",
  },
  "doctor.revert": {
    practice: "Took a doctor's record back to an older version",
  },
  "assignment.list": {
    practice: "Looked at a list of assignments",
    patient: "Saw the patient in a list of assignments",
  },
  "assignment.listForPatient": {
    practice: "Read a patient's assignments",
    patient: "Read the patient's assignments",
  },
  "assignment.byId": {
    practice: "Read an assignment",
    patient: "Read an assignment of the patient",
  },
  "assignment.lookup": {
    practice: "Read an assignment",
    patient: "Read an assignment of the patient",
  },
  "assignment.create": {
    practice: "Assigned a doctor to a patient",
    patient: "Assigned a doctor to the patient",
  },
  "assignment.update": {
    practice: "Changed an assignment",
    patient: "Changed an assignment of the patient",
  },
  "assignment.remove": {
    practice: "Removed an assignment",
    patient: "Removed an assignment of the patient",
  },
  "assignment.removePair": {
    practice: "Removed an assignment",
    patient: "Removed an assignment of the patient",
  },
  "assignment.removed": {
    practice: "Looked at a list of removed assignments",
    patient: "Looked for removed assignments, or saw one of the patient in a list",
  },
  "assignment.restore": {
    practice: "Brought a removed assignment back",
    patient: "Brought a removed assignment of the patient back",
  },
  "assignment.history": {
    practice: "Read the history of an assignment",
    patient: "Read the history of an assignment of the patient",
  },
  "assignment.asOf": {
    practice: "Read an assignment as it once was",
    patient: "Read an assignment of the patient as it once was",
  },
  "assignment.diff": {
    practice: "Compared versions of an assignment",
    patient: "Compared versions of an assignment of the patient",
  },
  "assignment.revert": {
    practice: "Took an assignment back to an older version",
    patient: "Took an assignment of the patient back to an older version",
  },
  "statistics.patientGrowth": {
    practice: "Looked at how many patients the practice has had, month by month",
  },
  "statistics.patientGroups": {
    practice: "Looked at how many patients the practice has of each age and gender",
  },
  "statistics.doctorLoad": {
    practice: "Looked at which doctors have the most patients",
  },
  "statistics.today": {
    practice: "Looked at how much was done today",
  },
  "import.list": {
    practice: "Looked at a list of imports",
  },
  "import.undo": {
    practice: "Undid an import",
    patient: "Undid the import that the patient came with",
  },
  "import.begin": {
    practice: "Began to send files in for an import",
  },
  "import.addPart": {
    practice: "Added rows to an upload for an import",
  },
  "import.check": {
    practice: "Asked for a check of an upload",
  },
  "import.run": {
    practice: "Asked for an import of an upload",
  },
  "import.progress": {
    practice: "Read how far an upload is, and what it led to",
    patient: "Saw the patient among possible duplicates of an import",
  },
  "import.cancel": {
    practice: "Ended an upload",
  },
  "import.uploads": {
    practice: "Looked at a list of uploads for imports",
  },
  "audit.accessReport": {
    practice: "Read who has looked at a patient's record",
    patient: "Read who has looked at the patient's record",
  },
  "audit.list": {
    practice: "Searched the audit",
    patient: "Searched the audit for the patient",
  },
  "audit.breakGlass": {
    practice: "Looked at a list of staff who broke the glass",
    patient: "Read of staff who broke the glass to the patient's record",
  },
  "staff.accounts": {
    practice: "Looked at a list of accounts",
  },
  "staff.account": {
    practice: "Read somebody's account",
  },
  "staff.deactivate": {
    practice: "Deactivated an account",
  },
  "staff.reactivate": {
    practice: "Reactivated an account",
  },
  "staff.sessions": {
    practice: "Looked at an account's sessions",
  },
  "staff.endSessions": {
    practice: "Ended all sessions of an account",
  },
  "staff.apiKeys": {
    practice: "Looked at the API keys that an account has made",
  },
  "staff.revokeApiKey": {
    practice: "Ended an API key",
  },
  "staff.breakGlass": {
    practice: "Broke the glass to a patient's record",
    patient: "Broke the glass to the patient's record",
  },
  "staff.patient": {
    practice: "Read a patient's record, having broken the glass",
    patient: "Read the patient's record, having broken the glass",
  },
  "staff.grants": {
    practice: "Looked at a list of records that they broke the glass to",
  },
  "admin.create": {
    practice: "Made a staff account",
  },
  "admin.deactivate": {
    practice: "Deactivated an account",
  },
  "admin.reactivate": {
    practice: "Reactivated an account",
  },
  "admin.reset": {
    practice: "Reset an account's password",
  },
  "import.synthea": {
    practice: "Imported an export",
    patient: "Imported the patient",
  },
  "import.table": {
    practice: "Imported a table",
    patient: "Imported the patient",
  },
  "import.duplicates": {
    practice: "Looked for possible duplicates of an import's patients",
    patient: "Saw the patient among possible duplicates of an import",
  },
  "erase.patient": {
    practice: "Erased a patient",
    patient: "Erased the patient",
  },
  "erase.doctor": {
    practice: "Erased a doctor",
  },
} as const;
