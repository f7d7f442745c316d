import { createHash } from "node:crypto";
import { canonicalJson } from "@caretype/core/kernel/field/canonical-json";
import { hashId } from "@caretype/core/kernel/field/hash-id";
import { type PracticeId, SignatureId } from "@caretype/core/kernel/field/ids";
import type { schema } from "@caretype/db";
import type { Reviewed } from "./schema.ts";

/** Increment this when the signed fields change, so that earlier hashes can still be computed. */
const format = 1;

/** Microseconds and the notation are not part of what was signed. */
const instantOf = (at: string | null) => (at === null ? null : new Date(at).toISOString());

/** SHA-256 of what a signer saw. */
export function hashReviewed({ encounter, ...reviewed }: Reviewed): Buffer {
  const seen = {
    format,
    ...reviewed,
    recordedAt: instantOf(reviewed.recordedAt),
    encounter: encounter && {
      ...encounter,
      startedAt: instantOf(encounter.startedAt),
      endedAt: instantOf(encounter.endedAt),
    },
  };
  return createHash("sha256").update(canonicalJson(seen)).digest();
}

export type SignatureRow = typeof schema.noteSignature.$inferSelect;

/** The id that a signature has if it was not tampered with. */
export function signatureIdOf(
  practiceId: PracticeId,
  {
    noteId,
    kind,
    text,
    reason,
    signedBy,
    doctorId,
    signedAt,
    seen,
    hash,
  }: Omit<SignatureRow, "id" | "practiceId">,
): SignatureId {
  const signed = { noteId, kind, text, reason, signedBy, doctorId, seen };
  const all = { format, practiceId, ...signed, signedAt: instantOf(signedAt), hash: hash.toString("hex") };
  return SignatureId.parse(hashId(canonicalJson(all)));
}
