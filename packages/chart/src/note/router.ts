import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { recordWithHistory } from "@caretype/core/kernel/procedure/input-bounds";
import { readHistoryProcedures } from "@caretype/core/mechanisms/history/procedures";
import { pageOfPatient } from "@caretype/core/people/patient/queries";
import { findNote, listNotes, notes } from "./queries.ts";
import { reviewContent } from "./review.ts";
import * as schema from "./schema.ts";
import { amendNote, enterNoteInError, signNote } from "./sign-note.ts";

const signErrors = [
  "NOTE_NOT_FOUND",
  "SIGNER_NOT_DOCTOR",
  "SIGNED_CONTENT_CHANGED",
  "RECORD_IN_ERROR",
  "ENCOUNTER_NOT_FOUND",
] as const;

const { describes, notFound } = notes;

export const noteRouter = router({
  list: protectedProcedure("clinical:read", {
    describes: describes.list,
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("GET /notes", "List the signed notes of a patient, newest first", {
      also: ["GET /patients/{patientId}/notes"],
    })
    .input(schema.ListNotes)
    .output(schema.NotePage)
    .query(({ ctx, input }) => pageOfPatient(ctx, input, listNotes)),

  byId: protectedProcedure("clinical:read", {
    describes: describes.byId,
    errors: [notFound],
  })
    .rest("GET /notes/{id}", "Read one signed note, with what was added to it")
    .input(schema.NoteById)
    .output(schema.Note)
    .query(({ ctx, input }) => findNote(ctx.db, ctx.scope, input.id)),

  review: protectedProcedure("clinical:read", {
    describes: { practice: "Opened a note to sign it", patient: "Opened a note of the patient to sign it" },
    errors: ["NOTE_NOT_FOUND", "ENCOUNTER_NOT_FOUND"],
  })
    .rest("GET /notes/{id}/review", "See what a signature of a note covers", {
      description: "`hash` is what `sign`, `amend` and `enterInError` take.",
    })
    .input(schema.NoteById)
    .output(schema.Review)
    .query(async ({ ctx, input }) => {
      const content = await notes.find(ctx.db, ctx.scope, input.id);
      return reviewContent(ctx.db, ctx.scope, { noteId: input.id, content });
    }),

  sign: protectedProcedure("clinical:sign", {
    describes: ofPatient("Signed a note"),
    errors: signErrors,
  })
    .rest("POST /notes/{id}/signatures", "Sign a note that a colleague has signed", {
      description: "Always as the caller, who has to be linked to a doctor.",
    })
    .input(schema.SignNote)
    .output(schema.Note)
    .mutation(({ ctx, input }) => signNote(ctx, input)),

  amend: protectedProcedure("clinical:sign", {
    describes: ofPatient("Added to a signed note"),
    errors: signErrors,
  })
    .rest("POST /notes/{id}/amendments", "Add a signed addendum or correction to a note")
    .meta(recordWithHistory)
    .input(schema.AmendNote)
    .output(schema.Note)
    .mutation(({ ctx, input }) => amendNote(ctx, input)),

  enterInError: protectedProcedure("clinical:sign", {
    describes: describes.enterInError,
    errors: signErrors,
  })
    .rest("POST /notes/{id}/error", "Mark a note as entered in error, with a signed reason", {
      description: "It leaves lists. Its text and its history stay.",
    })
    .input(schema.EnterNoteInError)
    .output(schema.Note)
    .mutation(({ ctx, input }) => enterNoteInError(ctx, input)),

  verify: protectedProcedure("clinical:read", {
    describes: ofPatient("Verified a note"),
    errors: [notFound],
  })
    .rest("GET /notes/{id}/verification", "Check whether a note is still what was signed", {
      description:
        "Compares the note, its encounter and its signatures with the hashes of the signatures, and the signatures with the audit.",
    })
    .input(schema.NoteById)
    .output(schema.NoteVerification)
    .query(async ({ ctx, input }) =>
      (await import("./verify-note.ts")).verifyNote(ctx.db, ctx.scope, input.id),
    ),

  ...readHistoryProcedures(notes.history),
});
