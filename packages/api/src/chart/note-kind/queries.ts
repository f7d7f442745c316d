import { schema } from "@caretype/db";
import { listQueries } from "../../mechanisms/record/list-queries.ts";
import type { NoteKind } from "./schema.ts";

/** Notes keep the name of a kind that is removed. */
export const noteKinds = listQueries({
  table: schema.noteKind,
  kind: "noteKind",
  notFound: "NOTE_KIND_NOT_FOUND",
  toRecord: (row): NoteKind => row,
});
