import { ConditionId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { Instant } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  code: "What the problem or diagnosis is, in words, and as a code if there is one.",
  onset: "When it began: a year, a month or a day, such as `2019-05`.",
  abatement: "When it ended: a year, a month or a day. Only if it is inactive, in remission or resolved.",
  recordedAt: "When it was found or reported.",
};

const Category = z
  .enum(["problem-list-item", "encounter-diagnosis"])
  .describe("As in FHIR. A problem is managed over time. A diagnosis was made in an encounter.");

const ClinicalStatus = z
  .enum(["active", "recurrence", "relapse", "inactive", "remission", "resolved"])
  .describe("As in FHIR. The first three mean that the patient has it now.");

const VerificationStatus = z
  .enum(["unconfirmed", "provisional", "differential", "confirmed", "refuted"])
  .describe("As in FHIR: how sure it is.");

const Severity = z.enum(["mild", "moderate", "severe"]).nullable();

export const Condition = namedObject("Condition", "A problem or diagnosis of a patient.", {
  id: ConditionId,
  ...clinical.recordKeys,
  code: clinical.Concept.describe(described.code),
  category: Category,
  clinicalStatus: ClinicalStatus,
  verificationStatus: VerificationStatus,
  severity: Severity.describe("How severe it is. Null if unknown."),
  onset: z.string().nullable().describe(`${described.onset} Null if it is unknown.`),
  abatement: z.string().nullable().describe(`${described.abatement} Null if it is unknown.`),
  note: clinical.shownNote,
  recordedAt: Instant.describe(`${described.recordedAt} In UTC.`),
  ...clinical.recordStamps,
});
export type Condition = z.output<typeof Condition>;

const details = {
  severity: Severity.optional().describe("How severe it is. Null: unknown."),
  onset: PartialDate.nullable().optional().describe(described.onset),
  abatement: PartialDate.nullable().optional().describe(described.abatement),
  note: clinical.recordNote,
  recordedAt: clinical.recordedAtInput,
};

export const CreateCondition = z.strictObject({
  ...clinical.newRecordKeys,
  code: clinical.EnteredConcept.describe(described.code),
  category: Category.default("problem-list-item"),
  clinicalStatus: ClinicalStatus.default("active"),
  verificationStatus: VerificationStatus.default("confirmed"),
  ...details,
});
export type CreateCondition = z.output<typeof CreateCondition>;

export const AddCondition = clinical.unlessThere(CreateCondition);

export const UpdateCondition = z.strictObject({
  ...clinical.changeOf(ConditionId),
  code: clinical.EnteredConcept.optional().describe(described.code),
  category: Category.optional(),
  clinicalStatus: ClinicalStatus.optional(),
  verificationStatus: VerificationStatus.optional(),
  ...details,
});
export type UpdateCondition = z.output<typeof UpdateCondition>;

export const EnterConditionInError = clinical.enterInErrorOf(ConditionId);
