import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { NoteId } from "../field/ids.ts";
import { noteColumns } from "../note/queries.ts";
import { NoteText } from "../note/schema.ts";
import { clinicalKind } from "./clinical-kind.ts";
import { keptRow } from "./kept-row.ts";
import { clinicalTable, newestFirst, versionFields, versionRecord } from "./queries.ts";
import { unstamped } from "./record-kind.ts";

const versioned = clinicalTable(schema.note);
const content = NoteText.omit(unstamped);

export const noteKind = clinicalKind<
  NoteText,
  typeof NoteText._output,
  typeof content._output,
  "NOTE_NOT_FOUND"
>({
  table: schema.note,
  type: "note",
  name: "Note",
  called: "a note",
  restBase: "/notes",
  id: NoteId,
  notFound: "NOTE_NOT_FOUND",
  record: NoteText,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: noteColumns })
      .from(versions)
      .innerJoinLateral(keptRow("note", noteColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: (record) => record,
});
