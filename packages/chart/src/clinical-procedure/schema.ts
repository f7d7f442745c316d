import { DoctorId, ProcedureId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { optionalReason, optionalText } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  code: "What is done, in words, and as a code if there is one.",
  statusReason: "Why it was not done or stopped. Required then.",
  performedFrom: "When it was begun: a year, a month or a day, such as `2019-05-28`.",
  performedUntil: "When it was over: a year, a month or a day.",
  doctorId: "The doctor who does it. Null if none does, or if unknown.",
  bodySite: "Where on the body.",
  outcome: "How it went.",
};

const Status = z
  .enum(["preparation", "in-progress", "not-done", "on-hold", "stopped", "completed"])
  .describe(
    "As in FHIR. `not-done`: it was planned, and never begun. `stopped`: it was begun, and not finished.",
  );

export const Procedure = namedObject("Procedure", "What was done with a patient, such as an operation.", {
  id: ProcedureId,
  ...clinical.recordKeys,
  code: clinical.Concept.describe(described.code),
  status: Status,
  statusReason: z.string().nullable().describe(`${described.statusReason} Null otherwise.`),
  performedFrom: z.string().nullable().describe(`${described.performedFrom} Null if it is unknown.`),
  performedUntil: z.string().nullable().describe(`${described.performedUntil} Null if it is unknown.`),
  doctorId: DoctorId.nullable().describe(described.doctorId),
  bodySite: clinical.Concept.nullable().describe(`${described.bodySite} Null if unknown.`),
  outcome: z.string().nullable().describe(`${described.outcome} Null if unknown.`),
  note: clinical.shownNote,
  ...clinical.recordStamps,
});
export type Procedure = z.output<typeof Procedure>;

const details = {
  statusReason: optionalReason.optional().describe(`${described.statusReason} Empty becomes null.`),
  performedFrom: PartialDate.nullable().optional().describe(described.performedFrom),
  performedUntil: PartialDate.nullable().optional().describe(described.performedUntil),
  doctorId: DoctorId.nullable().optional().describe(described.doctorId),
  bodySite: clinical.EnteredConcept.nullable().optional().describe(described.bodySite),
  outcome: optionalText(2000).optional().describe(`${described.outcome} Empty becomes null.`),
  note: clinical.recordNote,
};

export const CreateProcedure = z.strictObject({
  ...clinical.newRecordKeys,
  code: clinical.EnteredConcept.describe(described.code),
  status: Status.default("completed"),
  ...details,
});
export type CreateProcedure = z.output<typeof CreateProcedure>;

export const AddProcedure = clinical.unlessThere(CreateProcedure);

export const UpdateProcedure = z.strictObject({
  ...clinical.changeOf(ProcedureId),
  code: clinical.EnteredConcept.optional().describe(described.code),
  status: Status.optional(),
  ...details,
});
export type UpdateProcedure = z.output<typeof UpdateProcedure>;

export const EnterProcedureInError = clinical.enterInErrorOf(ProcedureId);
