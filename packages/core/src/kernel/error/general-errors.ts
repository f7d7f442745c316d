import { type ErrorDefinition, tellsBoth, tellsCause, tellsCure } from "./error-definition.ts";

/** Errors of any procedure. */
export const generalErrors = {
  INVALID_INPUT: tellsCause(400, "The input is not valid", {
    cause: "`errors` lists each invalid field with the reason.",
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
  REAUTHENTICATION_REQUIRED: tellsBoth(403, "Confirm your identity again", {
    cause:
      "This operation requires authentication within the last ten minutes, by second factor if the account has one.",
    cure: "Call `account.reauthenticate`, then retry.",
  }),
  SECOND_FACTOR_SETUP_REQUIRED: tellsCause(403, "Set up a second factor first", {
    cause:
      "Staff accounts need one for emergency access, and for all administration if the server sets STAFF_SECOND_FACTOR=required. If your practice or the server requires one from all accounts, only your own account is accessible without one after the grace period. Before that, operations that require re-authentication are refused. `secondFactor.status` has the deadline. An owner needs one before requiring it of others.",
    cure: "Call `secondFactor.setUp` and `secondFactor.confirm`, or register a passkey with `passkey.register`. Then retry.",
  }),
  PERMISSION_DENIED: tellsCause(403, "You do not have the permission for this", {
    cause:
      "The account's role in this practice, or the API key, lacks the permission that `permission` names.",
    cure: "`practice.mine` lists your permissions. Ask an owner for another role, which `member.updateRole` sets. An API key gets the permission with `apiKey.update`.",
  }),
  PRACTICE_NOT_FOUND: tellsCause(404, "No such practice", {
    cause:
      "The id in `Caretype-Practice` is unknown, or your account is not a member. The error does not reveal which. Without the header: your account is in no practice.",
    cure: "Choose an id from `practice.list`. Without a practice, call `practice.create`, or accept an invitation.",
  }),
  ROUTE_NOT_FOUND: tellsCause(404, "No such route or procedure", {
    cause:
      "No route or procedure has this name. Routes begin with `/api/`, typed calls with `/trpc/`. `/docs` lists all.",
    cure: "Check the path. If the client is newer than the server, update the server.",
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
      "The server is overloaded, or the database, a queue or the Redis that sign-ins need is unreachable or full. Nothing was partially applied. Retry after `Retry-After` seconds.",
    cure: "Retry. The operator finds the reason at `/health/ready` and in the log.",
  }),
} as const satisfies Record<string, ErrorDefinition>;
