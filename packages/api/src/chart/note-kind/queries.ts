import { schema } from "@caretype/db";
import { listRecord } from "../../mechanisms/record/list-record.ts";
import { NoteKind } from "./schema.ts";

/** Notes keep the name of a kind that is removed. */
export const noteKinds = listRecord({
  kind: "noteKind",
  table: schema.noteKind,
  schema: NoteKind,
  path: "/note-kinds",
  permissions: { read: "clinical:read", manage: "clinical:write" },
  toRecord: (row): NoteKind => row,
});
