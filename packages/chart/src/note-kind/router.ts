import { router } from "@caretype/core/kernel/procedure/builder";
import { recordWithHistory } from "@caretype/core/kernel/procedure/input-bounds";
import { listProcedures } from "@caretype/core/mechanisms/record/list-procedures";
import { listRecord } from "@caretype/core/mechanisms/record/list-record";
import { schema } from "@caretype/db";
import { chartKinds } from "../kinds.ts";
import { CreateNoteKind, NoteKind, UpdateNoteKind } from "./schema.ts";

/** Notes keep the name of a removed kind. */
const noteKinds = listRecord({
  kind: "noteKind",
  says: chartKinds.noteKind,
  table: schema.noteKind,
  schema: NoteKind,
  path: "/note-kinds",
  permissions: { read: "clinical:read", manage: "clinical:write" },
  toRecord: (row): NoteKind => row,
});

export const noteKindRouter = router(
  listProcedures(noteKinds, {
    create: CreateNoteKind,
    update: UpdateNoteKind,
    taken: "NOTE_KIND_NAME_TAKEN",
    bounds: recordWithHistory,
  }),
);
