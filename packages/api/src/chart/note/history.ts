import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { NoteId } from "../../kernel/field/ids.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import {
  clinicalTable,
  newestFirst,
  versionFields,
  versionRecord,
} from "../../mechanisms/history/queries.ts";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { clinicalKind, shownRecord } from "../clinical/clinical-kind.ts";
import { findSignatures, noteColumns } from "./queries.ts";
import { Note, type NoteText } from "./schema.ts";

const versioned = clinicalTable(schema.note);
const content = Note.omit({ ...unstamped, signatures: true });

const ofNote = { table: schema.note, type: "note", notFound: "NOTE_NOT_FOUND" } as const;
const unlessWithheld = shownRecord<Note>(ofNote);

/**
 * What was signed by an instant. A note always has its first signature, and its error the one that explains it: an
 * instant of a version is that of its transaction, so a signature of the same transaction is slightly later.
 */
function withSignaturesAt({ signatures, ...note }: Note, at: string): Note {
  const until = Date.parse(at);
  const signed = signatures.filter(({ kind, signedAt }, index) =>
    kind === "entered-in-error" ? note.errorReason !== null : index === 0 || Date.parse(signedAt) <= until,
  );
  return { ...note, signatures: signed };
}

/** Each version has all signatures of the note, so that no text is shown without its corrections. */
export const noteKind = clinicalKind<NoteText, Note, typeof content._output, "NOTE_NOT_FOUND">({
  ...ofNote,
  name: "Note",
  called: "a note",
  restBase: "/notes",
  id: NoteId,
  record: Note,
  content,
  select: (db, versions) =>
    db
      .select({ ...versionFields(versioned), record: noteColumns })
      .from(versions)
      .innerJoinLateral(keptRow("note", noteColumns, versionRecord), sql`true`)
      .orderBy(newestFirst),
  toRecord: (record) => ({ ...record, signatures: [] }),
  shownTo: async (db, scope, { id, at }) => {
    await unlessWithheld(db, scope, { id });
    const signatures = await findSignatures(db, scope, id);
    return (record) => {
      const note = { ...record, signatures };
      return at === undefined ? note : withSignaturesAt(note, at);
    };
  },
});
