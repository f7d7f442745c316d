import { ImmunizationId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { optionalLine, optionalReason } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  vaccine: "The vaccine, in words, and as a code if there is one.",
  statusReason: "Why it was not done, such as that the patient refused it. Required if it was not.",
  occurred: "When it was done, or refused: a year, a month or a day, such as `2019-05-28`.",
  doseNumber: "Which dose of its series it was.",
  lotNumber: "The lot, as on the package.",
  expires: "When the lot expires: a month or a day.",
  manufacturer: "Who made it.",
  site: "Where on the body, such as the left upper arm.",
  route: "How it enters the body, such as into the muscle.",
};

const Status = z
  .enum(["completed", "not-done"])
  .describe("As in FHIR. `not-done`: it was refused, or could not be done.");

export const Immunization = namedObject("Immunization", "A vaccine that a patient got, or did not get.", {
  id: ImmunizationId,
  ...clinical.recordKeys,
  vaccine: clinical.Concept.describe(described.vaccine),
  status: Status,
  statusReason: z.string().nullable().describe(`${described.statusReason} Null otherwise.`),
  occurred: z.string().describe(described.occurred),
  doseNumber: z.int().nullable().describe(`${described.doseNumber} Null if unknown.`),
  lotNumber: z.string().nullable().describe(`${described.lotNumber} Null if unknown.`),
  expires: z.string().nullable().describe(`${described.expires} Null if unknown.`),
  manufacturer: z.string().nullable().describe(`${described.manufacturer} Null if unknown.`),
  site: clinical.Concept.nullable().describe(`${described.site} Null if unknown.`),
  route: clinical.Concept.nullable().describe(`${described.route} Null if unknown.`),
  note: clinical.shownNote,
  ...clinical.recordStamps,
});
export type Immunization = z.output<typeof Immunization>;

const details = {
  statusReason: optionalReason.optional().describe(`${described.statusReason} Empty becomes null.`),
  doseNumber: z.int().min(1).max(99).nullable().optional().describe(described.doseNumber),
  lotNumber: optionalLine(100).optional().describe(`${described.lotNumber} Empty becomes null.`),
  expires: PartialDate.nullable().optional().describe(described.expires),
  manufacturer: optionalLine(200).optional().describe(`${described.manufacturer} Empty becomes null.`),
  site: clinical.EnteredConcept.nullable().optional().describe(described.site),
  route: clinical.EnteredConcept.nullable().optional().describe(described.route),
  note: clinical.recordNote,
};

export const CreateImmunization = z.strictObject({
  ...clinical.newRecordKeys,
  vaccine: clinical.EnteredConcept.describe(described.vaccine),
  status: Status.default("completed"),
  occurred: PartialDate.describe(described.occurred),
  ...details,
});
export type CreateImmunization = z.output<typeof CreateImmunization>;

export const AddImmunization = clinical.unlessThere(CreateImmunization);

export const UpdateImmunization = z.strictObject({
  ...clinical.changeOf(ImmunizationId),
  vaccine: clinical.EnteredConcept.optional().describe(described.vaccine),
  status: Status.optional(),
  occurred: PartialDate.optional().describe(described.occurred),
  ...details,
});
export type UpdateImmunization = z.output<typeof UpdateImmunization>;

export const EnterImmunizationInError = clinical.enterInErrorOf(ImmunizationId);
