import { EncounterId, NoteDraftId, PatientId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  ExpectedVersion,
  Instant,
  Moment,
  optionalText,
  PageInput,
  pageOf,
  requiredLine,
  stamps,
} from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { newRecordKeys, recordKeys } from "../clinical/schema.ts";
import { noteFields, ReviewedHash } from "../note/schema.ts";

export const NoteDraft = namedObject("NoteDraft", "A note that is being written. Only its author sees it.", {
  id: NoteDraftId,
  ...recordKeys,
  kind: z.string().describe(noteFields.kind),
  text: z.string().nullable().describe(`${noteFields.text} Null if nothing was written yet.`),
  recordedAt: Instant.describe(`${noteFields.recordedAt} In UTC.`),
  ...stamps,
});
export type NoteDraft = z.output<typeof NoteDraft>;

export const NoteDraftPage = pageOf(NoteDraft);
export type NoteDraftPage = z.output<typeof NoteDraftPage>;

export const ListNoteDrafts = z
  .strictObject({
    ...PageInput.shape,
    patientId: PatientId.optional().describe("Only the drafts about this patient."),
  })
  .prefault({});
export type ListNoteDrafts = z.output<typeof ListNoteDrafts>;

export const NoteDraftById = z.strictObject({ id: NoteDraftId });

const details = {
  text: optionalText(20_000).optional().describe(`${noteFields.text} Empty becomes null.`),
  recordedAt: Moment.optional().describe(`${noteFields.recordedAt} Default: now.`),
};

export const CreateNoteDraft = z.strictObject({
  ...newRecordKeys,
  encounterId: EncounterId.nullable()
    .default(null)
    .describe("The encounter that it is about. In one that is locked, the signed note is marked as late."),
  kind: requiredLine(100).default("Note").describe(`${noteFields.kind} Default: \`Note\`.`),
  ...details,
});
export type CreateNoteDraft = z.output<typeof CreateNoteDraft>;

const change = { id: NoteDraftId, expectedVersion: ExpectedVersion };

export const UpdateNoteDraft = z.strictObject({
  ...change,
  encounterId: EncounterId.nullable()
    .optional()
    .describe("Another encounter of the patient that it is about. Null: of none."),
  kind: requiredLine(100).optional().describe(noteFields.kind),
  ...details,
  recordedAt: Moment.optional().describe(noteFields.recordedAt),
});
export type UpdateNoteDraft = z.output<typeof UpdateNoteDraft>;

export const RemoveNoteDraft = z.strictObject(change);
export type RemoveNoteDraft = z.output<typeof RemoveNoteDraft>;

export const RemoveAbandonedDrafts = z.strictObject({ patientId: PatientId });
export type RemoveAbandonedDrafts = z.output<typeof RemoveAbandonedDrafts>;

export const RemovedDrafts = namedObject("RemovedDrafts", "What was removed.", {
  removed: z.int().describe("How many drafts were removed. 0: none was abandoned."),
});
export type RemovedDrafts = z.output<typeof RemovedDrafts>;

export const SignNoteDraft = z.strictObject({
  id: NoteDraftId,
  hash: ReviewedHash,
});
export type SignNoteDraft = z.output<typeof SignNoteDraft>;
