import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** `title` is public and fixed: no value of a record ever goes in. */
type ErrorDefinition = {
  status: HttpStatus;
  title: string;
  /** Names in back-ticks are the typed ones; REST converts them. */
  description: string;
  /** What there is to say of the typed surface only. */
  onTyped?: string;
};

/** Each status as tRPC names it. */
const trpcCodes = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  // It has no name for this one. Nothing is answered with it once tRPC has the request.
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

const notToldApart = "The id is unknown, removed, or another practice's; these are not told apart.";

/** The one taxonomy of errors. Each code has a page of its own, made from this map. */
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
    "Lists and objects are 64 deep in one another at most, and an input has 1,000 members and items in all. Parts of an import have more; inputs that need no token have 200, of which 100 have a name.",
  ),
  BATCH_TOO_LARGE: define(
    400,
    "Too much for one batch",
    "A batch on the typed surface holds at most 10 calls, and only one of them may register, log in or reset a password. Its queries are answered to about 8 MB in all. Ask for what is left by itself.",
  ),
  HOST_NOT_ALLOWED: define(
    400,
    "This host name is not served here",
    "The Host header is not in ALLOWED_HOSTS.",
  ),
  UNAUTHENTICATED: define(
    401,
    "A valid access token is needed",
    "The token is missing, malformed, expired, or its session has ended: refresh it or log in. Or it is an API key that has expired, or was replaced or revoked.",
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
    "A second factor is needed",
    "The password is right, and the account has a second factor. `secondFactor` has a `challenge`, good for five minutes, and the `methods` that it can be answered with.",
  ),
  INVALID_SECOND_FACTOR: define(
    401,
    "The second factor is not valid",
    "The code is wrong, expired or was used before, or the passkey is not the account's. In a log-in's second step, `secondFactor` has the challenge again as long as there is another try; after five failures the log-in begins anew.",
  ),
  EMAIL_NOT_VERIFIED: define(
    403,
    "The e-mail address is not verified yet",
    "This server wants it verified before the first log-in: follow the link in the newest mail. A log-in with the right password has another one mailed, up to five within an hour.",
  ),
  REAUTHENTICATION_REQUIRED: define(
    403,
    "Prove again who you are",
    "This is done only within ten minutes of a log-in, or of a second factor where the account has one. Prove it by `account.reauthenticate`, then call again.",
  ),
  SECOND_FACTOR_SETUP_REQUIRED: define(
    403,
    "Set up a second factor first",
    "A staff account needs one for break-glass, and where the server is set to STAFF_SECOND_FACTOR=required, before it administers anything. Where your practice or the server requires one of everybody, nothing but your own account is answered without one once the days of grace are over, and nothing that wants a recent proof before that: `secondFactor.status` says until when. An owner needs one before they require it of others.",
  ),
  PERMISSION_DENIED: define(
    403,
    "Your role does not allow this",
    "The account is signed in, but its role in this practice lacks the permission.",
  ),
  VERIFIED_EMAIL_REQUIRED: define(
    403,
    "Verify your e-mail address first",
    "All practices share the directory of doctors, so whoever adds or changes one needs a verified e-mail address; an API key is as good as that of who made it. `account.requestVerification` mails a link.",
  ),
  DOCTOR_OF_OTHERS: define(
    403,
    "This doctor was added by others",
    "Neither you nor anybody in your practice has added the doctor. To change, remove or restore such a doctor, be an owner of a practice that uses them, by an assignment or as a member, or have the permission `directory:manage`.",
  ),
  REGISTRATION_CLOSED: define(403, "Registration is closed", "This server is set to REGISTRATION=closed."),
  INVALID_LINK: define(
    400,
    "The link is not valid",
    "It was used, has expired, was replaced by a newer one, or is not for this. These are not told apart; ask for a new one. So it is with the challenge of a passkey's registration.",
  ),
  PRACTICE_NOT_FOUND: define(
    404,
    "No such practice",
    "The id in `Caretype-Practice` is unknown, or your account is not a member; the two are not told apart. Without the header: your account is in no practice.",
  ),
  MEMBER_NOT_FOUND: define(404, "No such member", "No account with this id is a member of your practice."),
  INVITATION_NOT_FOUND: define(
    404,
    "No such invitation",
    "The id is unknown, another practice's, or of an invitation that was accepted or withdrawn.",
  ),
  API_KEY_NOT_FOUND: define(
    404,
    "No such API key",
    "The id is unknown, another practice's, or of a key that was revoked.",
  ),
  SESSION_NOT_FOUND: define(
    404,
    "No such session",
    "The id is unknown, another account's, or of a session that has ended.",
  ),
  PASSKEY_NOT_FOUND: define(404, "No such passkey", "The id is unknown, or another account's."),
  ACCOUNT_NOT_FOUND: define(404, "No such account", "No account has this id."),
  ROUTE_NOT_FOUND: define(404, "There is nothing at this address", "No route or procedure has this name."),
  PATIENT_NOT_FOUND: define(404, "No such patient", notToldApart),
  DOCTOR_NOT_FOUND: define(
    404,
    "No such doctor",
    "The id is unknown, or the doctor was removed from the directory.",
  ),
  ASSIGNMENT_NOT_FOUND: define(404, "No such assignment", notToldApart),
  PATIENT_OR_DOCTOR_NOT_FOUND: define(
    404,
    "No such patient or doctor",
    "An assignment names a patient or a doctor that is unknown, removed, or another practice's.",
  ),
  VERSION_NOT_FOUND: define(
    404,
    "The record has no such version",
    "Its history lists the versions that it has had.",
  ),
  NOT_THERE_THEN: define(
    404,
    "The record was not there at that time",
    "It had not been made yet, it was removed, or what it was then is not known: its history says which.",
  ),
  METHOD_NOT_ALLOWED: {
    ...define(405, "This method is not supported here", "See `Allow`: it lists the methods that are."),
    onTyped: "queries are read with GET or POST, mutations are sent with POST.",
  },
  NOT_ACCEPTABLE: define(
    400,
    "This is not to be had as CSV",
    "`Accept` asks for CSV and takes no JSON, and here there is only JSON. Nothing was done.",
  ),
  USERNAME_TAKEN: define(
    409,
    "This username is taken",
    "Choose another username, or leave it out to have one derived.",
  ),
  EMAIL_TAKEN: define(409, "This e-mail address is taken", "An account with this e-mail address exists."),
  ALREADY_MEMBER: define(409, "Already a member", "The account works in the practice already."),
  LAST_OWNER: define(
    409,
    "A practice needs an owner",
    "This is its last one who can sign in. Make somebody else an owner first.",
  ),
  DOCTOR_ALREADY_LINKED: define(
    409,
    "This doctor is another member",
    "In your practice another member is linked to this entry of the directory.",
  ),
  SECOND_FACTOR_ALREADY_SET_UP: define(
    409,
    "There is an authenticator app already",
    "Remove it first, then set up another one.",
  ),
  PASSKEY_ALREADY_REGISTERED: define(
    409,
    "This passkey is registered already",
    "An account has this passkey. Have the device make another one.",
  ),
  TOO_MANY_PASSKEYS: define(
    409,
    "There are too many passkeys",
    "An account has at most 20. Remove one that is not used any more.",
  ),
  SECOND_FACTOR_NOT_SET_UP: define(
    409,
    "There is no second factor",
    "The account has none that this could be done with. Set one up first.",
  ),
  LICENSE_NUMBER_TAKEN: define(
    409,
    "This licence number is taken",
    "Another doctor in the directory has this licence number.",
  ),
  DOCTOR_EMAIL_TAKEN: define(
    409,
    "This e-mail address belongs to another doctor",
    "Another doctor in the directory has this e-mail address.",
  ),
  ALREADY_ASSIGNED: define(
    409,
    "The doctor is already assigned to this patient",
    "A doctor is assigned to a patient at most once.",
  ),
  POSSIBLE_DUPLICATE: define(
    409,
    "The practice may have this patient already",
    '`candidates` names who it may be, and why. Nothing was made; send `onDuplicates: "allow"` to make the patient all the same.',
  ),
  PATIENT_HAS_ASSIGNMENTS: define(
    409,
    "A doctor is still assigned to this patient",
    "`blockedBy` names the first 50 assignments, `blockedByTotal` says how many there are. Remove them first, or with the patient by `unassign`.",
  ),
  DOCTOR_HAS_ASSIGNMENTS: define(
    409,
    "The doctor is still assigned to patients",
    "`blockedBy` names the first 50 assignments in your practice, `blockedByTotal` says how many there are, and `blockedElsewhere` whether other practices have some, too, which only they can remove. Where there are none of those, `unassign` removes yours with the doctor.",
  ),
  RESTORE_BLOCKED: define(
    409,
    "The record cannot be restored as things are",
    "`blockedBy` names what stands in the way: a patient or doctor who is removed, too, and has to be restored first, an assignment of the same two that was made since; a merge, which is undone instead; or the record that has its identifier in another system by now, which is the same person: remove that one first, or keep it and leave this one removed.",
  ),
  MERGE_NOT_FOUND: define(
    404,
    "No such merge",
    "The id is unknown or belongs to another practice; the two are not told apart.",
  ),
  MERGE_ALREADY_UNDONE: define(409, "This merge has been undone", "A merge is undone at most once."),
  MERGE_BLOCKED: define(
    409,
    "The merge cannot be undone as things are",
    "`blockedBy` names what stands in the way: a later merge that has to be undone first, or one of the two patients, and why.",
  ),
  IMPORT_NOT_FOUND: define(
    404,
    "No such import",
    "The id is unknown or belongs to another practice; the two are not told apart.",
  ),
  IMPORT_ALREADY_UNDONE: define(409, "This import has been undone", "An import is undone at most once."),
  IMPORT_HAS_CHANGED: define(
    409,
    "What the import made has been changed or used since",
    "`blockedBy` names the first records that were edited since, or that depend on the import's; `label` says why. `blockedByTotal` counts all of them, and `blockedElsewhere` says whether other practices have assigned the import's doctors. Nothing was removed. Revert what was edited to version 1 or remove it, take back what was made since, then undo the import again.",
  ),
  IMPORT_UPLOAD_NOT_FOUND: define(
    404,
    "No such upload",
    "The id is unknown, another practice's, or of an upload that has expired; these are not told apart.",
  ),
  IMPORT_UPLOAD_CLOSED: define(
    409,
    "This upload is past that",
    "Rows are taken before the first check or run only; and what is being checked or run, has ended or was cancelled can be neither run nor checked. Its `state` says where it is.",
  ),
  IMPORT_UPLOAD_INCOMPLETE: define(
    409,
    "Not all rows are there",
    "Fewer rows have arrived than `rows` says, or more. Send the parts again that were not answered, then call again.",
  ),
  IMPORT_UPLOAD_TOO_LARGE: define(
    413,
    "The upload is too large",
    "An upload has at most 1,000,000 rows and 128 MB, and so have all uploads of an account that are not done together, in whatever practice. Import it in several, cancel others, wait until earlier ones have ended, or import it on the server with `caretype import`.",
  ),
  IMPORT_SPACE_TAKEN: define(
    409,
    "There is no more room for this upload just now",
    "Uploads that are not done have 512 MB on the server. An account, and a practice, may have a quarter of what all others leave free. Run or cancel other uploads of yours, wait until others' have ended, or import it on the server with `caretype import`.",
  ),
  IMPORT_PART_DIFFERS: define(
    409,
    "These lines were sent with other rows",
    "A part with the same first line is there, with other rows. Begin another upload if the file has changed.",
  ),
  IMPORT_RUNNING: define(
    409,
    "Another import is under way on this server",
    "One upload of a practice is checked or run at a time, and no import is undone while another one, or an undoing, is under way on the server. Wait for it, or where it is your practice's, cancel it.",
  ),
  TOO_MANY_UPLOADS: define(
    409,
    "There are too many uploads",
    "A practice has at most three that are not done, and an account six in all its practices. Run or cancel one of them.",
  ),
  STALE_VERSION: define(
    409,
    "The record has changed since you read it",
    "`current` is the record as it is now. By REST, where If-Match named the older version, the status is 412.",
  ),
  PAYLOAD_TOO_LARGE: define(
    413,
    "The request is too large",
    "A body has 64 KiB at most; one with a patient's details 192 KiB, one that begins an import 256 KiB, and one with a part of an import 1 MiB. Send less at once.",
  ),
  URI_TOO_LONG: define(
    414,
    "The address is too long",
    "A URL has 8,192 characters at most, and each part of its path 1,000.",
  ),
  UNSUPPORTED_MEDIA_TYPE: define(415, "The body must be JSON", "Send `Content-Type: application/json`."),
  IDEMPOTENCY_KEY_REUSED: define(
    422,
    "This Idempotency-Key was another call's",
    "Within the last 24 hours you sent the same key with another input, or for something else. Nothing was done; take a new key.",
  ),
  RATE_LIMITED: define(429, "Too many requests", "Wait for the seconds in `Retry-After`, then try again."),
  INTERNAL: define(500, "Something went wrong here", "The fault is ours. `request_id` finds it in the log."),
  SERVICE_UNAVAILABLE: define(
    503,
    "Not available just now",
    "The database or a queue is out of reach or full. Nothing was half done; try again after `Retry-After` seconds.",
  ),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorDefinitions;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorDefinitions, text);

export const trpcCodeOf = (code: ErrorCode): TRPC_ERROR_CODE_KEY => trpcCodes[errorDefinitions[code].status];
