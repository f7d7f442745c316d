import { Nothing } from "../../kernel/field/schemas.ts";
import { protectedProcedure, router } from "../../kernel/procedure/builder.ts";
import { recordWithHistory } from "../../kernel/procedure/input-bounds.ts";
import { rest } from "../../kernel/procedure/rest.ts";
import { noteKinds } from "./queries.ts";
import {
  CreateNoteKind,
  ListNoteKinds,
  NoteKind,
  NoteKindById,
  NoteKindPage,
  RemoveNoteKind,
  UpdateNoteKind,
} from "./schema.ts";

export const noteKindRouter = router({
  list: protectedProcedure("clinical:read", { describes: "Listed kinds of notes" })
    .meta(rest("GET /note-kinds", "List the practice's kinds of notes, newest first"))
    .input(ListNoteKinds)
    .output(NoteKindPage)
    .query(({ ctx, input }) => noteKinds.list(ctx.pageReader(input), ctx.scope, input)),

  byId: protectedProcedure("clinical:read", {
    describes: "Read a kind of note",
    errors: ["NOTE_KIND_NOT_FOUND"],
  })
    .meta(rest("GET /note-kinds/{id}", "Read one kind of note"))
    .input(NoteKindById)
    .output(NoteKind)
    .query(({ ctx, input }) => noteKinds.find(ctx.db, ctx.scope, input.id)),

  create: protectedProcedure("clinical:write", {
    describes: "Added a kind of note",
    errors: ["NOTE_KIND_NAME_TAKEN"],
  })
    .meta(rest("POST /note-kinds", "Add a kind of note", { status: 201 }))
    .meta(recordWithHistory)
    .input(CreateNoteKind)
    .output(NoteKind)
    .mutation(({ ctx, input }) => noteKinds.create(ctx.db, ctx.scope, input)),

  update: protectedProcedure("clinical:write", {
    describes: "Changed a kind of note",
    errors: ["NOTE_KIND_NOT_FOUND", "NOTE_KIND_NAME_TAKEN", "STALE_VERSION"],
  })
    .meta(rest("PATCH /note-kinds/{id}", "Change a kind of note"))
    .meta(recordWithHistory)
    .input(UpdateNoteKind)
    .output(NoteKind)
    .mutation(({ ctx, input: { id, expectedVersion, ...changes } }) =>
      noteKinds.update(ctx, { id, expectedVersion }, changes),
    ),

  remove: protectedProcedure("clinical:write", {
    describes: "Removed a kind of note",
    errors: ["NOTE_KIND_NOT_FOUND", "STALE_VERSION"],
  })
    .meta(rest("DELETE /note-kinds/{id}", "Remove a kind of note", { status: 204, record: NoteKind }))
    .input(RemoveNoteKind)
    .output(Nothing)
    .mutation(({ ctx, input }) => noteKinds.remove(ctx.db, ctx.scope, input)),
});
