import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { type NoteDraftId, NoteId } from "@caretype/core/kernel/field/ids";
import { unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { holdPatient } from "@caretype/core/people/patient/queries";
import type { Database } from "@caretype/db";
import { requireBorn } from "../clinical/recordable.ts";
import { findNote, withOwnSignatures } from "../note/queries.ts";
import { lockEncounterOf, type NoteContent, reviewContent } from "../note/review.ts";
import type { Note, Review } from "../note/schema.ts";
import {
  insertNote,
  insertPlainSignature,
  requireReviewed,
  requireSigner,
  type SignContext,
} from "../note/sign-note.ts";
import { deleteNoteDraft, noteDrafts } from "./queries.ts";
import type { NoteDraft, SignNoteDraft } from "./schema.ts";

/** Throws `NOTE_EMPTY`. */
function contentOf({ patientId, encounterId, kind, text, recordedAt, createdBy }: NoteDraft): NoteContent {
  if (text === null) throw new DomainError("NOTE_EMPTY");
  return { patientId, encounterId, kind, text, recordedAt, createdBy };
}

/** Returns what a signature of the draft would cover. Throws `NOTE_EMPTY`. */
export async function reviewDraft(db: Database, scope: Scope, id: NoteDraftId): Promise<Review> {
  const content = contentOf(await noteDrafts.find(db, scope, id));
  return reviewContent(db, scope, { noteId: null, content });
}

/** Waits for a merge of the draft's patient, then locks the draft's encounter. */
async function lockEncounter(db: Database, scope: Scope, draft: NoteDraft | undefined): Promise<void> {
  if (!draft) return;
  const { patientId, encounterId } = draft;
  // Sent together. The second statement runs once the first has its lock.
  await Promise.all([holdPatient(db, scope, patientId), lockEncounterOf(db, scope, encounterId)]);
}

/** Resolves to undefined if the promise rejects with this code. */
async function unless<Found>(code: ErrorCode, found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof DomainError && error.code === code) return undefined;
    throw error;
  }
}

/** Returns the note that the caller's draft became. Throws `NOTE_DRAFT_NOT_FOUND` for any other. */
async function findOwnNote(db: Database, scope: Scope, id: NoteId): Promise<Note> {
  const found = await unless("NOTE_NOT_FOUND", findNote(db, scope, id));
  if (found?.createdBy !== scope.accountId) throw new DomainError("NOTE_DRAFT_NOT_FOUND");
  return found;
}

/**
 * Signs the caller's own draft, which becomes a note with the same id. Returns the existing note if the draft was
 * signed meanwhile. Throws `SIGNER_NOT_DOCTOR`, `SIGNED_CONTENT_CHANGED`, `NOTE_EMPTY` and `NOTE_DRAFT_NOT_FOUND`.
 */
export async function signDraft(context: SignContext, { id, hash }: SignNoteDraft): Promise<Note> {
  const { db, scope, audit } = context;
  const noteId = NoteId.parse(id);
  const found = await unless("NOTE_DRAFT_NOT_FOUND", noteDrafts.find(db, scope, id));
  await lockEncounter(db, scope, found);
  const locking = noteDrafts.lock(db, scope, { id, expectedVersion: "any" });
  const draft = await unless("NOTE_DRAFT_NOT_FOUND", locking);
  if (!draft) return unchanged(audit, findOwnNote(db, scope, noteId));
  const doctorId = await requireSigner(db, scope);
  const content = contentOf(draft);
  await requireBorn(db, scope, { patientId: draft.patientId, fields: content });
  const review = await reviewContent(db, scope, { noteId: null, content });
  requireReviewed(review, hash);
  const created = await insertNote(db, scope, { id: noteId, content: { ...content, isLate: review.isLate } });
  await deleteNoteDraft(db, scope, id);
  await insertPlainSignature(context, { noteId, doctorId, review });
  return withOwnSignatures(db, scope, created);
}
