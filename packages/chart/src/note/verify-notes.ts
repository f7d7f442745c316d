import type { NoteId, PracticeId } from "@caretype/core/kernel/field/ids";
import { minId } from "@caretype/core/kernel/field/paging";
import type { Database, DatabaseHandle } from "@caretype/db";
import { auditEntry, auditSeal, note, noteSignature, practice as practiceTable } from "@caretype/db/schema";
import { and, asc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import type { SignatureRow } from "./content.ts";
import { noteColumns } from "./queries.ts";
import { isNoteInPlace, isSignatureIntact, namesRemovedSignature } from "./verify-note.ts";

/**
 * `changed`: the note, its encounter or the signature was changed after signing. `unlogged`: the audit has no entry
 * of the signature. `unsigned`: the note has no signature. `removed`: a signature in the audit is missing, perhaps
 * with its note.
 */
export type NoteProblem = {
  kind: "changed" | "unlogged" | "unsigned" | "removed";
  practiceId: PracticeId;
  noteId: NoteId;
};

export type VerifiedNotes = { notes: number; problems: NoteProblem[] };

type Options = {
  /** A seal that was verified before. Checks only notes written since. */
  fromSeal?: number | undefined;
  /** An instant. Earlier entries of the audit are in archives. */
  loggedFrom?: string | undefined;
};

const atOnce = 100;

/** Nested, because Drizzle omits the table name of a column in single-table queries. */
const own = { id: sql`${noteSignature.id}`, signedAt: sql`${noteSignature.signedAt}` };

/** Compares all notes with their signatures, and these with the audit, in short transactions. */
export async function verifyNotes(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  options: Options = {},
): Promise<VerifiedNotes> {
  const found: VerifiedNotes = { notes: 0, problems: [] };
  const since = await database.bulkTransaction((db) => writtenSince(db, options));
  let practice: PracticeId | undefined = await database.bulkTransaction((db) => practiceAfter(db, minId));
  while (practice) {
    const owner: PracticeId = practice;
    let after: NoteId | undefined = minId;
    while (after) {
      const range = { practice: owner, after, since };
      after = await database.bulkTransaction(async (db) => {
        const some = await notesAfter(db, range);
        const signatures = await signaturesOf(db, { practice: owner, notes: some }, options);
        for (const one of some) found.problems.push(...(await problemsOf(db, one, signatures.get(one.id))));
        found.notes += some.length;
        return some.at(-1)?.id;
      });
    }
    const named = new Set(found.problems.map(({ noteId }) => noteId));
    const removed = await database.bulkTransaction((db) => removedFrom(db, { practice: owner, since }));
    found.problems.push(...removed.filter(({ noteId }) => !named.has(noteId)));
    practice = await database.bulkTransaction((db) => practiceAfter(db, owner));
  }
  return found;
}

async function writtenSince(db: Database, { fromSeal }: Options): Promise<string> {
  if (fromSeal === undefined) return "-infinity";
  const [seal] = await db
    .select({ until: auditSeal.untilAt })
    .from(auditSeal)
    .where(eq(auditSeal.number, fromSeal));
  return seal?.until ?? "-infinity";
}

/** Finds the next practice. Citus reads the notes of one practice at a time. */
async function practiceAfter(db: Database, id: PracticeId): Promise<PracticeId | undefined> {
  const [next] = await db
    .select({ id: practiceTable.id })
    .from(practiceTable)
    .where(gt(practiceTable.id, id))
    .orderBy(asc(practiceTable.id))
    .limit(1);
  return next?.id;
}

type FoundNote = Awaited<ReturnType<typeof notesAfter>>[number];

type Range = { practice: PracticeId; after: NoteId; since: string };

const notesAfter = (db: Database, { practice, after, since }: Range) =>
  db
    .select({ ...noteColumns, practiceId: note.practiceId })
    .from(note)
    .where(and(eq(note.practiceId, practice), gt(note.id, after), gt(note.createdAt, since)))
    .orderBy(asc(note.id))
    .limit(atOnce);

type Logged = SignatureRow & { isLogged: boolean };

/** Reads the signatures of some notes, and whether the audit has an entry of each. */
async function signaturesOf(
  db: Database,
  { practice, notes }: { practice: PracticeId; notes: readonly FoundNote[] },
  { loggedFrom = "-infinity" }: Options,
): Promise<Map<NoteId, Logged[]>> {
  const rows = await db
    .select({
      ...getTableColumns(noteSignature),
      isLogged: sql<boolean>`${own.signedAt} < ${loggedFrom}::timestamptz or exists (
        select from ${auditEntry} as entry where entry.practice_id = ${practice}
          and entry.subject_ids @> array[${own.id}])`,
    })
    .from(noteSignature)
    .where(
      and(
        eq(noteSignature.practiceId, practice),
        inArray(
          noteSignature.noteId,
          notes.map(({ id }) => id),
        ),
      ),
    );
  return Map.groupBy(rows, ({ noteId }) => noteId);
}

/** Finds signatures in the audit that are missing, although the patient was not erased. */
async function removedFrom(db: Database, { practice, since }: Omit<Range, "after">): Promise<NoteProblem[]> {
  const rows = await db.execute<{ noteId: NoteId }>(sql`
    select distinct entry.subject_ids[1] as "noteId" from ${auditEntry} as entry
    where entry.at > ${since}::timestamptz and ${namesRemovedSignature(practice)}`);
  return rows.map(({ noteId }) => ({ kind: "removed", practiceId: practice, noteId }));
}

async function problemsOf(
  db: Database,
  signed: FoundNote,
  signatures: readonly Logged[] = [],
): Promise<NoteProblem[]> {
  const named = { practiceId: signed.practiceId, noteId: signed.id };
  if (signatures.length === 0) return [{ kind: "unsigned", ...named }];
  if (!(await isNoteInPlace(db, { practiceId: signed.practiceId, signed, all: signatures })))
    return [{ kind: "changed", ...named }];
  for (const signature of signatures)
    if (
      !(await isSignatureIntact(
        db,
        { practiceId: signed.practiceId, signed },
        { signature, all: signatures },
      ))
    )
      return [{ kind: "changed", ...named }];
  return signatures.every(({ isLogged }) => isLogged) ? [] : [{ kind: "unlogged", ...named }];
}

/** Describes a problem in one line, without any content of the note. */
export function describeNoteProblem({ kind, practiceId, noteId }: NoteProblem): string {
  const named = `note ${noteId} of practice ${practiceId}`;
  switch (kind) {
    case "changed":
      return `The ${named} is not what was signed: it, its encounter or a signature was changed.`;
    case "unlogged":
      return `The audit has no entry of a signature of the ${named}: it was replaced, or inserted later.`;
    case "unsigned":
      return `The ${named} has no signature any more.`;
    case "removed":
      return `A signature of the ${named} was removed: the audit has an entry of it.`;
  }
}
