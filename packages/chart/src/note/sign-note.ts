import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { DoctorId, NoteId } from "@caretype/core/kernel/field/ids";
import {
  type ChangeContext,
  type SubjectsContext,
  unchanged,
} from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, given, newRow, prepared, preparedInsert } from "@caretype/db";
import { membership, note, noteSignature } from "@caretype/db/schema";
import { and, eq } from "drizzle-orm";
import { instantNow } from "../clinical/times.ts";
import { type SignatureRow, signatureIdOf } from "./content.ts";
import { noteColumns, notes, withOwnSignatures } from "./queries.ts";
import { lockEncounterOf, type NoteContent, reviewContent } from "./review.ts";
import type { AmendNote, EnterNoteInError, Note, NoteText, Review, SignNote } from "./schema.ts";

const doctorOf = prepared(["practiceId", "accountId"], (db) =>
  db
    .select({ doctorId: membership.doctorId })
    .from(membership)
    .where(and(...given(membership, "practiceId", "accountId")))
    // Prevents the signer from being unlinked meanwhile.
    .for("share"),
);

/** Returns the doctor linked to the caller. Throws `SIGNER_NOT_DOCTOR`. */
export async function requireSigner(db: Database, { practiceId, accountId }: Scope): Promise<DoctorId> {
  const [found] = await doctorOf(db).execute({ practiceId, accountId });
  if (!found?.doctorId) throw new DomainError("SIGNER_NOT_DOCTOR");
  return found.doctorId;
}

/** Throws `SIGNED_CONTENT_CHANGED` unless the signer saw what would be signed. */
export function requireReviewed(review: Review, hash: string): void {
  if (review.hash !== hash) throw new DomainError("SIGNED_CONTENT_CHANGED");
}

const insertion = preparedInsert(noteSignature, { id: noteSignature.id });

type Signing = Pick<SignatureRow, "kind" | "text" | "reason" | "doctorId"> & {
  noteId: NoteId;
  review: Review;
};

/** The caller has locked the note. */
async function insertSignature(
  { db, scope, audit }: SubjectsContext,
  { review, ...given }: Signing,
): Promise<void> {
  const { practiceId, accountId: signedBy } = scope;
  const { patientId, encounter, records, amendments } = review;
  const signature = {
    ...given,
    signedBy,
    signedAt: instantNow(),
    seen: {
      patientId,
      encounter: encounter && { id: encounter.id, version: encounter.version },
      records,
      amendments: amendments.map(({ id }) => id),
    },
    hash: Buffer.from(review.hash, "hex"),
  };
  const id = signatureIdOf(practiceId, signature);
  await insertion(db).execute(newRow(noteSignature, { ...signature, practiceId, id }));
  audit.subjects([id]);
}

/** Signs a note without an amendment. The caller has locked it. */
export const insertPlainSignature = (
  context: SubjectsContext,
  signed: Pick<Signing, "noteId" | "doctorId" | "review">,
): Promise<void> => insertSignature(context, { ...signed, kind: "signature", text: null, reason: null });

const noteInsertion = preparedInsert(note, noteColumns);

/** Throws `ENCOUNTER_NOT_FOUND` if the encounter was entered in error. */
export async function insertNote(
  db: Database,
  { practiceId }: Scope,
  { id, content }: { id: NoteId; content: NoteContent & { isLate: boolean } },
): Promise<NoteText> {
  return noteInsertion(db).execute(newRow(note, { ...content, practiceId, id }));
}

/** Locks the encounter, then the note, like the first signature. Throws `RECORD_IN_ERROR`. */
async function lockNote(db: Database, scope: Scope, id: NoteId): Promise<NoteText> {
  const { encounterId } = await notes.find(db, scope, id);
  await lockEncounterOf(db, scope, encounterId);
  const locked = await notes.lock(db, scope, { id, expectedVersion: "any" });
  if (locked.errorReason !== null) throw new DomainError("RECORD_IN_ERROR");
  return locked;
}

/** Returns the note and its signatures, and the caller's own, if any. */
async function findOwnSignature(db: Database, scope: Scope, locked: NoteText) {
  const found = await withOwnSignatures(db, scope, locked);
  const own = found.signatures.find(
    ({ kind, signedBy }) => kind === "signature" && signedBy === scope.accountId,
  );
  return { found, own };
}

export type SignContext = SubjectsContext & ChangeContext;

/**
 * Signs a note that a colleague has signed. Returns the note unchanged if the account has signed it already. Throws
 * `SIGNER_NOT_DOCTOR`, `SIGNED_CONTENT_CHANGED` and `RECORD_IN_ERROR`.
 */
export async function signNote(context: SignContext, { id, hash }: SignNote): Promise<Note> {
  const { db, scope, audit } = context;
  const locked = await lockNote(db, scope, id);
  const doctorId = await requireSigner(db, scope);
  const { found, own } = await findOwnSignature(db, scope, locked);
  if (own) return unchanged(audit, found);
  const review = await reviewContent(db, scope, { noteId: id, content: locked });
  requireReviewed(review, hash);
  await insertPlainSignature(context, { noteId: id, doctorId, review });
  return withOwnSignatures(db, scope, locked);
}

type Amending = Pick<SignNote, "id" | "hash"> & {
  kind: Exclude<SignatureRow["kind"], "signature">;
  text: string | null;
  reason: string;
};

async function amend(context: SubjectsContext, { id, hash, ...given }: Amending): Promise<Note> {
  const { db, scope } = context;
  const locked = await lockNote(db, scope, id);
  const doctorId = await requireSigner(db, scope);
  const review = await reviewContent(db, scope, { noteId: id, content: locked });
  requireReviewed(review, hash);
  await insertSignature(context, { ...given, noteId: id, doctorId, review });
  if (given.kind !== "entered-in-error") return withOwnSignatures(db, scope, locked);
  const [wrong] = await db
    .update(note)
    .set({ errorReason: given.reason })
    .where(and(eq(note.practiceId, scope.practiceId), eq(note.id, id)))
    .returning(noteColumns);
  return withOwnSignatures(db, scope, wrong ?? locked);
}

/** Adds a signed addendum or correction. Throws `SIGNER_NOT_DOCTOR`, `SIGNED_CONTENT_CHANGED` and `RECORD_IN_ERROR`. */
export const amendNote = (context: SubjectsContext, input: AmendNote): Promise<Note> => amend(context, input);

/** Removes a note from lists, with a signed reason. Throws the codes of an addendum. */
export const enterNoteInError = (context: SubjectsContext, input: EnterNoteInError): Promise<Note> =>
  amend(context, { ...input, kind: "entered-in-error", text: null });
