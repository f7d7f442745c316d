import {
  perPractice,
  protectedProcedure,
  reportsBackgroundWork,
  router,
} from "@caretype/core/kernel/procedure/builder";
import { maxInputBytes, withInputBounds } from "@caretype/core/kernel/procedure/input-bounds";
import { listImports } from "./list-imports.ts";
import * as schema from "./schema.ts";
import { undoImportByCall } from "./undo/undo-import.ts";
import { beginUpload } from "./upload/begin-upload.ts";
import { correctRow, listInvalidRows } from "./upload/correct-row.ts";
import { addPart } from "./upload/parts.ts";
import { findUpload, listUploads } from "./upload/queries.ts";
import { cancelUpload, requestCheck, requestRun } from "./upload/request-job.ts";
import * as uploaded from "./upload/schema.ts";

/** A check and a run are refused for the same reasons. */
const jobErrors = [
  "VERIFIED_EMAIL_REQUIRED",
  "DOCTOR_OF_OTHERS",
  "IMPORT_UPLOAD_NOT_FOUND",
  "IMPORT_UPLOAD_CLOSED",
  "IMPORT_UPLOAD_INCOMPLETE",
  "IMPORT_RUNNING",
] as const;

const uploadRouter = {
  begin: protectedProcedure("import:run", {
    describes: "Began an import upload",
    errors: ["VERIFIED_EMAIL_REQUIRED", "DOCTOR_OF_OTHERS", "TOO_MANY_UPLOADS"],
    cost: 10,
  })
    .rest("POST /import-uploads", "Begin an import upload", {
      status: 201,
      description:
        "For a Synthea export, or a plain table of patients, doctors or appointments. Then send the rows, check them, and run the import. The request may have up to 256 KiB.",
    })
    .meta({
      // Four files with five hundred columns each, or more files with fewer.
      ...withInputBounds({ bytes: 256 * 1024, members: 3_500 }),
    })
    .input(uploaded.BeginUpload)
    .output(uploaded.ImportUpload)
    .mutation(({ ctx, input }) => beginUpload(ctx, input)),

  addPart: protectedProcedure("import:run", {
    describes: "Added rows to an import upload",
    errors: [
      "IMPORT_UPLOAD_NOT_FOUND",
      "IMPORT_UPLOAD_CLOSED",
      "IMPORT_UPLOAD_TOO_LARGE",
      "IMPORT_SPACE_TAKEN",
      "IMPORT_PART_DIFFERS",
    ],
    cost: 5,
    serializeBy: perPractice,
  })
    .rest("POST /import-uploads/{id}/parts", "Add rows to an import upload", {
      description:
        "Up to 1,000 rows and 1 MiB per request. Send parts in any order. To retry, send the same part again: it is stored once.",
    })
    .meta({
      // The size limit allows no more cells. A row has two names.
      ...withInputBounds({ bytes: maxInputBytes, members: 400_000, names: 5_000 }),
    })
    .input(uploaded.AddPart)
    .output(uploaded.AddedPart)
    .mutation(({ ctx, input }) => addPart(ctx, input)),

  invalidRows: protectedProcedure("import:run", {
    describes: "Read invalid rows of an import upload",
    errors: ["IMPORT_UPLOAD_NOT_FOUND"],
  })
    .rest("GET /import-uploads/{id}/rows", "List the rows of a table that have problems", {
      description: "After a check. After an import, the rows that it left out, for a day.",
    })
    .input(uploaded.ListInvalidRows)
    .output(uploaded.InvalidRowPage)
    .query(({ ctx, input }) => listInvalidRows(ctx.pageReader(input), ctx.scope, input)),

  correctRow: protectedProcedure("import:run", {
    describes: "Changed a row of an import upload",
    errors: [
      "IMPORT_UPLOAD_NOT_FOUND",
      "IMPORT_UPLOAD_CLOSED",
      "IMPORT_UPLOAD_TOO_LARGE",
      "IMPORT_ROW_NOT_FOUND",
      "STALE_VERSION",
    ],
  })
    .rest("PATCH /import-uploads/{id}/rows", "Correct a row with problems", {
      record: uploaded.InvalidRow,
      description:
        "The row is checked at once. The next check or run finds repeated rows and doctors, the people of an appointment, and clashes.",
    })
    .meta({ ...withInputBounds({ bytes: maxInputBytes }) })
    .input(uploaded.CorrectRow)
    .output(uploaded.CorrectedRow)
    .mutation(({ ctx, input }) => correctRow(ctx, input)),

  check: protectedProcedure("import:run", {
    describes: "Requested a check of an import upload",
    errors: jobErrors,
    cost: 50,
  })
    .rest("POST /import-uploads/{id}/check", "Check an import upload without importing it", {
      description:
        "Runs in the background. Read the upload until its `state` changes. It then has the problems found, or what a run would create.",
    })
    .meta({ ...withInputBounds({ bytes: 256 * 1024 }) })
    .input(uploaded.CheckUpload)
    .output(uploaded.ImportUpload)
    .mutation(({ ctx, input }) => requestCheck(ctx, input)),

  run: protectedProcedure("import:run", {
    describes: "Requested an import of an upload",
    errors: [...jobErrors, "IMPORT_ROWS_CHANGED"],
    cost: 50,
  })
    .rest("POST /import-uploads/{id}/run", "Import an upload: all of it, or nothing if a row is invalid", {
      description:
        "Runs in the background. Read the upload until its `state` changes. `skipRows` leaves out the rows with known problems. If others are found, nothing is imported, and the state is `checked` again. Otherwise the imported rows are deleted.",
    })
    .input(uploaded.RunUpload)
    .output(uploaded.ImportUpload)
    .mutation(({ ctx, input }) => requestRun(ctx, input)),

  progress: protectedProcedure("import:run", {
    describes: {
      practice: "Read the progress of an import upload",
      patient: "Saw the patient among possible duplicates of an import",
    },
    errors: ["IMPORT_UPLOAD_NOT_FOUND"],
  })
    .rest("GET /import-uploads/{id}", "Read the progress and the result of an import upload")
    .meta(reportsBackgroundWork)
    .input(uploaded.UploadById)
    .output(uploaded.ImportUpload)
    .query(({ ctx, input }) => findUpload(ctx.db, ctx.scope, input.id)),

  cancel: protectedProcedure("import:run", {
    describes: "Cancelled an import upload",
    errors: ["IMPORT_UPLOAD_NOT_FOUND", "IMPORT_UPLOAD_CLOSED"],
  })
    .rest("POST /import-uploads/{id}/cancel", "Cancel an import upload and delete its rows")
    .input(uploaded.UploadById)
    .output(uploaded.ImportUpload)
    .mutation(({ ctx, input }) => cancelUpload(ctx, input.id)),

  uploads: protectedProcedure("import:run", { describes: "Listed import uploads" })
    .rest("GET /import-uploads", "List the practice's uploads of the last day, newest first")
    .meta(reportsBackgroundWork)
    .input(uploaded.ListUploads)
    .output(uploaded.UploadPage)
    .query(({ ctx, input }) => listUploads(ctx.pageReader(input), ctx.scope, input)),
};

export const importRouter = router({
  ...uploadRouter,
  list: protectedProcedure("import:read", { describes: "Listed imports" })
    .rest("GET /imports", "List the practice's imports, newest first")
    .meta(reportsBackgroundWork)
    .input(schema.ListImports)
    .output(schema.ImportPage)
    .query(({ ctx, input }) => listImports(ctx.pageReader(input), ctx.scope, input)),

  duplicates: protectedProcedure("import:run", {
    describes: {
      practice: "Looked for possible duplicates of an import's patients",
      patient: "Saw the patient among possible duplicates of an import",
    },
    errors: ["IMPORT_NOT_FOUND"],
    cost: 20,
  })
    .rest("GET /imports/{id}/duplicates", "List possible duplicates of an import's patients", {
      description: "A page may have few items, or none, and still have a next page.",
    })
    .input(schema.ListImportDuplicates)
    .output(schema.ImportDuplicatePage)
    .query(async ({ ctx, input }) =>
      (await import("./duplicate/list-duplicates.ts")).listImportDuplicates(ctx.searcher(), ctx.scope, input),
    ),

  undo: protectedProcedure("import:undo", {
    describes: { practice: "Undid an import", patient: "Undid the import that created the patient" },
    errors: ["IMPORT_NOT_FOUND", "IMPORT_ALREADY_UNDONE", "IMPORT_HAS_CHANGED"],
    cost: 50,
  })
    .rest("POST /imports/{id}/undo", "Remove the records an import created, unless they have changed", {
      description:
        "Imports with more than 10,000 records are undone in the background, and others if they have to wait for an import or undo that runs. `state` says so, and the list of imports has the progress.",
    })
    .input(schema.ImportById)
    .output(schema.UndoneImport)
    .mutation(({ ctx, input }) => undoImportByCall(ctx, input.id)),
});
