import { AccountId, BreakGlassId, PatientId, RecordId, RestrictionId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import {
  CreatedAt,
  ExpectedVersion,
  Instant,
  PageInput,
  pageOf,
  requiredReason,
  stamps,
} from "@caretype/core/kernel/field/schemas";
import { restrictableTypes } from "@caretype/db/kinds";
import { z } from "zod";

const RestrictableKind = z
  .enum(restrictableTypes)
  .describe("The kind of a record that can be restricted. Allergies cannot.");

const described = {
  recordId: "The record. With an encounter, all that is recorded in it is restricted.",
  readers: "Members who may read it, besides the patient's assigned doctors.",
};

export const Restriction = namedObject("Restriction", "A clinical record that few may read.", {
  id: RestrictionId,
  patientId: PatientId,
  kind: RestrictableKind,
  recordId: RecordId.describe(described.recordId),
  readers: z
    .array(AccountId)
    .describe(
      `${described.readers} Who wrote or signed the record, or one of the encounter, and its doctor are always among them.`,
    ),
  ...stamps,
});
export type Restriction = z.output<typeof Restriction>;

export const RestrictionPage = pageOf(Restriction).extend({
  isWithheld: z
    .boolean()
    .describe(
      "True if the patient has restricted records that you may not read. `open` lets you, with a reason.",
    ),
});
export type RestrictionPage = z.output<typeof RestrictionPage>;

export const ListRestrictions = z.strictObject({ ...PageInput.shape, patientId: PatientId });
export type ListRestrictions = z.output<typeof ListRestrictions>;

export const RestrictionById = z.strictObject({ id: RestrictionId });

const readers = z.array(AccountId).max(50).describe(described.readers);

export const CreateRestriction = z.strictObject({
  recordId: RecordId.describe(described.recordId),
  readers: readers.default([]),
});
export type CreateRestriction = z.output<typeof CreateRestriction>;

export const UpdateRestriction = z.strictObject({
  id: RestrictionId,
  expectedVersion: ExpectedVersion,
  readers,
});
export type UpdateRestriction = z.output<typeof UpdateRestriction>;

export const RemoveRestriction = z.strictObject({ id: RestrictionId, expectedVersion: ExpectedVersion });
export type RemoveRestriction = z.output<typeof RemoveRestriction>;

export const OpenRestricted = z.strictObject({
  patientId: PatientId,
  reason: requiredReason
    .min(10, "At least 10 characters")
    .describe("The reason. The practice's owners see it in the list of emergency access, not in the email."),
});
export type OpenRestricted = z.output<typeof OpenRestricted>;

export const OpenedRecords = namedObject(
  "OpenedRecords",
  "Lets a member read a patient's restricted records for half an hour.",
  {
    id: BreakGlassId,
    patientId: PatientId,
    reason: z.string().describe("Why the records had to be read, as free text."),
    createdAt: CreatedAt,
    expiresAt: Instant.describe("When the access ends, in UTC."),
  },
);
export type OpenedRecords = z.output<typeof OpenedRecords>;
