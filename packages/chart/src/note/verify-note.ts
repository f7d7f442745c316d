import { type Idleness, idleBasis } from "@caretype/core/kernel/audit-log/entry";
import type { NoteId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import {
  auditEntry,
  encounter,
  noteSignature,
  patient,
  patientMerge,
  removedRecord,
} from "@caretype/db/schema";
import { asc, eq, type Placeholder, type SQL, sql } from "drizzle-orm";
import { ofEachInEncounters } from "../clinical/patient-records.ts";
import { hashReviewed, type SignatureRow, signatureIdOf } from "./content.ts";
import { notes } from "./queries.ts";
import { findEncounterAt, shownOf } from "./review.ts";
import type { NoteText, NoteVerification, Reviewed } from "./schema.ts";

const practice = sql.placeholder("practiceId");

/** Oldest first. */
const signaturesOf = prepared(["practiceId", "noteId"], (db) =>
  db
    .select()
    .from(noteSignature)
    .where(
      sql`${eq(noteSignature.practiceId, practice)} and ${eq(noteSignature.noteId, sql.placeholder("noteId"))}`,
    )
    .orderBy(asc(noteSignature.signedAt), asc(noteSignature.id)),
);

type Versioned = Reviewed["records"][number];

/** Current versions of an encounter and its records, including records that have left it. */
const currentVersions = prepared(["practiceId", "accountId", "encounterId", "ids"], (db) =>
  db
    .select({
      id: sql<Versioned["id"]>`id`,
      version: sql<number>`version`,
      isWithheld: sql<boolean>`is_withheld`,
    })
    .from(
      sql`(
        select id, version, not ${shownOf("encounter")} as is_withheld from ${encounter}
        where practice_id = ${practice} and id = ${sql.placeholder("encounterId")}
        union all
        ${ofEachInEncounters(
          (type, table) => sql`
            select id, version, not ${shownOf(type)} from ${table}
            where practice_id = ${practice} and id = any(${sql.placeholder("ids")}::uuid[])`,
        )}) as record`,
    ),
);

/**
 * Patients who were never merged with the given one, directly or indirectly. Nothing is known of an erased person.
 */
const strangers = prepared(["practiceId", "patientId", "ids"], (db) =>
  db.select({ id: sql<PatientId>`id` }).from(
    sql`(
        with recursive person (id) as (
          select ${sql.placeholder("patientId")}::uuid
          union
          select case when merge.kept_id = person.id then merge.merged_id else merge.kept_id end
          from person join ${patientMerge} as merge
            on merge.practice_id = ${practice} and person.id in (merge.kept_id, merge.merged_id))
        select id from unnest(${sql.placeholder("ids")}::uuid[]) as seen (id)
        where id not in (select id from person) and exists (
          select from ${patient} as known where known.practice_id = ${practice} and known.id = seen.id
          union all
          select from ${removedRecord} as known where known.practice_id = ${practice} and known.record_id = seen.id
        )) as stranger`,
  ),
);

type Signed = { practiceId: PracticeId; signed: NoteText; all: readonly SignatureRow[] };

/** True if only merges moved the note, and only a signature removed it from lists. */
export async function isNoteInPlace(
  db: Database,
  { practiceId, signed: { patientId, errorReason }, all }: Signed,
): Promise<boolean> {
  const withdrawn = all.find(({ kind }) => kind === "entered-in-error");
  if (errorReason !== (withdrawn?.reason ?? null)) return false;
  const others = all.map(({ seen }) => seen.patientId).filter((id) => id !== patientId);
  if (others.length === 0) return true;
  const found = await strangers(db).execute({ practiceId, patientId, ids: `{${others.join(",")}}` });
  return found.length === 0;
}

/** True if the signature and what it covers are unchanged. */
export async function isSignatureIntact(
  db: Database,
  { practiceId, signed }: { practiceId: PracticeId; signed: NoteText },
  { signature, all }: { signature: SignatureRow; all: readonly SignatureRow[] },
): Promise<boolean> {
  const { encounter: seen, patientId, records, amendments } = signature.seen;
  if ((seen?.id ?? null) !== signed.encounterId) return false;
  const found = seen && (await findEncounterAt(db, { practiceId }, seen));
  if (seen && !found) return false;
  const { createdBy: author, kind, text, isLate, recordedAt } = signed;
  const before = amendments.flatMap((id) => all.filter((one) => one.id === id));
  const reviewed: Reviewed = {
    patientId,
    author,
    kind,
    text,
    recordedAt,
    isLate,
    records,
    encounter: found,
    amendments: before.map((one) => ({ id: one.id, kind: one.kind, text: one.text, reason: one.reason })),
  };
  return (
    hashReviewed(reviewed).equals(signature.hash) && signatureIdOf(practiceId, signature) === signature.id
  );
}

async function findChanges(db: Database, { practiceId, accountId }: Scope, { seen }: SignatureRow) {
  if (!seen.encounter) return [];
  const { id: encounterId } = seen.encounter;
  const ids = `{${seen.records.map(({ id }) => id).join(",")}}`;
  const rows = await currentVersions(db).execute({ practiceId, accountId, encounterId, ids });
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const withheld = new Set(rows.filter(({ isWithheld }) => isWithheld).map(({ id }) => id));
  const covered: Versioned[] = [{ kind: "encounter", ...seen.encounter }, ...seen.records];
  return covered
    .map((record) => ({ ...record, currentVersion: versions.get(record.id) ?? null }))
    .filter(({ id, version, currentVersion }) => version !== currentVersion && !withheld.has(id));
}

/** On Citus, the note's node has its own clock. A server whose clock differs by more is not ready. */
const clockDifference = sql`interval '1 minute'`;

const removedOf = prepared(["practiceId", "noteId", "createdAt"], (db) =>
  db
    .select({ id: sql<string>`entry.id` })
    .from(sql`${auditEntry} as entry`)
    .where(
      sql`entry.subject_ids @> array[${sql.placeholder("noteId")}]::uuid[]
        and entry.subject_ids[1] = ${sql.placeholder("noteId")}
        and entry.at >= ${sql.placeholder("createdAt")}::timestamptz - ${clockDifference}
        and ${namesRemovedSignature(practice)}`,
    )
    .limit(1),
);

/** Compares a note with what each signature covers, and its signatures with those in the audit. */
export async function verifyNote(db: Database, scope: Scope, noteId: NoteId): Promise<NoteVerification> {
  const { practiceId } = scope;
  const signed = await notes.find(db, scope, noteId);
  const all = await signaturesOf(db).execute({ practiceId, noteId });
  const signatures: NoteVerification["signatures"] = [];
  for (const signature of all) {
    const { id, kind, hash } = signature;
    const isIntact = await isSignatureIntact(db, { practiceId, signed }, { signature, all });
    const changes = await findChanges(db, scope, signature);
    signatures.push({ id, kind, hash: hash.toString("hex"), isIntact, changes });
  }
  const isInPlace = await isNoteInPlace(db, { practiceId, signed, all });
  const removed = await removedOf(db).execute({ practiceId, noteId, createdAt: signed.createdAt });
  const isComplete = removed.length === 0;
  const isIntact =
    isInPlace && isComplete && signatures.length > 0 && signatures.every((one) => one.isIntact);
  return { noteId, isIntact, signatures };
}

/** Paths of calls that sign. The first id in their audit entries is the note's, as in their input. */
const signing = ["noteDraft.sign", "note.sign", "note.amend", "note.enterInError"];

const idle: Idleness[] = ["replayed", "unchanged"];
const listOf = (values: string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;

/** SQL that is true for an `entry` of the audit whose signature is missing, although the patient was not erased. */
export const namesRemovedSignature = (practice: PracticeId | Placeholder): SQL => sql`
  entry.practice_id = ${practice} and entry.action = any(${listOf(signing)})
    and entry.outcome = 'ok' and entry.basis not like all (${listOf(idle.map((why) => `%${idleBasis("", why)}`))})
    and not exists (
      select from ${noteSignature} as kept where kept.practice_id = ${practice} and kept.id = any(entry.subject_ids))
    and not exists (
      select from ${auditEntry} as erased where erased.practice_id = ${practice}
        and erased.action = 'erase.patient' and erased.outcome = 'ok' and erased.subject_ids && entry.subject_ids)`;
