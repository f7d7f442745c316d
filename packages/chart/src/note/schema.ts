import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import {
  ActorId,
  DoctorId,
  EncounterId,
  MentionedId,
  NoteId,
  PatientId,
} from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, optionalText, pageOf, requiredReason, Version } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { ClinicalRecordKind, Concept, recordFilters, recordKeys, recordStamps } from "../clinical/schema.ts";
import { EncounterClass, EncounterStatus } from "../encounter/schema.ts";

/** The common fields of a note and its draft. */
export const noteFields = {
  kind: "What kind of note it is, such as `Progress note`. `noteKind.list` has those of the practice.",
  text: "The note, in Markdown: headings, emphasis, lists and quotes. Anything else is shown as it was typed.",
  recordedAt: "What time the note is about.",
  isLate: "True: it was signed after its encounter had been locked.",
};

const hash = "SHA-256 of what the signer saw, in hexadecimal.";

const shownSignature = {
  kind: z
    .enum(["signature", "addendum", "correction", "entered-in-error"])
    .describe("`signature`: of the note as it is. The others add something to it, which their author signs."),
  text: z.string().nullable().describe("What an addendum or a correction says, in Markdown. Null otherwise."),
  reason: z.string().nullable().describe("Why it was added. Null for a signature of the note."),
  signedBy: ActorId,
  doctorId: DoctorId.describe("The doctor whom the signer was linked to."),
  doctorName: z.string().nullable().describe("The doctor's current name. Null if the doctor was erased."),
  signedAt: Instant.describe("When it was signed, in UTC."),
  isLate: z.boolean().describe("True: it was signed after the note's encounter had been locked."),
  hash: z.string().describe(hash),
};

export const Signature = namedObject(
  "Signature",
  "A signature of a note, or an addition with its author's signature.",
  {
    id: MentionedId.describe("One signature of the note."),
    ...shownSignature,
  },
);
export type Signature = z.output<typeof Signature>;

const fields = {
  id: NoteId,
  ...recordKeys,
  kind: z.string().describe(noteFields.kind),
  text: z.string().describe(noteFields.text),
  isLate: z.boolean().describe(noteFields.isLate),
  recordedAt: Instant.describe(`${noteFields.recordedAt} In UTC.`),
};

export const NoteText = z.object({ ...fields, ...recordStamps }).describe("A note without its signatures.");
export type NoteText = z.output<typeof NoteText>;

export const Note = namedObject("Note", "A signed note. Its text never changes.", {
  ...fields,
  signatures: z
    .array(Signature)
    .describe("Everything that was signed, oldest first: the note, and what was added to it."),
  ...recordStamps,
});
export type Note = z.output<typeof Note>;

export const NotePage = pageOf(Note);
export type NotePage = z.output<typeof NotePage>;

export const ListNotes = z.strictObject(recordFilters);
export const NoteById = z.strictObject({ id: NoteId });

const notAHash: FieldMessage = "Has to be the hash of a review";
export const ReviewedHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, notAHash)
  .meta({ examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] })
  .describe("The `hash` of the review that the signer saw.");

const ReviewedRecord = namedObject("ReviewedRecord", "A record of the note's encounter.", {
  kind: ClinicalRecordKind,
  id: MentionedId,
  version: Version.describe("The version that the signer saw."),
});

const ReviewedEncounter = namedObject(
  "ReviewedEncounter",
  "The note's encounter, as a signature covers it.",
  {
    id: EncounterId,
    version: Version,
    class: EncounterClass,
    status: EncounterStatus,
    reason: Concept.nullable().describe("Why the patient is seen. Null if unknown."),
    doctorId: DoctorId.nullable().describe("The doctor who sees the patient. Null if none does."),
    startedAt: Instant.nullable().describe("In UTC. Null before it begins."),
    endedAt: Instant.nullable().describe("In UTC. Null before."),
  },
);
export type ReviewedEncounter = z.output<typeof ReviewedEncounter>;

const Amendment = z
  .object({ id: MentionedId.describe("One signature of the note."), ...shownSignature })
  .pick({ id: true, kind: true, text: true, reason: true })
  .describe("What was added to the note.")
  .meta({ id: "Amendment" });

/** What a signature covers. Its hash excludes only the ids of the note and its author. */
export const Review = namedObject("Review", "What a signature of a note covers.", {
  patientId: PatientId,
  kind: fields.kind,
  text: fields.text,
  isLate: z.boolean().describe("True: its encounter is locked, so a signature marks the note as late."),
  recordedAt: fields.recordedAt,
  author: ActorId,
  encounter: ReviewedEncounter.nullable().describe("The note's encounter. Null if there is none."),
  records: z.array(ReviewedRecord).describe("The other records of the encounter, and their versions."),
  amendments: z.array(Amendment).describe("What was added to the note so far, oldest first."),
  hash: z.string().describe("SHA-256 of all this, in hexadecimal. `sign` takes it."),
});
export type Review = z.output<typeof Review>;
export type Reviewed = Omit<Review, "hash">;

const signing = { id: NoteId, hash: ReviewedHash };

export const SignNote = z.strictObject(signing);
export type SignNote = z.output<typeof SignNote>;

export const AmendNote = z.strictObject({
  ...signing,
  kind: z
    .enum(["addendum", "correction"])
    .default("addendum")
    .describe("`correction`: something in the note is wrong. Default: `addendum`."),
  text: optionalText(20_000)
    .refine((text) => text !== null, "Required")
    .transform((text) => text ?? "")
    .describe("What is added, in Markdown."),
  reason: requiredReason.describe("Why it is added, on one line."),
});
export type AmendNote = z.output<typeof AmendNote>;

export const EnterNoteInError = z.strictObject({
  ...signing,
  reason: requiredReason.describe("Why it was wrong, on one line. It stays with the note."),
});
export type EnterNoteInError = z.output<typeof EnterNoteInError>;

const SinceSigned = namedObject("SinceSigned", "A record that was changed since.", {
  kind: ClinicalRecordKind,
  id: MentionedId,
  version: Version.describe("The version that the signer saw."),
  currentVersion: z.int().nullable().describe("Its version now. Null if it was erased."),
});

const CheckedSignature = namedObject("CheckedSignature", "A signature, and whether it still holds.", {
  id: MentionedId.describe("One signature of the note."),
  kind: shownSignature.kind,
  hash: z.string().describe(hash),
  isIntact: z
    .boolean()
    .describe("False: what was signed, or the signature itself, was changed past the application."),
  changes: z
    .array(SinceSigned)
    .describe("Records of the encounter that were changed in the usual way since."),
});

export const NoteVerification = namedObject("NoteVerification", "Whether a note is still what was signed.", {
  noteId: NoteId,
  isIntact: z
    .boolean()
    .describe(
      "True if each signature is intact, there is one, the audit names no other, and only signatures and merges changed the note.",
    ),
  signatures: z.array(CheckedSignature).describe("Oldest first."),
});
export type NoteVerification = z.output<typeof NoteVerification>;
