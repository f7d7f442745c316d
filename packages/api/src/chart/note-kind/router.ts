import { schema } from "@caretype/db";
import { router } from "../../kernel/procedure/builder.ts";
import { recordWithHistory } from "../../kernel/procedure/input-bounds.ts";
import { listProcedures } from "../../mechanisms/record/list-procedures.ts";
import { listRecord } from "../../mechanisms/record/list-record.ts";
import { chartKinds } from "../kinds.ts";
import { CreateNoteKind, NoteKind, UpdateNoteKind } from "./schema.ts";

/** Notes keep the name of a kind that is removed. */
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
