import type { RecordId } from "../field/ids.ts";
import { perPractice, protectedProcedure, router } from "../procedure/builder.ts";
import { largestInput, takesUpTo } from "../procedure/input-bounds.ts";
import { rest } from "../procedure/rest.ts";
import { listImports } from "./batch-queries.ts";
import { listImportDuplicates } from "./list-duplicates.ts";
import { createServersPace } from "./pace.ts";
import {
  ImportById,
  ImportDuplicatePage,
  ImportPage,
  ListImportDuplicates,
  ListImports,
  UndoneImport,
} from "./schema.ts";
import { undoImportByCall } from "./undo-import.ts";
import { askForCheck, askForRun, cancelUpload } from "./upload/ask-for-job.ts";
import { beginUpload } from "./upload/begin-upload.ts";
import { addPart } from "./upload/parts.ts";
import { findUpload, listUploads } from "./upload/queries.ts";
import {
  AddedPart,
  AddPart,
  BeginUpload,
  CheckUpload,
  ImportUpload,
  ListUploads,
  RunUpload,
  UploadById,
  UploadPage,
} from "./upload/schema.ts";

const uploadRouter = {
  begin: protectedProcedure("import:run", { describes: "Began to send files in for an import", cost: 10 })
    .meta({
      ...rest("POST /import-uploads", "Begin to send files in for an import", {
        status: 201,
        description:
          "A Synthea export, or a plain table of patients or of doctors. Then send the rows, have them checked, and run it. The request has 256 KiB at most.",
      }),
      // Four files with five hundred columns each.
      ...takesUpTo({ bytes: 256 * 1024, members: 3_000 }),
    })
    .input(BeginUpload)
    .output(ImportUpload)
    .mutation(({ ctx, input }) => beginUpload(ctx, input)),

  addPart: protectedProcedure("import:run", {
    describes: "Added rows to an upload for an import",
    cost: 5,
    serializeBy: perPractice,
  })
    .meta({
      ...rest("POST /import-uploads/{id}/parts", "Send rows of one of the files", {
        description:
          "Up to 1,000 at a time, and 1 MiB. The same part may be sent again: it is there once. Parts may come in any order.",
      }),
      // More cells do not fit; of names a row has two.
      ...takesUpTo({ bytes: largestInput, members: 400_000, names: 5_000 }),
    })
    .input(AddPart)
    .output(AddedPart)
    .mutation(({ ctx, input }) => addPart(ctx, input)),

  check: protectedProcedure("import:run", { describes: "Asked for a check of an upload", cost: 50 })
    .meta(
      rest(
        "POST /import-uploads/{id}/check",
        "Have an upload checked: what is wrong, and what it would make",
        {
          description:
            "It goes on in the background; read the upload until its `state` is another one. Nothing is imported.",
        },
      ),
    )
    .input(CheckUpload)
    .output(ImportUpload)
    .mutation(({ ctx, input }) => askForCheck(ctx, input)),

  run: protectedProcedure("import:run", { describes: "Asked for an import of an upload", cost: 50 })
    .meta(
      rest(
        "POST /import-uploads/{id}/run",
        "Have an upload imported: all of it, or where a row is bad nothing",
        {
          description:
            "It goes on in the background; read the upload until its `state` is another one. Its rows are deleted then.",
        },
      ),
    )
    .input(RunUpload)
    .output(ImportUpload)
    .mutation(({ ctx, input }) => askForRun(ctx, input)),

  progress: protectedProcedure("import:run", {
    describes: {
      practice: "Read how far an upload is, and what it led to",
      patient: "Saw the patient among possible duplicates of an import",
    },
  })
    .meta(rest("GET /import-uploads/{id}", "Read an upload: how far it is, and what has become of it"))
    .input(UploadById)
    .output(ImportUpload)
    .query(({ ctx, input }) => findUpload(ctx.db, ctx.scope, input.id)),

  cancel: protectedProcedure("import:run", { describes: "Ended an upload" })
    .meta(
      rest(
        "POST /import-uploads/{id}/cancel",
        "End an upload that is not done, and a check or a run of it; its rows are deleted",
      ),
    )
    .input(UploadById)
    .output(ImportUpload)
    .mutation(({ ctx, input }) => cancelUpload(ctx, input.id)),

  uploads: protectedProcedure("import:run", { describes: "Looked at a list of uploads for imports" })
    .meta(rest("GET /import-uploads", "List the practice's uploads of the last day, newest first"))
    .input(ListUploads)
    .output(UploadPage)
    .query(({ ctx, input }) => listUploads(ctx.pageReader(input), ctx.scope, input)),
};

export const importRouter = router({
  ...uploadRouter,
  list: protectedProcedure("import:read", { describes: "Looked at a list of imports" })
    .meta(rest("GET /imports", "List the practice's imports, newest first"))
    .input(ListImports)
    .output(ImportPage)
    .query(({ ctx, input }) => listImports(ctx.pageReader(input), ctx.scope, input)),

  duplicates: protectedProcedure("import:run", {
    describes: {
      practice: "Looked for possible duplicates of an import's patients",
      patient: "Saw the patient among possible duplicates of an import",
    },
    cost: 20,
  })
    .meta(
      rest("GET /imports/{id}/duplicates", "List an import's patients who may be ones that it has not made", {
        description: "A page may have few items, or none, and a next page all the same.",
      }),
    )
    .input(ListImportDuplicates)
    .output(ImportDuplicatePage)
    .query(({ ctx, input }) => listImportDuplicates(ctx.searcher(), ctx.scope, input)),

  undo: protectedProcedure("import:undo", {
    describes: { practice: "Undid an import", patient: "Undid the import that the patient came with" },
    cost: 50,
  })
    .meta(
      rest("POST /imports/{id}/undo", "Remove what an import has made, unless it was changed since", {
        description:
          "At once, or where it has made more than 10,000 records, in the background: `state` says which, and the list of imports how far it is.",
      }),
    )
    .input(ImportById)
    .output(UndoneImport)
    .mutation(({ ctx, input: { id } }) => {
      const { practiceId, accountId, sessionId, role } = ctx.scope;
      const entryOf = (ids: RecordId[]) => ({
        practiceId,
        accountId,
        sessionId,
        action: "import.undo",
        outcome: "ok" as const,
        basis: `${role} import:undo`,
        subjects: new Set(ids),
        address: ctx.address,
        requestId: ctx.requestId,
        clientRequestId: ctx.clientRequestId,
      });
      return undoImportByCall(ctx, { id, entryOf, pace: createServersPace() });
    }),
});
