import type { NoteId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import { type Database, prepared } from "@caretype/db";
import { encounter, note, noteSignature } from "@caretype/db/schema";
import { asc, eq, getTableColumns, sql } from "drizzle-orm";
import { clinicalRecord, shownRecord, unshown } from "../clinical/clinical-record.ts";
import { type ListNotes, Note, type NotePage, type NoteText, type Signature } from "./schema.ts";

const unlessWithheld = shownRecord<Note>({ table: note, type: "note", notFound: "NOTE_NOT_FOUND" });

/**
 * The signatures of a note at an instant. A note always has its first signature. A version has the time of its
 * transaction, which is slightly before a signature in the same one, so a note in error includes the explaining
 * signature.
 */
function withSignaturesAt({ signatures, ...note }: Note, at: string): Note {
  const until = Date.parse(at);
  const signed = signatures.filter(({ kind, signedAt }, index) =>
    kind === "entered-in-error" ? note.errorReason !== null : index === 0 || Date.parse(signedAt) <= until,
  );
  return { ...note, signatures: signed };
}

export const notes = clinicalRecord({
  table: note,
  schema: Note,
  content: Note.omit({ ...unstamped, signatures: true }),
  hides: unshown,
  timeline: { title: sql`kind`, text: sql`left(text, 200)` },
  toRecord: (record: NoteText): Note => ({ ...record, signatures: [] }),
  // Each version has all signatures of the note, so that no text is shown without its corrections.
  shownTo: async (db, scope, { id, at }) => {
    await unlessWithheld(db, scope, { id });
    const signatures = await findSignatures(db, scope, id);
    return (record) => {
      const note = { ...record, signatures };
      return at === undefined ? note : withSignaturesAt(note, at);
    };
  },
});

export const noteColumns = notes.columns;

const { practiceId: _practiceOf, noteId, seen: _seen, hash, ...shown } = getTableColumns(noteSignature);

/** Instants from JavaScript have milliseconds. */
const isLate = sql<boolean>`exists (
  select from ${note} as signed inner join ${encounter} as locked
    on locked.practice_id = signed.practice_id and locked.id = signed.encounter_id
  where signed.practice_id = ${sql.placeholder("practiceId")} and signed.id = ${sql`${noteId}`}
    and date_trunc('milliseconds', locked.locked_at) <= ${sql`${noteSignature.signedAt}`})`;

/** Oldest first. */
const signaturesOf = prepared(["practiceId", "noteIds"], (db) =>
  db
    .select({
      ...shown,
      noteId,
      hash: sql<string>`encode(${hash}, 'hex')`,
      doctorName: doctorNameOf(sql`${noteSignature.doctorId}`),
      isLate,
    })
    .from(sql`unnest(${sql.placeholder("noteIds")}::uuid[]) as wanted (note_id)`)
    .innerJoin(
      noteSignature,
      sql`${eq(noteSignature.practiceId, sql.placeholder("practiceId"))} and ${noteSignature.noteId} = wanted.note_id`,
    )
    .orderBy(asc(noteSignature.signedAt), asc(noteSignature.id)),
);

/** Finds all signatures of a note, oldest first. */
async function findSignatures(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  id: NoteId,
): Promise<Signature[]> {
  const rows = await signaturesOf(db).execute({ practiceId, noteIds: `{${id}}` });
  return rows.map(({ noteId: _note, ...signature }) => signature);
}

async function withSignatures(
  db: Database,
  { practiceId }: Scope,
  found: readonly NoteText[],
): Promise<Note[]> {
  if (found.length === 0) return [];
  const noteIds = `{${found.map(({ id }) => id).join(",")}}`;
  const signatures = new Map<NoteId, Signature[]>(found.map(({ id }) => [id, []]));
  for (const { noteId: id, ...signature } of await signaturesOf(db).execute({ practiceId, noteIds }))
    signatures.get(id)?.push(signature);
  return found.map((one) => ({ ...one, signatures: signatures.get(one.id) ?? [] }));
}

/** Rejects with `NOTE_NOT_FOUND` for an unknown id or another practice's. */
export async function findNote(db: Database, scope: Scope, id: NoteId): Promise<Note> {
  return withOwnSignatures(db, scope, await notes.find(db, scope, id));
}

export async function withOwnSignatures(db: Database, scope: Scope, found: NoteText): Promise<Note> {
  return { ...found, signatures: await findSignatures(db, scope, found.id) };
}

/** Lists a patient's notes by the time that they describe, newest first. */
export async function listNotes(
  db: Database,
  scope: Scope,
  input: ReturnType<typeof ListNotes.parse>,
): Promise<NotePage> {
  const { items, nextCursor } = await notes.list(db, scope, input);
  return { items: await withSignatures(db, scope, items), nextCursor };
}
