import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { byNotFound } from "./record-kinds.ts";

/** All texts are public and fixed. They must never contain a record's value. */
type ErrorDefinition = {
  status: HttpStatus;
  title: string;
  /** What happened. Names in backticks are those of the typed API. REST converts them. */
  cause: string;
  /** What the caller or the operator does: a call, a field, a role, a setting or a command. */
  cure: string;
  /** Sent over REST: the cause, the cure or both. */
  detail: string;
  /** Additional text for the typed API only. */
  onTyped?: string;
};

/** tRPC's name for each status. */
const trpcCodes = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  // tRPC has no name for 414. The status is never sent once tRPC has the request.
  414: "BAD_REQUEST",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
} as const satisfies Record<number, TRPC_ERROR_CODE_KEY>;

type HttpStatus = keyof typeof trpcCodes;

type Explanation = { cause: string; cure: string };

/** `detail` tells one of the two, or both. A page, to which `type` points, always has both. */
const telling =
  (detailOf: (of: Explanation) => string) =>
  (status: HttpStatus, title: string, of: Explanation): ErrorDefinition => ({
    status,
    title,
    ...of,
    detail: detailOf(of),
  });

const tellsBoth = telling(({ cause, cure }) => `${cause} ${cure}`);
const tellsCause = telling(({ cause }) => cause);
const tellsCure = telling(({ cure }) => cure);

/** A record of a practice. `lists` are the procedures that find it. */
const notFound = (title: string, ...lists: [string, ...string[]]): ErrorDefinition =>
  tellsCause(404, title, {
    cause: "The id is unknown, removed, or belongs to another practice. The error does not reveal which.",
    cure: `Find the record with ${lists.map((path) => `\`${path}\``).join(" or ")}, in the practice that \`Caretype-Practice\` names.`,
  });

const ofMerged =
  "If the patient was merged, `mergedInto` is the one who was kept, for callers who may read patients.";

/** All error codes. The error reference is generated from this map. */
export const errorDefinitions = {
  INVALID_INPUT: tellsCause(400, "The input is not valid", {
    cause: "`errors` names each field and what is wrong with it.",
    cure: "Correct the fields that `errors` names, and send the call again.",
  }),
  MALFORMED_REQUEST: tellsCause(400, "The request could not be read", {
    cause: "The body is not JSON, or the URL or a header is broken.",
    cure: "Send valid JSON, and check the URL's encoding and the headers.",
  }),
  INPUT_TOO_COMPLEX: tellsCause(400, "The input has too many parts", {
    cause:
      "Lists and objects nest at most 64 deep. An input has at most 1,000 members and items in total. Parts of an import may have more. Inputs that need no token have at most 200, of which 100 are named.",
    cure: "Split the input into several calls. Send many records with `import.begin`.",
  }),
  BATCH_TOO_LARGE: tellsBoth(
    400,
    "The batch is too large: at most 10 calls, one sign-in, about 8 MB of answers",
    {
      cause:
        "A batch on the typed API has at most 10 calls. Only one of them may register, sign in or reset a password. The answers to its queries have at most about 8 MB in total.",
      cure: "Send the remaining calls separately. Set `maxItems: 10` in tRPC's own link.",
    },
  ),
  HOST_NOT_ALLOWED: tellsCause(400, "This host name is not served here", {
    cause: "The Host header is not in ALLOWED_HOSTS.",
    cure: "Use a host name that the server serves. Its operator adds others to `ALLOWED_HOSTS`.",
  }),
  UNAUTHENTICATED: tellsCause(401, "A valid access token or API key is required", {
    cause:
      "The header `Authorization: Bearer …` is missing, or its token is malformed, expired, or of a session that has ended: refresh it or sign in. Or it is an API key that has expired, was replaced or was revoked.",
    cure: "Call `account.refresh`, or sign in with `account.login`. Ask an owner of the practice for another API key.",
  }),
  INVALID_CREDENTIALS: tellsCause(401, "The credentials are not valid", {
    cause: "The same answer for an unknown account, a wrong password and a deactivated account.",
    cure: "Check the username or email address, and the password. `account.requestPasswordReset` sends a link for another password. Only staff reactivate accounts.",
  }),
  INVALID_REFRESH_TOKEN: tellsCause(401, "The refresh token is not valid", {
    cause: "It is unknown, expired or already used. Using a refresh token twice ends its session.",
    cure: "Sign in again. Store each new refresh token, and use it once.",
  }),
  SECOND_FACTOR_REQUIRED: tellsCause(401, "A second factor is required", {
    cause:
      "The password is right, and the account has a second factor. `secondFactor` has a `challenge`, valid for five minutes, and the `methods` that can answer it.",
    cure: "Call `account.completeLogin` with the challenge, and a code or the passkey's answer.",
  }),
  INVALID_SECOND_FACTOR: tellsBoth(401, "The second factor is not valid", {
    cause: "The code is wrong, expired or was used before, or the passkey is not the account's.",
    cure: "During sign-in, `secondFactor` repeats the challenge while attempts remain. After five failures, sign in again.",
  }),
  INVALID_LOGIN_CODE: tellsBoth(401, "The sign-in code is not valid", {
    cause:
      "It is unknown, expired, already used, or of another program. Or the session that allowed it has ended.",
    cure: "Start the sign-in again.",
  }),
  EMAIL_NOT_VERIFIED: tellsCause(403, "The email address is not verified", {
    cause:
      "This server requires verification before the first sign-in: follow the link in the latest email. A sign-in with the right password sends another, at most five per hour.",
    cure: "Follow the link in the latest email. Sign in again with the right password to get another.",
  }),
  REAUTHENTICATION_REQUIRED: tellsBoth(403, "Confirm your identity again", {
    cause:
      "This operation requires authentication within the last ten minutes, by second factor if the account has one.",
    cure: "Call `account.reauthenticate`, then retry.",
  }),
  SECOND_FACTOR_SETUP_REQUIRED: tellsCause(403, "Set up a second factor first", {
    cause:
      "Staff accounts need one for emergency access, and for all administration if the server sets STAFF_SECOND_FACTOR=required. If your practice or the server requires one of everybody, only your own account is accessible without one after the grace period. Before that, operations that require re-authentication are refused. `secondFactor.status` has the deadline. An owner needs one before requiring it of others.",
    cure: "Call `secondFactor.setUp` and `secondFactor.confirm`, or register a passkey with `passkey.register`. Then retry.",
  }),
  PERMISSION_DENIED: tellsCause(403, "You do not have the permission for this", {
    cause:
      "The account's role in this practice, or the API key, lacks the permission that `permission` names.",
    cure: "`practice.mine` lists your permissions. Ask an owner for another role, which `member.updateRole` sets. An API key gets the permission with `apiKey.update`.",
  }),
  VERIFIED_EMAIL_REQUIRED: tellsBoth(403, "Verify your email address first", {
    cause:
      "All practices share the directory of doctors, so adding or changing one requires a verified email address. For an API key, its creator's address counts.",
    cure: "`account.requestVerification` sends a link.",
  }),
  DOCTOR_OF_OTHERS: tellsCause(403, "This doctor was added by another practice", {
    cause:
      "Nobody in your practice added this doctor. To change, remove or restore such a doctor, you need to own a practice that uses them, by an assignment or as a member, or have the permission `directory:manage`.",
    cure: "Ask the practice that added the doctor, or one of the server's staff. Or assign the doctor to a patient, and let an owner make the change.",
  }),
  REGISTRATION_CLOSED: tellsCause(403, "Registration is closed", {
    cause: "This server is set to REGISTRATION=closed.",
    cure: "Ask an owner of a practice for an invitation. The operator sets `REGISTRATION`, or creates accounts with `caretype practice create`.",
  }),
  INVALID_LINK: tellsBoth(400, "The link is not valid", {
    cause: "It was used, has expired, was replaced by a newer one, or has another purpose.",
    cure: "Request a new one. The same applies to the challenge of a passkey registration.",
  }),
  PRACTICE_NOT_FOUND: tellsCause(404, "No such practice", {
    cause:
      "The id in `Caretype-Practice` is unknown, or your account is not a member. The error does not reveal which. Without the header: your account is in no practice.",
    cure: "Choose an id from `practice.list`. Without a practice, call `practice.create`, or accept an invitation.",
  }),
  SAMPLE_DATA_NOT_OFFERED: tellsCause(403, "This server does not offer sample data", {
    cause: "The setting `SAMPLE_DATA` is `false`, which is the default with a database of your own.",
    cure: "The operator sets `SAMPLE_DATA` to `true`, and restarts the server.",
  }),
  SAMPLE_DATA_NOT_FOUND: tellsCause(404, "The practice has no sample data", {
    cause: "It was never added, or was removed already.",
    cure: "Nothing has to be removed. `sampleData.add` adds sample data to a practice without patients.",
  }),
  PRACTICE_NOT_EMPTY: tellsBoth(409, "The practice already has patients", {
    cause: "Sample data is only added to a practice without patients.",
    cure: "Create another practice to try it.",
  }),
  MEMBER_NOT_FOUND: tellsCause(404, "No such member", {
    cause: "No account with this id is a member of your practice.",
    cure: "`member.list` has the members. Invite others with `invitation.create`.",
  }),
  INVITATION_NOT_FOUND: tellsCause(404, "No such invitation", {
    cause: "The id is unknown, belongs to another practice, or the invitation was accepted or withdrawn.",
    cure: "`invitation.list` has the pending invitations. Send another with `invitation.create`.",
  }),
  NOTIFICATION_NOT_FOUND: tellsCause(404, "No such notification", {
    cause:
      "The id is unknown, belongs to another account or practice, or the notification was older than 90 days.",
    cure: "`notification.list` has your notifications in this practice.",
  }),
  API_KEY_NOT_FOUND: tellsCause(404, "No such API key", {
    cause: "The id is unknown, belongs to another practice, or the key was revoked.",
    cure: "`apiKey.list` has the practice's keys. Create another with `apiKey.create`.",
  }),
  SESSION_NOT_FOUND: tellsCause(404, "No such session", {
    cause: "The id is unknown, belongs to another account, or the session has ended.",
    cure: "`session.list` has the sessions that you can end.",
  }),
  PASSKEY_NOT_FOUND: tellsCause(404, "No such passkey", {
    cause: "The id is unknown, or belongs to another account.",
    cure: "`passkey.list` has your passkeys.",
  }),
  ACCOUNT_NOT_FOUND: tellsCause(404, "No such account", {
    cause: "No account has this id.",
    cure: "Find the account with `staff.accounts`.",
  }),
  ROUTE_NOT_FOUND: tellsCause(404, "No such route or procedure", {
    cause:
      "No route or procedure has this name. Routes begin with `/api/`, typed calls with `/trpc/`. `/docs` lists all.",
    cure: "Check the path. If the client is newer than the server, update the server.",
  }),
  PATIENT_NOT_FOUND: tellsCause(404, "No such patient", {
    cause: `The id is unknown, removed, merged, or belongs to another practice. ${ofMerged} The error does not reveal more.`,
    cure: "Call with the id in `mergedInto`. Without it, find the record with `patient.list` or `patient.removed`, in the practice that `Caretype-Practice` names.",
  }),
  DOCTOR_NOT_FOUND: tellsCause(404, "No such doctor", {
    cause: "The id is unknown, or the doctor was removed from the directory.",
    cure: "Find the doctor with `doctor.list`. `doctor.removed` lists removed ones, which `doctor.restore` restores.",
  }),
  ASSIGNMENT_NOT_FOUND: notFound("No such assignment", "assignment.list", "assignment.removed"),
  PATIENT_OR_DOCTOR_NOT_FOUND: tellsCause(404, "No such patient or doctor", {
    cause: `The patient or the doctor is unknown, removed, merged, or belongs to another practice. ${ofMerged}`,
    cure: "Check both ids with `patient.list` and `doctor.list`. Restore a removed patient or doctor first.",
  }),
  ...byNotFound((kind, { one, precise = one }) =>
    notFound(`No such ${precise.replace(/^an? /, "")}`, `${kind}.list`),
  ),
  VISIT_TYPE_NAME_TAKEN: tellsCause(409, "A visit type has this name", {
    cause: "The practice has another visit type with the same name, whatever the case.",
    cure: "Choose another name, or change the other visit type.",
  }),
  VISIT_TYPE_IN_USE: tellsBoth(409, "Appointments or the waitlist have this visit type", {
    cause:
      "A visit type that any appointment or entry of the waitlist has cannot be removed. Visits of removed patients count, as the patients can be restored.",
    cure: "Set `isActive` to false, so that it is no longer offered.",
  }),
  WAITLIST_ENTRY_NOT_FOUND: notFound("No such entry on the waitlist", "waitlist.list"),
  ROOM_NAME_TAKEN: tellsCause(409, "A room has this name", {
    cause: "The practice has another room with the same name, whatever the case.",
    cure: "Choose another name, or change the other room.",
  }),
  ROOM_IN_USE: tellsBoth(409, "Appointments have this room", {
    cause:
      "A room that any appointment has cannot be removed. Visits of removed patients count, as the patients can be restored.",
    cure: "Set `isActive` to false, so that it is no longer offered.",
  }),
  ENCOUNTER_STATE: tellsBoth(409, "The encounter's status does not allow this", {
    cause: "`recordStatus` is its current status.",
    cure: "Read the encounter again.",
  }),
  ENCOUNTER_LOCKED: tellsCause(409, "The encounter is locked", {
    cause:
      "Nothing is recorded in a locked encounter any more, and its records stay as they are. Only a status and an end may change. An encounter or record can be entered in error.",
    cure: "Add to a signed note with `note.amend`, or record it in another encounter. Enter a wrong encounter in error with `encounter.enterInError`.",
  }),
  RECORD_NOT_FOUND: tellsCause(404, "No such clinical record", {
    cause: "The id does not exist, belongs to another practice, or is of a record that is withheld from you.",
    cure: "Check the kind and the id with the list of its kind, such as `condition.list`. `restriction.open` opens withheld records.",
  }),
  RECORD_SIGNED: tellsBoth(409, "A signed note stays with its patient", {
    cause: "What was signed names the patient. So neither the note nor its encounter moves to another one.",
    cure: "Enter the note in error with `note.enterInError`, and write it again for the other patient. Records of its encounter move one by one.",
  }),
  RECORD_RESTRICTED: tellsCause(409, "The record is restricted already", {
    cause: "Change who may read it instead: `restriction.list` has its restriction.",
    cure: "Call `restriction.update` with the id of that restriction.",
  }),
  NOTHING_WITHHELD: tellsCause(409, "You may read all records of this patient", {
    cause: "Nothing has to be opened. Nobody was notified.",
    cure: "Read the records as usual, without `restriction.open`.",
  }),
  RECORD_IN_ERROR: tellsBoth(409, "The record was entered in error", {
    cause:
      "Such a record stays as it is. Its history has its versions. A draft in such an encounter is not signed.",
    cure: "Add a new record instead. Move a draft to another encounter, or to none, with `noteDraft.update`.",
  }),
  PATIENT_HAS_ALLERGIES: tellsBoth(409, "The patient has an active allergy", {
    cause: "That no allergy is known cannot be recorded beside an active one.",
    cure: "If it was wrong, enter it in error. If it is over, set its `clinicalStatus`.",
  }),
  STATEMENT_CONTRADICTED: tellsBoth(409, "The patient has a record that says otherwise", {
    cause: "That there is none of a kind cannot be recorded beside a current record of it.",
    cure: "If the record was wrong, enter it in error. If it is over, set its status.",
  }),
  APPOINTMENT_HAS_ENCOUNTER: tellsCause(409, "The appointment has an encounter already", {
    cause:
      "An appointment has one encounter, besides those that were entered in error or are withheld from the caller. `encounter.list` finds it by the patient.",
    cure: "Record in that encounter, or enter it in error with `encounter.enterInError` and create another.",
  }),
  NOTE_KIND_NAME_TAKEN: tellsCause(409, "A kind of note has this name", {
    cause: "The practice has another kind of note with the same name, whatever the case.",
    cure: "Choose another name, or change the other kind of note.",
  }),
  NOTE_DRAFT_NOT_FOUND: tellsCause(404, "No such draft of a note", {
    cause:
      "The id is unknown, belongs to another practice or another author, or the draft was signed or removed.",
    cure: "`noteDraft.list` has your drafts, and `note.list` the signed notes.",
  }),
  NOTE_EMPTY: tellsBoth(409, "The note has no text", {
    cause: "A note without text cannot be signed.",
    cure: "Write it first.",
  }),
  SIGNER_NOT_DOCTOR: tellsCause(403, "You are not linked to a doctor", {
    cause: "Only members who are linked to a doctor sign. An owner links them on the page of members.",
    cure: "Ask an owner to link you with `member.linkDoctor`, then retry.",
  }),
  SIGNED_CONTENT_CHANGED: tellsBoth(409, "What would be signed has changed", {
    cause: "The note, its encounter or a record of the encounter is not as it was shown.",
    cure: "Review it again, and sign with the new hash.",
  }),
  VERSION_NOT_FOUND: tellsCure(404, "No such version", {
    cause: "The record has no version with this number.",
    cure: "The record's history lists its versions.",
  }),
  NOT_THERE_THEN: tellsCause(404, "The record did not exist at that time", {
    cause: "It had not been created, was removed, or its state then is unknown. Its history says which.",
    cure: "Choose another time from the record's history, such as `patient.history`.",
  }),
  METHOD_NOT_ALLOWED: {
    ...tellsCure(405, "This method is not supported here", {
      cause: "The route exists, but not with this method.",
      cure: "`Allow` lists the supported methods.",
    }),
    onTyped: "send queries with GET or POST, mutations with POST.",
  },
  NOT_ACCEPTABLE: tellsCause(400, "Not available as CSV", {
    cause: "`Accept` allows CSV but not JSON, and this answer is only available as JSON. Nothing was done.",
    cure: "Add `application/json` to `Accept`, or omit the header.",
  }),
  USERNAME_TAKEN: tellsCure(409, "This username is taken", {
    cause: "Another account has this username.",
    cure: "Choose another username, or leave it out to get a generated one.",
  }),
  EMAIL_TAKEN: tellsCause(409, "This email address is taken", {
    cause: "An account with this email address exists.",
    cure: "Sign in to that account: `account.requestPasswordReset` sends a link for another password. Or use another address.",
  }),
  SAVED_VIEW_NAME_TAKEN: tellsBoth(409, "A saved view has this name", {
    cause: "The practice has a view of this list with the same name, whatever the case.",
    cure: "Choose another name, or change that view.",
  }),
  ALREADY_MEMBER: tellsCause(409, "Already a member", {
    cause: "The account is already a member of the practice.",
    cure: "No invitation is needed. `practice.list` has your practices, and `member.updateRole` changes a member's role.",
  }),
  LAST_OWNER: tellsBoth(409, "A practice needs an owner", {
    cause: "This is its last owner who can sign in.",
    cure: "Make another member an owner first.",
  }),
  DOCTOR_ALREADY_LINKED: tellsCause(409, "This doctor is linked to another member", {
    cause: "Another member of your practice is linked to this doctor.",
    cure: "Choose another doctor, or unlink the other member first with `member.linkDoctor`.",
  }),
  SECOND_FACTOR_ALREADY_SET_UP: tellsCure(409, "An authenticator app is already set up", {
    cause: "An account has at most one authenticator app.",
    cure: "Remove it first, then set up another one.",
  }),
  PASSKEY_ALREADY_REGISTERED: tellsBoth(409, "This passkey is already registered", {
    cause: "An account already has this passkey.",
    cure: "Create another one on the device.",
  }),
  TOO_MANY_PASSKEYS: tellsBoth(409, "Too many passkeys", {
    cause: "An account has at most 20.",
    cure: "Remove one that is no longer used.",
  }),
  SECOND_FACTOR_NOT_SET_UP: tellsBoth(409, "No second factor is set up", {
    cause: "The account has no suitable second factor.",
    cure: "Set one up first.",
  }),
  LICENSE_NUMBER_TAKEN: tellsCause(409, "This licence number is taken", {
    cause: "Another doctor in the directory has this licence number.",
    cure: "Use that doctor, whom `doctor.list` finds. Or correct the number of one of the two.",
  }),
  DOCTOR_EMAIL_TAKEN: tellsCause(409, "This email address belongs to another doctor", {
    cause: "Another doctor in the directory has this email address.",
    cure: "Use that doctor, whom `doctor.list` finds. Or correct the address of one of the two.",
  }),
  ALREADY_ASSIGNED: tellsCause(409, "The doctor is already assigned to this patient", {
    cause: "A doctor is assigned to a patient at most once.",
    cure: "Change the existing assignment with `assignment.update`. `assignment.lookup` finds it.",
  }),
  SLOT_TAKEN: tellsBoth(409, "This time is taken", {
    cause:
      "The doctor has another appointment at that time, or all seats of the slot are taken. The buffers of the visit types count, and so do slots that somebody holds.",
    cure: "Choose another slot.",
  }),
  ROOM_TAKEN: tellsBoth(409, "The room is taken", {
    cause: "Another appointment has the room at that time, buffers included.",
    cure: "Choose another room or slot.",
  }),
  PATIENT_BOOKED: tellsBoth(409, "The patient has another appointment at that time", {
    cause: "A patient has one appointment at a time, whoever the doctor is.",
    cure: "Choose another slot.",
  }),
  DAY_FULL: tellsBoth(409, "The doctor's day is full", {
    cause:
      "The doctor has as many appointments in your practice that day as `maxAppointmentsPerDay` allows. Holds count until they expire.",
    cure: "Choose another day.",
  }),
  OUTSIDE_OPENING_HOURS: tellsBoth(409, "The doctor is not open at that time", {
    cause:
      "The visit does not fit into the doctor's opening hours in your practice, or the practice has a holiday.",
    cure: "Call `appointment.slots` for free times.",
  }),
  APPOINTMENT_STATE: tellsCause(409, "The appointment's status does not allow this", {
    cause:
      "`appointmentStatus` is its current status. A hold that has expired is `cancelled`: hold or book a slot again.",
    cure: "Read the appointment again with `appointment.byId`. Offer only what its status allows.",
  }),
  NOT_YET: tellsCause(409, "It is too early for this step", {
    cause:
      "Patients are checked in on the day of the visit, and nobody misses or leaves a visit before it starts. `notBefore` says when.",
    cure: "Repeat it then. To move a visit, call `appointment.reschedule`.",
  }),
  CALENDAR_FEED_NOT_FOUND: tellsCause(404, "No such calendar link", {
    cause: "Unknown, revoked, or of another practice. The error does not reveal which.",
    cure: "`calendarFeed.list` has the links. Create another with `calendarFeed.create`.",
  }),
  APPOINTMENT_MOVED: tellsBoth(409, "The appointment was moved in the meantime", {
    cause: "The link is still valid.",
    cure: "Read the appointment again, and show its new time.",
  }),
  SERIES_CLASHES: tellsBoth(409, "Some visits of the series have no free time", {
    cause:
      "`clashes` lists the starts that are not free, each with the code of its refusal. Nothing was booked or moved.",
    cure: "Choose another start, or book these visits one by one.",
  }),
  NOT_A_SERIES: tellsBoth(409, "The appointment is not part of a series", {
    cause: "It was booked by itself.",
    cure: "Move or cancel it by itself.",
  }),
  POSSIBLE_DUPLICATE: tellsBoth(409, "The practice may already have this patient", {
    cause: "`candidates` lists possible matches with reasons. Nothing was created.",
    cure: 'To create the patient anyway, send `onDuplicates: "allow"`.',
  }),
  DUPLICATE_RECORD: tellsBoth(409, "The patient has this record already", {
    cause: "`blockedBy` lists the records with the same code or the same words. Nothing was created.",
    cure: 'Change that record instead. To add another one, send `onDuplicates: "allow"`.',
  }),
  DRUG_WARNING: tellsBoth(409, "An allergy or another drug of the patient speaks against this drug", {
    cause:
      "`blockedBy` lists active allergies to the drug or its like, and the same drug that is current. Nothing was written.",
    cure: "Choose another drug. To give it all the same, send `overrideReason`, which is kept.",
  }),
  PATIENT_HAS_ASSIGNMENTS: tellsBoth(409, "A doctor is still assigned to this patient", {
    cause: "`blockedBy` lists the first 50 assignments, `blockedByTotal` is their number.",
    cure: "Remove them first, or together with the patient by `unassign`.",
  }),
  DOCTOR_HAS_ASSIGNMENTS: tellsCause(409, "The doctor is still assigned to patients", {
    cause:
      "`blockedBy` lists the first 50 assignments in your practice, and `blockedByTotal` is their number. `blockedElsewhere` tells whether other practices have assignments, which only they can remove. If not, `unassign` removes yours with the doctor.",
    cure: "Remove yours first, or with the doctor by `unassign`. Ask the other practices to remove theirs.",
  }),
  PATIENT_HAS_APPOINTMENTS: tellsBoth(409, "The patient still has appointments", {
    cause:
      "`blockedBy` lists the first 50 appointments that are not over, and `blockedByTotal` is their number.",
    cure: "Cancel them first. Past appointments are removed with the patient, and restored with them.",
  }),
  PATIENT_HAS_RECORDS: tellsBoth(409, "The patient has clinical records", {
    cause:
      "`records` lists their kinds and numbers. Nothing clinical is removed. A merge moves no rows of your own tables.",
    cure: "`caretype erase` erases a patient with all records, and a merge moves clinical records to another patient.",
  }),
  DOCTOR_HAS_APPOINTMENTS: tellsBoth(409, "The doctor still has appointments", {
    cause:
      "`blockedBy` lists the first 50 appointments in your practice that are not over, and `blockedByTotal` is their number.",
    cure: "Cancel or move them first. `blockedElsewhere` tells whether other practices have some.",
  }),
  APPOINTMENTS_OVERLAP: tellsBoth(409, "The two patients have appointments at the same time", {
    cause: "One person cannot be at both.",
    cure: "Cancel or move one of the appointments, which `blockedBy` lists.",
  }),
  RESTORE_BLOCKED: tellsBoth(409, "The record cannot be restored", {
    cause: "`blockedBy` lists the reasons.",
    cure: "A removed patient or doctor has to be restored first. A newer assignment of the same two has to be removed. A merge has to be undone instead. Or another record has the same identifier in another system: remove that one first, or leave this one removed.",
  }),
  MERGE_NOT_FOUND: tellsCause(404, "No such merge", {
    cause: "The id is unknown or belongs to another practice. The error does not reveal which.",
    cure: "`patient.merges` lists the merges of a patient.",
  }),
  MERGE_ALREADY_UNDONE: tellsCause(409, "This merge has been undone", {
    cause: "A merge is undone at most once.",
    cure: "Nothing has to be undone. `patient.merge` merges the two patients again.",
  }),
  MERGE_BLOCKED: tellsCause(409, "The merge cannot be undone", {
    cause:
      "`blockedBy` names a later merge that has to be undone first, or one of the two patients, with the reason.",
    cure: "Undo the later merge first, restore a removed patient, or correct a birth after a record. A patient that was restored or erased stays so.",
  }),
  IMPORT_NOT_FOUND: tellsCause(404, "No such import", {
    cause: "The id is unknown or belongs to another practice. The error does not reveal which.",
    cure: "`import.list` has the practice's imports.",
  }),
  IMPORT_ALREADY_UNDONE: tellsCause(409, "This import has been undone", {
    cause: "An import is undone at most once.",
    cure: "Nothing has to be undone. Import the file again to have its records back.",
  }),
  IMPORT_HAS_CHANGED: tellsBoth(409, "The imported records have been changed or used since", {
    cause:
      "`blockedBy` lists the first records that were edited since, or that depend on the import. `label` has the reason. `blockedByTotal` counts all of them, and `blockedElsewhere` tells whether other practices have assigned imported doctors. Nothing was removed.",
    cure: "Revert edited records to version 1 or remove them, remove dependent records, then undo the import again.",
  }),
  IMPORT_UPLOAD_NOT_FOUND: tellsCause(404, "No such upload", {
    cause:
      "The id is unknown, belongs to another practice, or the upload has expired. The error does not reveal which.",
    cure: "`import.uploads` has the uploads. Start another with `import.begin`.",
  }),
  IMPORT_UPLOAD_CLOSED: tellsCause(409, "The upload's state does not allow this", {
    cause:
      "Rows are accepted only before the first check or run. An upload that is being checked or run, has ended or was cancelled can be neither run nor checked. See its `state`.",
    cure: "`import.progress` tells its state. Start another upload with `import.begin`.",
  }),
  IMPORT_UPLOAD_INCOMPLETE: tellsBoth(409, "The upload is incomplete", {
    cause: "The number of received rows differs from `rows`.",
    cure: "Resend the parts that got no answer, then retry.",
  }),
  IMPORT_UPLOAD_TOO_LARGE: tellsBoth(413, "The upload is too large", {
    cause:
      "An upload has at most 1,000,000 rows and 128 MB. So do all unfinished uploads of an account together, in all practices.",
    cure: "Split the upload, cancel others, wait until earlier ones have ended, or import on the server with `caretype import`.",
  }),
  IMPORT_SPACE_TAKEN: tellsBoth(409, "No space for this upload at the moment", {
    cause:
      "Unfinished uploads may use 512 MB on the server. An account, and a practice, may use a quarter of what all others leave free.",
    cure: "Run or cancel your other uploads, wait until others' have ended, or import on the server with `caretype import`.",
  }),
  IMPORT_PART_DIFFERS: tellsBoth(409, "These lines were sent before with other rows", {
    cause: "A part with the same first line but other rows exists.",
    cure: "If the file has changed, start another upload.",
  }),
  IMPORT_ROW_NOT_FOUND: tellsCause(404, "No such row", {
    cause:
      "Only rows with problems can be corrected, and those that were corrected. The list of invalid rows has their lines.",
    cure: "Take the line from `import.invalidRows`.",
  }),
  IMPORT_ROWS_CHANGED: tellsBoth(409, "The rows with problems have changed since", {
    cause: "Somebody has corrected rows or repeated the check.",
    cure: "Read the upload again: `invalidRows` is the number of rows that would be left out now.",
  }),
  IMPORT_RUNNING: tellsBoth(409, "Another upload of this practice is running", {
    cause: "Only one upload of a practice is checked or run at a time.",
    cure: "Wait for it to end, or cancel it.",
  }),
  TOO_MANY_UPLOADS: tellsCause(409, "Too many uploads", {
    cause:
      "A practice has at most three unfinished uploads, and an account six in all practices. Run or cancel one. It also has at most three unfinished imports of codes. Finish or undo one.",
    cure: "End one of them: `import.uploads` lists the uploads, and `codes.list` the imports of codes.",
  }),
  CODES_IMPORT_NOT_FOUND: notFound("No such import of codes", "codes.list"),
  CODE_NOT_FOUND: tellsCause(404, "No such code", {
    cause: "The practice has not imported the code system or this version of it, or it has no such code.",
    cure: "Find the code with `codes.search`. Import the code system with `codes.start`, or on the server with `caretype codes import`.",
  }),
  CODES_IMPORTED: tellsCure(409, "This version has been imported", {
    cause: "The practice has imported this version of the code system, or has begun to.",
    cure: "Undo its import first, also if it was not finished. `codes.list` has it.",
  }),
  CODES_IMPORT_CLOSED: tellsBoth(409, "The import of codes is finished", {
    cause: "It takes no more codes.",
    cure: "Undo it, and import the version again.",
  }),
  CODES_INCOMPLETE: tellsBoth(409, "The import of codes is incomplete", {
    cause: "There are no codes yet, or their number differs from `concepts`.",
    cure: "Resend the parts that got no answer, then retry.",
  }),
  CODES_IN_USE: tellsBoth(409, "A field offers these codes", {
    cause: "This is the only version of what a field offers.",
    cure: "Change the field first with `codes.setField`, or import another version.",
  }),
  TOO_MANY_CODES: tellsBoth(413, "Too many codes", {
    cause: "A practice has at most 2,000,000 codes.",
    cure: "Undo the import of an older version.",
  }),
  STALE_VERSION: tellsCause(409, "The record has changed since you read it", {
    cause:
      "`current` is the record as it is now. On REST, the status is 412 if `If-Match` named the older version.",
    cure: "Repeat your change on the current record. Send its `version` as `expectedVersion`, or its `ETag` as `If-Match`.",
  }),
  PAYLOAD_TOO_LARGE: tellsBoth(413, "The request is too large", {
    cause:
      "A body has at most 64 KiB. The limit is 192 KiB with a patient's details or a note, 256 KiB to create an import, and 1 MiB for a part of an import.",
    cure: "Send less at once.",
  }),
  URI_TOO_LONG: tellsCause(414, "The address is too long: at most 8,192 characters", {
    cause: "A URL has at most 8,192 characters, and each part of its path 1,000.",
    cure: 'Shorten the filters and the search text. Send a typed query with POST: set `methodOverride: "POST"` in tRPC\'s own link.',
  }),
  UNSUPPORTED_MEDIA_TYPE: tellsCure(415, "The body must be uncompressed JSON", {
    cause: "The body has another media type, or none, or a `Content-Encoding`.",
    cure: "Send `Content-Type: application/json`, and do not compress the body.",
  }),
  IDEMPOTENCY_KEY_REUSED: tellsBoth(422, "This Idempotency-Key was used for another call", {
    cause: "You sent this key with another input or procedure within the last 24 hours. Nothing was done.",
    cure: "Use a new key.",
  }),
  RATE_LIMITED: tellsCure(429, "Too many requests", {
    cause:
      "The account or the address has used up its points of this minute, or its attempts. The operator sets `RATE_LIMIT_ACCOUNT` and `RATE_LIMIT_ADDRESS`.",
    cure: "Retry after the number of seconds in `Retry-After`.",
  }),
  INTERNAL: tellsBoth(500, "Something went wrong here", {
    cause: "This is a server error.",
    cure: "Look up `request_id` in the log.",
  }),
  SERVICE_UNAVAILABLE: tellsCause(503, "Temporarily unavailable", {
    cause:
      "More calls arrive than the server can answer, or the database, a queue or the Redis that sign-ins need is unreachable or full. Nothing was partially applied. Retry after `Retry-After` seconds.",
    cure: "Retry. The operator finds the reason at `/health/ready` and in the log.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorDefinitions;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorDefinitions, text);

export const trpcCodeOf = (code: ErrorCode): TRPC_ERROR_CODE_KEY => trpcCodes[errorDefinitions[code].status];
