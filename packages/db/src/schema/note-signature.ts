import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AnyId, DoctorId, EncounterId, NoteId, PatientId, SignatureId } from "../ids.ts";
import type { ClinicalType } from "../kinds.ts";
import { account } from "./account.ts";
import { bytea, instant, practiceId } from "./columns.ts";
import { keyOf, oneOf, refersInPractice, refersTo } from "./keys.ts";
import { note } from "./note.ts";

/** A signature of the note itself, or of an addendum. */
export const signatureKinds = ["signature", "addendum", "correction", "entered-in-error"] as const;

/** What the signer saw besides the note: the patient, the encounter and its records, and earlier amendments. */
export type SeenBySigner = {
  patientId: PatientId;
  encounter: { id: EncounterId; version: number } | null;
  records: { kind: ClinicalType; id: AnyId; version: number }[];
  amendments: AnyId[];
};

/**
 * A signature of a note, or an addendum with its author's signature. Its id is a hash of its content, and the audit
 * names it: a row changed despite the triggers would have another id.
 */
export const noteSignature = pgTable(
  "note_signature",
  {
    practiceId: practiceId(),
    id: uuid("id").$type<SignatureId>().notNull(),
    noteId: uuid("note_id").$type<NoteId>().notNull(),
    kind: text("kind", { enum: signatureKinds }).notNull(),
    text: text("text"),
    reason: text("reason"),
    signedBy: uuid("signed_by").$type<AccountId>().notNull(),
    /** The doctor linked to the signer. May be removed from the directory, so there is no foreign key. */
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    signedAt: instant("signed_at").notNull(),
    seen: jsonb("seen").$type<SeenBySigner>().notNull(),
    /** SHA-256 of what the signer saw. */
    hash: bytea("hash").notNull(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    refersInPractice(table, "noteId", note),
    refersTo(table.signedBy, account),
    index("note_signature_note_idx").on(table.practiceId, table.noteId),
    uniqueIndex("note_signature_signer_key")
      .on(table.practiceId, table.noteId, table.signedBy)
      .where(sql`${table.kind} = 'signature'`),
    check(
      "note_signature_kind_check",
      sql`${oneOf(table.kind, signatureKinds)}
        and (${table.kind} in ('addendum', 'correction')) = (${table.text} is not null)
        and (${table.kind} = 'signature') = (${table.reason} is null)`,
    ),
  ],
);
