import { ofPatient } from "@caretype/core/kernel/audit-log/description";
import { Nothing } from "@caretype/core/kernel/field/schemas";
import { protectedProcedure, router } from "@caretype/core/kernel/procedure/builder";
import { recordWithHistory } from "@caretype/core/kernel/procedure/input-bounds";
import { Note, Review } from "../note/schema.ts";
import {
  createNoteDraft,
  listNoteDrafts,
  noteDrafts,
  removeAbandonedDrafts,
  removeNoteDraft,
  updateNoteDraft,
} from "./queries.ts";
import * as schema from "./schema.ts";
import { reviewDraft, signDraft } from "./sign-draft.ts";

export const noteDraftRouter = router({
  list: protectedProcedure("clinical:write", { describes: "Listed their own drafts of notes" })
    .rest("GET /note-drafts", "List the caller's drafts of notes, newest first")
    .input(schema.ListNoteDrafts)
    .output(schema.NoteDraftPage)
    .query(({ ctx, input }) => listNoteDrafts(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:write", {
    describes: { practice: "Read their own draft of a note", patient: "Read their own draft of a note" },
    errors: ["NOTE_DRAFT_NOT_FOUND"],
  })
    .rest("GET /note-drafts/{id}", "Read one of the caller's drafts of notes")
    .input(schema.NoteDraftById)
    .output(schema.NoteDraft)
    .query(({ ctx, input }) => noteDrafts.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: { practice: "Began a note", patient: "Began a note about the patient" },
    errors: ["PATIENT_NOT_FOUND", "ENCOUNTER_NOT_FOUND"],
  })
    .rest("POST /note-drafts", "Begin a note about a patient", {
      status: 201,
      description: "Only its author sees a draft. It becomes a note when it is signed.",
    })
    .meta(recordWithHistory)
    .input(schema.CreateNoteDraft)
    .output(schema.NoteDraft)
    .mutation(({ ctx, input }) => createNoteDraft(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: { practice: "Changed a draft of a note", isTechnical: true },
    errors: ["NOTE_DRAFT_NOT_FOUND", "STALE_VERSION", "ENCOUNTER_NOT_FOUND"],
  })
    .rest("PATCH /note-drafts/{id}", "Save a draft of a note")
    .meta(recordWithHistory)
    .input(schema.UpdateNoteDraft)
    .output(schema.NoteDraft)
    .mutation(({ ctx, input }) => updateNoteDraft(ctx, input)),

  remove: protectedProcedure("clinical:write", {
    describes: "Removed a draft of a note",
    errors: ["NOTE_DRAFT_NOT_FOUND", "STALE_VERSION"],
  })
    .rest("DELETE /note-drafts/{id}", "Remove a draft of a note", { status: 204, record: schema.NoteDraft })
    .input(schema.RemoveNoteDraft)
    .output(Nothing)
    .mutation(({ ctx, input }) => removeNoteDraft(ctx.db, ctx.scope, input)),

  removeAbandoned: protectedProcedure("member:manage", {
    describes: {
      practice: "Removed drafts of members who left",
      patient: "Removed drafts about the patient, of members who left",
    },
    errors: ["PATIENT_NOT_FOUND"],
  })
    .rest("DELETE /patients/{patientId}/abandoned-note-drafts", "Remove the drafts of members who left", {
      status: 200,
      description:
        "Drafts about a patient whose authors are no members any more, and which nobody else sees. They keep the patient from being removed. Nobody reads them, and they are gone for good.",
    })
    .input(schema.RemoveAbandonedDrafts)
    .output(schema.RemovedDrafts)
    .mutation(({ ctx, input }) => removeAbandonedDrafts(ctx, input)),

  review: protectedProcedure("clinical:write", {
    describes: {
      practice: "Opened their own draft of a note to sign it",
      patient: "Opened their own draft of a note to sign it",
    },
    errors: ["NOTE_DRAFT_NOT_FOUND", "NOTE_EMPTY", "ENCOUNTER_NOT_FOUND", "RECORD_IN_ERROR"],
  })
    .rest("GET /note-drafts/{id}/review", "See what a signature of a draft covers", {
      description: "`hash` is what `sign` takes.",
    })
    .input(schema.NoteDraftById)
    .output(Review)
    .query(({ ctx, input }) => reviewDraft(ctx.db, ctx.scope, input.id)),

  sign: protectedProcedure("clinical:sign", {
    describes: ofPatient("Signed a note"),
    errors: [
      "NOTE_DRAFT_NOT_FOUND",
      "NOTE_EMPTY",
      "SIGNER_NOT_DOCTOR",
      "SIGNED_CONTENT_CHANGED",
      "ENCOUNTER_NOT_FOUND",
      "RECORD_IN_ERROR",
      "PATIENT_NOT_FOUND",
    ],
  })
    .rest("POST /note-drafts/{id}/signature", "Sign a draft, which becomes a note with the same id", {
      description:
        "Always as the caller, who has to be linked to a doctor. From then on, the text cannot be changed.",
    })
    .input(schema.SignNoteDraft)
    .output(Note)
    .mutation(({ ctx, input }) => signDraft(ctx, input)),
});
