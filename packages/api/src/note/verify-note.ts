import { type Database, prepared, schema } from "@caretype/db";
import { asc, eq, sql } from "drizzle-orm";
import { ofEachInEncounters } from "../clinical/patient-records.ts";
import type { NoteId, PracticeId } from "../field/ids.ts";
import type { Scope } from "../procedure/scope.ts";
import { hashReviewed, type SignatureRow, signatureIdOf } from "./content.ts";
import { notes } from "./queries.ts";
import { findEncounterAt } from "./review.ts";
import type { NoteText, NoteVerification, Reviewed } from "./schema.ts";

const { encounter, noteSignature } = schema;

const practice = sql.placeholder("practiceId");

/** Oldest first. */
const signaturesOf = prepared(["practiceId", "noteId"], (db) =>
  db
    .select()
    .from(noteSignature)
    .where(
      sql`${eq(noteSignature.practiceId, practice)} and ${eq(noteSignature.noteId, sql.placeholder("noteId"))}`,
    )
    .orderBy(asc(noteSignature.signedAt), asc(noteSignature.id))
    .prepare("note_verify_signatures"),
);

type Versioned = Reviewed["records"][number];

/** Current versions of an encounter and its records, also of those that are no longer in it. */
const currentVersions = prepared(["practiceId", "encounterId", "ids"], (db) =>
  db
    .select({ id: sql<Versioned["id"]>`id`, version: sql<number>`version` })
    .from(
      sql`(
        select id, version from ${encounter} where practice_id = ${practice} and id = ${sql.placeholder("encounterId")}
        union all
        ${ofEachInEncounters(
          (_, table) => sql`
            select id, version from ${table}
            where practice_id = ${practice} and id = any(${sql.placeholder("ids")}::uuid[])`,
        )}) as record`,
    )
    .prepare("note_verify_versions"),
);

/** True if what was signed, and the signature itself, are as they were then. */
export async function isSignatureIntact(
  db: Database,
  { practiceId, signed }: { practiceId: PracticeId; signed: NoteText },
  { signature, all }: { signature: SignatureRow; all: readonly SignatureRow[] },
): Promise<boolean> {
  const { encounter: seen, patientId, records, amendments } = signature.seen;
  const found = seen && (await findEncounterAt(db, { practiceId }, seen));
  if (seen && !found) return false;
  const { createdBy: author, kind, text, isLate, recordedAt } = signed;
  const before = amendments.flatMap((id) => all.filter((one) => one.id === id));
  const reviewed: Reviewed = {
    ...{ patientId, author, kind, text, recordedAt, isLate, records },
    encounter: found,
    amendments: before.map((one) => ({ id: one.id, kind: one.kind, text: one.text, reason: one.reason })),
  };
  return (
    hashReviewed(reviewed).equals(signature.hash) && signatureIdOf(practiceId, signature) === signature.id
  );
}

async function findChanges(db: Database, { practiceId }: Scope, { seen }: SignatureRow) {
  if (!seen.encounter) return [];
  const { id: encounterId } = seen.encounter;
  const ids = `{${seen.records.map(({ id }) => id).join(",")}}`;
  const rows = await currentVersions(db).execute({ practiceId, encounterId, ids });
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const covered: Versioned[] = [{ kind: "encounter", ...seen.encounter }, ...seen.records];
  return covered
    .map((record) => ({ ...record, currentVersion: versions.get(record.id) ?? null }))
    .filter(({ version, currentVersion }) => version !== currentVersion);
}

/** Compares a note with what each signature of it covers. */
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
  const isIntact = signatures.length > 0 && signatures.every((one) => one.isIntact);
  return { noteId, isIntact, signatures };
}
