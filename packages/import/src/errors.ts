import type { Constraints } from "@caretype/core/kernel/error/definitions";
import { type ErrorDefinition, tellsBoth, tellsCause } from "@caretype/core/kernel/error/error-definition";

export const importsErrors = {
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
      "`blockedBy` lists the first records that were edited since, or that depend on the import. `label` has the reason. `blockedByTotal` counts all of them, and `blockedElsewhere` is true if other practices have assigned imported doctors. Nothing was removed.",
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
    cure: "Read its state with `import.progress`. Start another upload with `import.begin`.",
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
      "Unfinished uploads may use 512 MB on the server. An account or practice may use a quarter of the space that others leave free.",
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
    cause: "Rows were corrected, or the check was repeated.",
    cure: "Read the upload again: `invalidRows` is the number of rows that would be left out now.",
  }),
  IMPORT_RUNNING: tellsBoth(409, "Another upload of this practice is running", {
    cause: "Only one upload of a practice is checked or run at a time.",
    cure: "Wait for it to end, or cancel it.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof importsErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}

export const importsConstraints: Constraints = {
  import_upload_active_key: "IMPORT_RUNNING",
};
