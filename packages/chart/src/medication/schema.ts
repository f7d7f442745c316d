import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { AllergyId, MedicationId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { Instant, optionalReason, optionalText, requiredLine } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  drug: "The drug, in words, and as a code if there is one.",
  dose: "How much at a time.",
  number: "A decimal number as a text, which keeps its digits.",
  unit: "What the number counts, as a UCUM code such as `mg`, or in words such as `tablets`.",
  dosage: "How to take it, in words, such as `one tablet with food`.",
  route: "How it enters the body, such as by mouth.",
  timing: "How often.",
  from: "Since when: a year, a month or a day, such as `2019-05`.",
  until: "Until when: a year, a month or a day.",
  endReason: "Why it is on hold or ended. Required if it is stopped.",
  overrideReason: "Why it is given in spite of `warnings`.",
  recordedAt: "When it was ordered or reported.",
};

const Kind = z
  .enum(["order", "statement"])
  .describe(
    "`order`: the practice orders it. `statement`: the patient takes it, regardless of who ordered it.",
  );

const Status = z
  .enum(["active", "on-hold", "completed", "stopped"])
  .describe(
    "As in FHIR. `completed`: it ended as planned. `stopped`: before that, or it was a mistake to take it.",
  );

const Dose = namedObject("Dose", described.dose, {
  number: z.string().describe(described.number),
  unit: z.string().nullable().describe(`${described.unit} Null if unknown.`),
});

const timing = {
  frequency: z.int().min(1).max(100).describe("How many times in the period."),
  period: z.int().min(1).max(1_000).describe("How long the period is."),
  periodUnit: z.enum(["h", "d", "wk", "mo"]).describe("Hours, days, weeks or months, as UCUM codes."),
};
const Timing = z
  .object(timing)
  .describe("So many times in a period: 2 times in 1 `d`.")
  .meta({ id: "Timing" });

export const Medication = namedObject("Medication", "A drug that a patient takes or took.", {
  id: MedicationId,
  ...clinical.recordKeys,
  kind: Kind,
  drug: clinical.Concept.describe(described.drug),
  status: Status,
  dose: Dose.nullable().describe(`${described.dose} Null if unknown.`),
  dosage: z.string().nullable().describe(`${described.dosage} Null if unknown.`),
  route: clinical.Concept.nullable().describe(`${described.route} Null if unknown.`),
  timing: Timing.nullable().describe(`${described.timing} Null if unknown.`),
  from: z.string().nullable().describe(`${described.from} Null if it is unknown.`),
  until: z.string().nullable().describe(`${described.until} Null if it is unknown.`),
  endReason: z.string().nullable().describe(`${described.endReason} Null otherwise.`),
  overrideReason: z.string().nullable().describe(`${described.overrideReason} Null if unknown.`),
  note: clinical.shownNote,
  recordedAt: Instant.describe(`${described.recordedAt} In UTC.`),
  ...clinical.recordStamps,
});
export type Medication = z.output<typeof Medication>;

const notNegative: FieldMessage = "Has to be at least 0";

const EnteredDose = z
  .strictObject({
    number: clinical.Decimal.refine((number) => !number.startsWith("-"), notNegative).describe(
      described.number,
    ),
    unit: requiredLine(50).nullable().default(null).describe(`${described.unit} Null: unknown.`),
  })
  .describe(described.dose)
  .meta({ id: "EnteredDose" });

const details = {
  dose: EnteredDose.nullable().optional().describe(described.dose),
  dosage: optionalText(500).optional().describe(`${described.dosage} Empty becomes null.`),
  route: clinical.EnteredConcept.nullable().optional().describe(described.route),
  timing: z.strictObject(timing).nullable().optional().describe(described.timing),
  from: PartialDate.nullable().optional().describe(described.from),
  until: PartialDate.nullable().optional().describe(described.until),
  overrideReason: optionalReason.optional().describe(`${described.overrideReason} Empty becomes null.`),
  endReason: optionalReason.optional().describe(`${described.endReason} Empty becomes null.`),
  note: clinical.recordNote,
  recordedAt: clinical.recordedAtInput,
};

export const CreateMedication = z.strictObject({
  ...clinical.newRecordKeys,
  kind: Kind.default("statement"),
  drug: clinical.EnteredConcept.describe(described.drug),
  status: Status.default("active"),
  ...details,
});
export type CreateMedication = z.output<typeof CreateMedication>;

const DrugWarning = namedObject("DrugWarning", "What speaks against a drug that a patient is to take.", {
  kind: z.enum(["allergy", "medication"]).describe("An active allergy, or the same drug that is current."),
  id: z.union([AllergyId, MedicationId]).describe("The record."),
  label: z.string().describe("What the record is about, in words."),
});
export type DrugWarning = z.output<typeof DrugWarning>;

export const WarnedMedication = Medication.extend({
  warnings: z
    .array(DrugWarning)
    .describe(
      "Active allergies to the drug, to its class or to a group of drugs like it, and the same drug that is current.",
    ),
})
  .describe("A drug with its warnings.")
  .meta({ id: "WarnedMedication" });
export type WarnedMedication = z.output<typeof WarnedMedication>;

const onWarnings = z
  .enum(["allow", "refuse"])
  .default("allow")
  .describe(
    "`refuse`: if there are warnings and no `overrideReason` is sent, nothing is written, and `DRUG_WARNING` names them.",
  );

export const AddMedication = clinical.unlessThere(CreateMedication).extend({ onWarnings });
export type AddMedication = z.output<typeof AddMedication>;

export const UpdateMedication = z.strictObject({
  ...clinical.changeOf(MedicationId),
  kind: Kind.optional(),
  drug: clinical.EnteredConcept.optional().describe(described.drug),
  status: Status.optional(),
  ...details,
});
export type UpdateMedication = z.output<typeof UpdateMedication>;

export const ChangeMedication = UpdateMedication.extend({ onWarnings });
export type ChangeMedication = z.output<typeof ChangeMedication>;
export type OnWarnings = z.output<typeof onWarnings>;

export const EnterMedicationInError = clinical.enterInErrorOf(MedicationId);
