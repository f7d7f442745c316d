import { z } from "zod";
import type { FieldMessage } from "../../kernel/error/field-messages.ts";
import { MedicationId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import { PartialDate } from "../../kernel/field/partial-date.ts";
import { Instant, optionalLine, optionalText, requiredLine } from "../../kernel/field/schemas.ts";
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
  recordedAt: "When it was ordered or told.",
};

const Kind = z
  .enum(["order", "statement"])
  .describe("`order`: the practice orders it. `statement`: the patient takes it, whoever ordered it.");

const Status = z
  .enum(["active", "on-hold", "completed", "stopped"])
  .describe(
    "As in FHIR. `completed`: it ended as planned. `stopped`: before that, or it was a mistake to take it.",
  );

const Dose = namedObject("Dose", described.dose, {
  number: z.string().describe(described.number),
  unit: z.string().nullable().describe(`${described.unit} Null if nobody said.`),
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
  dose: Dose.nullable().describe(`${described.dose} Null if nobody said.`),
  dosage: z.string().nullable().describe(`${described.dosage} Null if nobody said.`),
  route: clinical.Concept.nullable().describe(`${described.route} Null if nobody said.`),
  timing: Timing.nullable().describe(`${described.timing} Null if nobody said.`),
  from: z.string().nullable().describe(`${described.from} Null if it is unknown.`),
  until: z.string().nullable().describe(`${described.until} Null if it is unknown.`),
  endReason: z.string().nullable().describe(`${described.endReason} Null otherwise.`),
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
    unit: requiredLine(50).nullable().default(null).describe(`${described.unit} Null: nobody said.`),
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
  endReason: optionalLine(500).optional().describe(`${described.endReason} Empty becomes null.`),
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

export const AddMedication = clinical.unlessThere(CreateMedication);

export const UpdateMedication = z.strictObject({
  ...clinical.changeOf(MedicationId),
  kind: Kind.optional(),
  drug: clinical.EnteredConcept.optional().describe(described.drug),
  status: Status.optional(),
  ...details,
});
export type UpdateMedication = z.output<typeof UpdateMedication>;

export const EnterMedicationInError = clinical.enterInErrorOf(MedicationId);
