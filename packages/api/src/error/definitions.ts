import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** `title` is public and fixed. It must never contain a record's value. */
type ErrorDefinition = {
  status: HttpStatus;
  title: string;
  /** Names in backticks are those of the typed API. REST converts them. */
  description: string;
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

const define = (status: HttpStatus, title: string, description: string): ErrorDefinition => ({
  status,
  title,
  description,
});

const notFoundDescription =
  "The id is unknown, removed, or belongs to another practice. The error does not reveal which.";

/** All error codes. The error reference is generated from this map. */
export const errorDefinitions = {
  INVALID_INPUT: define(
    400,
    "The input is not valid",
    "`errors` names each field and what is wrong with it.",
  ),
  MALFORMED_REQUEST: define(
    400,
    "The request could not be read",
    "The body is not JSON, or the URL or a header is broken.",
  ),
  INPUT_TOO_COMPLEX: define(
    400,
    "The input has too many parts",
    "Lists and objects nest at most 64 deep. An input has at most 1,000 members and items in total. Parts of an import may have more. Inputs that need no token have at most 200, of which 100 are named.",
  ),
  BATCH_TOO_LARGE: define(
    400,
    "The batch is too large",
    "A batch on the typed API has at most 10 calls. Only one of them may register, sign in or reset a password. The answers to its queries have at most about 8 MB in total. Send the remaining calls separately.",
  ),
  HOST_NOT_ALLOWED: define(
    400,
    "This host name is not served here",
    "The Host header is not in ALLOWED_HOSTS.",
  ),
  UNAUTHENTICATED: define(
    401,
    "A valid access token is required",
    "The token is missing, malformed, expired, or its session has ended: refresh it or sign in. Or it is an API key that has expired, was replaced or was revoked.",
  ),
  INVALID_CREDENTIALS: define(
    401,
    "The credentials are not valid",
    "The same answer for an unknown account, a wrong password and a deactivated account.",
  ),
  INVALID_REFRESH_TOKEN: define(
    401,
    "The refresh token is not valid",
    "It is unknown, expired or already used. Using a refresh token twice ends its session.",
  ),
  SECOND_FACTOR_REQUIRED: define(
    401,
    "A second factor is required",
    "The password is right, and the account has a second factor. `secondFactor` has a `challenge`, valid for five minutes, and the `methods` that can answer it.",
  ),
  INVALID_SECOND_FACTOR: define(
    401,
    "The second factor is not valid",
    "The code is wrong, expired or was used before, or the passkey is not the account's. During sign-in, `secondFactor` repeats the challenge while attempts remain. After five failures, sign in again.",
  ),
  INVALID_LOGIN_CODE: define(
    401,
    "The sign-in code is not valid",
    "It is unknown, expired, already used, or of another program. Or the session that allowed it has ended. Start the sign-in again.",
  ),
  EMAIL_NOT_VERIFIED: define(
    403,
    "The email address is not verified",
    "This server requires verification before the first sign-in: follow the link in the latest email. A sign-in with the right password sends another, at most five per hour.",
  ),
  REAUTHENTICATION_REQUIRED: define(
    403,
    "Confirm your identity again",
    "This operation requires authentication within the last ten minutes, by second factor if the account has one. Call `account.reauthenticate`, then retry.",
  ),
  SECOND_FACTOR_SETUP_REQUIRED: define(
    403,
    "Set up a second factor first",
    "Staff accounts need one for emergency access, and for all administration if the server sets STAFF_SECOND_FACTOR=required. If your practice or the server requires one of everybody, only your own account is accessible without one after the grace period. Before that, operations that require re-authentication are refused. `secondFactor.status` has the deadline. An owner needs one before requiring it of others.",
  ),
  PERMISSION_DENIED: define(
    403,
    "Your role does not allow this",
    "The account is signed in, but its role in this practice lacks the permission.",
  ),
  VERIFIED_EMAIL_REQUIRED: define(
    403,
    "Verify your email address first",
    "All practices share the directory of doctors, so adding or changing one requires a verified email address. For an API key, its creator's address counts. `account.requestVerification` sends a link.",
  ),
  DOCTOR_OF_OTHERS: define(
    403,
    "This doctor was added by another practice",
    "Nobody in your practice added this doctor. To change, remove or restore such a doctor, you need to own a practice that uses them, by an assignment or as a member, or have the permission `directory:manage`.",
  ),
  REGISTRATION_CLOSED: define(403, "Registration is closed", "This server is set to REGISTRATION=closed."),
  INVALID_LINK: define(
    400,
    "The link is not valid",
    "It was used, has expired, was replaced by a newer one, or has another purpose. Request a new one. The same applies to the challenge of a passkey registration.",
  ),
  PRACTICE_NOT_FOUND: define(
    404,
    "No such practice",
    "The id in `Caretype-Practice` is unknown, or your account is not a member. The error does not reveal which. Without the header: your account is in no practice.",
  ),
  SAMPLE_DATA_NOT_OFFERED: define(
    403,
    "This server does not offer sample data",
    "The setting `SAMPLE_DATA` is `false`, which is the default with a database of your own.",
  ),
  SAMPLE_DATA_NOT_FOUND: define(
    404,
    "The practice has no sample data",
    "It was never added, or was removed already.",
  ),
  PRACTICE_NOT_EMPTY: define(
    409,
    "The practice already has patients",
    "Sample data is only added to a practice without patients. Create another practice to try it.",
  ),
  MEMBER_NOT_FOUND: define(404, "No such member", "No account with this id is a member of your practice."),
  INVITATION_NOT_FOUND: define(
    404,
    "No such invitation",
    "The id is unknown, belongs to another practice, or the invitation was accepted or withdrawn.",
  ),
  NOTIFICATION_NOT_FOUND: define(
    404,
    "No such notification",
    "The id is unknown, belongs to another account or practice, or the notification was older than 90 days.",
  ),
  API_KEY_NOT_FOUND: define(
    404,
    "No such API key",
    "The id is unknown, belongs to another practice, or the key was revoked.",
  ),
  SESSION_NOT_FOUND: define(
    404,
    "No such session",
    "The id is unknown, belongs to another account, or the session has ended.",
  ),
  PASSKEY_NOT_FOUND: define(404, "No such passkey", "The id is unknown, or belongs to another account."),
  ACCOUNT_NOT_FOUND: define(404, "No such account", "No account has this id."),
  ROUTE_NOT_FOUND: define(404, "No such route or procedure", "No route or procedure has this name."),
  PATIENT_NOT_FOUND: define(404, "No such patient", notFoundDescription),
  DOCTOR_NOT_FOUND: define(
    404,
    "No such doctor",
    "The id is unknown, or the doctor was removed from the directory.",
  ),
  ASSIGNMENT_NOT_FOUND: define(404, "No such assignment", notFoundDescription),
  PATIENT_OR_DOCTOR_NOT_FOUND: define(
    404,
    "No such patient or doctor",
    "An assignment names a patient or a doctor that is unknown, removed, or belongs to another practice.",
  ),
  SAVED_VIEW_NOT_FOUND: define(404, "No such saved view", notFoundDescription),
  VISIT_TYPE_NOT_FOUND: define(404, "No such visit type", notFoundDescription),
  VISIT_TYPE_NAME_TAKEN: define(
    409,
    "A visit type has this name",
    "The practice has another visit type with the same name, whatever the case.",
  ),
  VISIT_TYPE_IN_USE: define(
    409,
    "Appointments or the waitlist have this visit type",
    "A visit type that any appointment or entry of the waitlist has cannot be removed. Set `isActive` to false, so that it is no longer offered.",
  ),
  WAITLIST_ENTRY_NOT_FOUND: define(404, "No such entry on the waitlist", notFoundDescription),
  ROOM_NOT_FOUND: define(404, "No such room", notFoundDescription),
  ROOM_NAME_TAKEN: define(
    409,
    "A room has this name",
    "The practice has another room with the same name, whatever the case.",
  ),
  ROOM_IN_USE: define(
    409,
    "Appointments have this room",
    "A room that any appointment has cannot be removed. Set `isActive` to false, so that it is no longer offered.",
  ),
  APPOINTMENT_NOT_FOUND: define(404, "No such appointment", notFoundDescription),
  ENCOUNTER_NOT_FOUND: define(404, "No such encounter", notFoundDescription),
  ENCOUNTER_STATE: define(
    409,
    "The encounter's status does not allow this",
    "`recordStatus` is its current status. Read the encounter again.",
  ),
  ENCOUNTER_LOCKED: define(
    409,
    "The encounter is locked",
    "Nothing is recorded in a locked encounter any more. It can only be entered in error.",
  ),
  CONDITION_NOT_FOUND: define(404, "No such condition", notFoundDescription),
  ALLERGY_NOT_FOUND: define(404, "No such allergy", notFoundDescription),
  OBSERVATION_NOT_FOUND: define(404, "No such observation", notFoundDescription),
  RECORD_NOT_FOUND: define(
    404,
    "No such clinical record",
    "The id does not exist, belongs to another practice, or is of a record that is withheld from you.",
  ),
  RECORD_RESTRICTED: define(
    409,
    "The record is restricted already",
    "Change who may read it instead: `restriction.list` has its restriction.",
  ),
  NOTHING_WITHHELD: define(
    409,
    "You may read all records of this patient",
    "Nothing has to be opened. Nobody was notified.",
  ),
  RECORD_IN_ERROR: define(
    409,
    "The record was entered in error",
    "Such a record stays as it is. Its history has its versions. Add a new record instead.",
  ),
  PATIENT_HAS_ALLERGIES: define(
    409,
    "The patient has an active allergy",
    "That no allergy is known cannot be recorded beside an active one. If it was wrong, enter it in error. If it is over, set its `clinicalStatus`.",
  ),
  APPOINTMENT_HAS_ENCOUNTER: define(
    409,
    "The appointment has an encounter already",
    "An appointment has one encounter, besides those that were entered in error or are withheld from the caller. `encounter.list` finds it by the patient.",
  ),
  NOTE_KIND_NOT_FOUND: define(404, "No such kind of note", notFoundDescription),
  NOTE_KIND_NAME_TAKEN: define(
    409,
    "A kind of note has this name",
    "The practice has another kind of note with the same name, whatever the case.",
  ),
  NOTE_DRAFT_NOT_FOUND: define(
    404,
    "No such draft of a note",
    "The id is unknown, belongs to another practice or another author, or the draft was signed or removed.",
  ),
  NOTE_NOT_FOUND: define(404, "No such note", notFoundDescription),
  NOTE_EMPTY: define(409, "The note has no text", "A note without text cannot be signed. Write it first."),
  SIGNER_NOT_DOCTOR: define(
    403,
    "You are not linked to a doctor",
    "Only members who are linked to a doctor sign. An owner links them on the page of members.",
  ),
  SIGNED_CONTENT_CHANGED: define(
    409,
    "What would be signed has changed",
    "The note, its encounter or a record of the encounter is not as it was shown. Review it again, and sign with the new hash.",
  ),
  MEDICATION_NOT_FOUND: define(404, "No such medication", notFoundDescription),
  IMMUNIZATION_NOT_FOUND: define(404, "No such immunization", notFoundDescription),
  PROCEDURE_NOT_FOUND: define(404, "No such clinical procedure", notFoundDescription),
  RESTRICTION_NOT_FOUND: define(404, "No such restriction", notFoundDescription),
  VERSION_NOT_FOUND: define(404, "No such version", "The record's history lists its versions."),
  NOT_THERE_THEN: define(
    404,
    "The record did not exist at that time",
    "It had not been created, was removed, or its state then is unknown. Its history says which.",
  ),
  METHOD_NOT_ALLOWED: {
    ...define(405, "This method is not supported here", "`Allow` lists the supported methods."),
    onTyped: "send queries with GET or POST, mutations with POST.",
  },
  NOT_ACCEPTABLE: define(
    400,
    "Not available as CSV",
    "`Accept` allows CSV but not JSON, and this answer is only available as JSON. Nothing was done.",
  ),
  USERNAME_TAKEN: define(
    409,
    "This username is taken",
    "Choose another username, or leave it out to get a generated one.",
  ),
  EMAIL_TAKEN: define(409, "This email address is taken", "An account with this email address exists."),
  SAVED_VIEW_NAME_TAKEN: define(
    409,
    "A saved view has this name",
    "The practice has a view of this list with the same name, whatever the case. Choose another name, or change that view.",
  ),
  ALREADY_MEMBER: define(409, "Already a member", "The account is already a member of the practice."),
  LAST_OWNER: define(
    409,
    "A practice needs an owner",
    "This is its last owner who can sign in. Make another member an owner first.",
  ),
  DOCTOR_ALREADY_LINKED: define(
    409,
    "This doctor is linked to another member",
    "Another member of your practice is linked to this doctor.",
  ),
  SECOND_FACTOR_ALREADY_SET_UP: define(
    409,
    "An authenticator app is already set up",
    "Remove it first, then set up another one.",
  ),
  PASSKEY_ALREADY_REGISTERED: define(
    409,
    "This passkey is already registered",
    "An account already has this passkey. Create another one on the device.",
  ),
  TOO_MANY_PASSKEYS: define(
    409,
    "Too many passkeys",
    "An account has at most 20. Remove one that is no longer used.",
  ),
  SECOND_FACTOR_NOT_SET_UP: define(
    409,
    "No second factor is set up",
    "The account has no suitable second factor. Set one up first.",
  ),
  LICENSE_NUMBER_TAKEN: define(
    409,
    "This licence number is taken",
    "Another doctor in the directory has this licence number.",
  ),
  DOCTOR_EMAIL_TAKEN: define(
    409,
    "This email address belongs to another doctor",
    "Another doctor in the directory has this email address.",
  ),
  ALREADY_ASSIGNED: define(
    409,
    "The doctor is already assigned to this patient",
    "A doctor is assigned to a patient at most once.",
  ),
  SLOT_TAKEN: define(
    409,
    "This time is taken",
    "The doctor has another appointment at that time, or all seats of the slot are taken. The buffers of the visit types count, and so do slots that somebody holds. Choose another slot.",
  ),
  ROOM_TAKEN: define(
    409,
    "The room is taken",
    "Another appointment has the room at that time, buffers included. Choose another room or slot.",
  ),
  PATIENT_BOOKED: define(
    409,
    "The patient has another appointment at that time",
    "A patient has one appointment at a time, whoever the doctor is. Choose another slot.",
  ),
  DAY_FULL: define(
    409,
    "The doctor's day is full",
    "The doctor has as many appointments in your practice that day as `maxAppointmentsPerDay` allows. Holds count until they expire. Choose another day.",
  ),
  OUTSIDE_OPENING_HOURS: define(
    409,
    "The doctor is not open at that time",
    "The visit does not fit into the doctor's opening hours in your practice. Call `appointment.slots` for free times.",
  ),
  APPOINTMENT_STATE: define(
    409,
    "The appointment's status does not allow this",
    "`appointmentStatus` is its current status. A hold that has expired is `cancelled`: hold or book a slot again.",
  ),
  CALENDAR_FEED_NOT_FOUND: define(
    404,
    "No such calendar link",
    "Unknown, revoked, or of another practice. The error does not reveal which.",
  ),
  APPOINTMENT_MOVED: define(
    409,
    "The appointment was moved in the meantime",
    "The link is still valid. Read the appointment again, and show its new time.",
  ),
  SERIES_CLASHES: define(
    409,
    "Some visits of the series have no free time",
    "`clashes` lists the starts that are not free, each with the code of its refusal. Nothing was booked or moved. Choose another start, or book these visits one by one.",
  ),
  NOT_A_SERIES: define(
    409,
    "The appointment is not part of a series",
    "It was booked by itself. Move or cancel it by itself.",
  ),
  POSSIBLE_DUPLICATE: define(
    409,
    "The practice may already have this patient",
    '`candidates` lists possible matches with reasons. Nothing was created. To create the patient anyway, send `onDuplicates: "allow"`.',
  ),
  PATIENT_HAS_ASSIGNMENTS: define(
    409,
    "A doctor is still assigned to this patient",
    "`blockedBy` lists the first 50 assignments, `blockedByTotal` is their number. Remove them first, or together with the patient by `unassign`.",
  ),
  DOCTOR_HAS_ASSIGNMENTS: define(
    409,
    "The doctor is still assigned to patients",
    "`blockedBy` lists the first 50 assignments in your practice, and `blockedByTotal` is their number. `blockedElsewhere` tells whether other practices have assignments, which only they can remove. If not, `unassign` removes yours with the doctor.",
  ),
  PATIENT_HAS_APPOINTMENTS: define(
    409,
    "The patient still has appointments",
    "`blockedBy` lists the first 50 appointments that are not over, and `blockedByTotal` is their number. Cancel them first. Past appointments are removed with the patient, and restored with them.",
  ),
  PATIENT_HAS_RECORDS: define(
    409,
    "The patient has clinical records",
    "`records` lists their kinds and numbers. Nothing clinical is removed. `caretype erase` erases a patient with all records, and a merge moves them to another patient.",
  ),
  DOCTOR_HAS_APPOINTMENTS: define(
    409,
    "The doctor still has appointments",
    "`blockedBy` lists the first 50 appointments in your practice that are not over, and `blockedByTotal` is their number. Cancel or move them first. `blockedElsewhere` tells whether other practices have some.",
  ),
  APPOINTMENTS_OVERLAP: define(
    409,
    "The two patients have appointments at the same time",
    "One person cannot be at both. Cancel or move one of the appointments, which `blockedBy` lists.",
  ),
  RESTORE_BLOCKED: define(
    409,
    "The record cannot be restored",
    "`blockedBy` lists the reasons. A removed patient or doctor has to be restored first. A newer assignment of the same two has to be removed. A merge has to be undone instead. Or another record has the same identifier in another system: remove that one first, or leave this one removed.",
  ),
  MERGE_NOT_FOUND: define(
    404,
    "No such merge",
    "The id is unknown or belongs to another practice. The error does not reveal which.",
  ),
  MERGE_ALREADY_UNDONE: define(409, "This merge has been undone", "A merge is undone at most once."),
  MERGE_BLOCKED: define(
    409,
    "The merge cannot be undone",
    "`blockedBy` names a later merge that has to be undone first, or one of the two patients, with the reason.",
  ),
  IMPORT_NOT_FOUND: define(
    404,
    "No such import",
    "The id is unknown or belongs to another practice. The error does not reveal which.",
  ),
  IMPORT_ALREADY_UNDONE: define(409, "This import has been undone", "An import is undone at most once."),
  IMPORT_HAS_CHANGED: define(
    409,
    "The imported records have been changed or used since",
    "`blockedBy` lists the first records that were edited since, or that depend on the import. `label` has the reason. `blockedByTotal` counts all of them, and `blockedElsewhere` tells whether other practices have assigned imported doctors. Nothing was removed. Revert edited records to version 1 or remove them, remove dependent records, then undo the import again.",
  ),
  IMPORT_UPLOAD_NOT_FOUND: define(
    404,
    "No such upload",
    "The id is unknown, belongs to another practice, or the upload has expired. The error does not reveal which.",
  ),
  IMPORT_UPLOAD_CLOSED: define(
    409,
    "The upload's state does not allow this",
    "Rows are accepted only before the first check or run. An upload that is being checked or run, has ended or was cancelled can be neither run nor checked. See its `state`.",
  ),
  IMPORT_UPLOAD_INCOMPLETE: define(
    409,
    "The upload is incomplete",
    "The number of received rows differs from `rows`. Resend the parts that got no answer, then retry.",
  ),
  IMPORT_UPLOAD_TOO_LARGE: define(
    413,
    "The upload is too large",
    "An upload has at most 1,000,000 rows and 128 MB. So do all unfinished uploads of an account together, in all practices. Split the upload, cancel others, wait until earlier ones have ended, or import on the server with `caretype import`.",
  ),
  IMPORT_SPACE_TAKEN: define(
    409,
    "No space for this upload at the moment",
    "Unfinished uploads may use 512 MB on the server. An account, and a practice, may use a quarter of what all others leave free. Run or cancel your other uploads, wait until others' have ended, or import on the server with `caretype import`.",
  ),
  IMPORT_PART_DIFFERS: define(
    409,
    "These lines were sent before with other rows",
    "A part with the same first line but other rows exists. If the file has changed, start another upload.",
  ),
  IMPORT_ROW_NOT_FOUND: define(
    404,
    "No such row",
    "Only rows with problems can be corrected, and those that were corrected. The list of invalid rows has their lines.",
  ),
  IMPORT_ROWS_CHANGED: define(
    409,
    "The rows with problems have changed since",
    "Somebody has corrected rows or repeated the check. Read the upload again: `invalidRows` is the number of rows that would be left out now.",
  ),
  IMPORT_RUNNING: define(
    409,
    "Another upload of this practice is running",
    "Only one upload of a practice is checked or run at a time. Wait for it to end, or cancel it.",
  ),
  TOO_MANY_UPLOADS: define(
    409,
    "Too many uploads",
    "A practice has at most three unfinished uploads, and an account six in all practices. Run or cancel one. It also has at most three unfinished imports of codes. Finish or undo one.",
  ),
  CODES_IMPORT_NOT_FOUND: define(404, "No such import of codes", notFoundDescription),
  CODE_NOT_FOUND: define(
    404,
    "No such code",
    "The practice has not imported the code system or this version of it, or it has no such code.",
  ),
  CODES_IMPORTED: define(
    409,
    "This version has been imported",
    "Undo its import first, also if it was not finished. `codes.list` has it.",
  ),
  CODES_IMPORT_CLOSED: define(
    409,
    "The import of codes is finished",
    "It takes no more codes. Undo it, and import the version again.",
  ),
  CODES_INCOMPLETE: define(
    409,
    "The import of codes is incomplete",
    "There are no codes yet, or their number differs from `concepts`. Resend the parts that got no answer, then retry.",
  ),
  CODES_IN_USE: define(
    409,
    "A field offers these codes",
    "This is the only version of what a field offers. Change the field first with `codes.setField`, or import another version.",
  ),
  TOO_MANY_CODES: define(
    413,
    "Too many codes",
    "A practice has at most 2,000,000 codes. Undo the import of an older version.",
  ),
  STALE_VERSION: define(
    409,
    "The record has changed since you read it",
    "`current` is the record as it is now. On REST, the status is 412 if `If-Match` named the older version.",
  ),
  PAYLOAD_TOO_LARGE: define(
    413,
    "The request is too large",
    "A body has at most 64 KiB. The limit is 192 KiB with a patient's details or a note, 256 KiB to create an import, and 1 MiB for a part of an import. Send less at once.",
  ),
  URI_TOO_LONG: define(
    414,
    "The address is too long",
    "A URL has at most 8,192 characters, and each part of its path 1,000.",
  ),
  UNSUPPORTED_MEDIA_TYPE: define(415, "The body must be JSON", "Send `Content-Type: application/json`."),
  IDEMPOTENCY_KEY_REUSED: define(
    422,
    "This Idempotency-Key was used for another call",
    "You sent this key with another input or procedure within the last 24 hours. Nothing was done. Use a new key.",
  ),
  RATE_LIMITED: define(429, "Too many requests", "Retry after the number of seconds in `Retry-After`."),
  INTERNAL: define(
    500,
    "Something went wrong here",
    "This is a server error. Look up `request_id` in the log.",
  ),
  SERVICE_UNAVAILABLE: define(
    503,
    "Temporarily unavailable",
    "The database, a queue, or the Redis that sign-ins need is unreachable or full. Nothing was partially applied. Retry after `Retry-After` seconds.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorDefinitions;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorDefinitions, text);

export const trpcCodeOf = (code: ErrorCode): TRPC_ERROR_CODE_KEY => trpcCodes[errorDefinitions[code].status];
