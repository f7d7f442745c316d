import { ObservationId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { Instant, Moment, optionalText, pageOf, requiredLine } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  code: "What was observed, in words, and as a code if there is one.",
  value: "What was found. Null if only the components have values, or nothing could be found.",
  number: "A decimal number as a text, so that it keeps its digits: `6.30` stays `6.30`.",
  unit: "The unit as a UCUM code, such as `mmol/L`.",
  comparator:
    "As in FHIR: what was measured is less (`<`) or more (`>`) than the number, or at most (`<=`) or at least (`>=`) it.",
  enteredUnit:
    "The unit as a UCUM code, such as `mmol/L`. For a code with a known measure, required, and one that measures it.",
  canonical:
    "The same number in the unit in which all of this code are compared. Null if there is no such unit. The value's comparator is true of it, too.",
  components: "The parts of a panel: blood pressure is one observation with two components.",
  low: "The least usual number, in the unit of the value.",
  high: "The greatest usual number, in the unit of the value.",
  referenceRange: "What is usual, as the laboratory said.",
  interpretation: "As in FHIR. Abnormal values are valid.",
  effectiveAt: "When it was measured or reported, not when it was written.",
};

const Category = z
  .enum([
    "vital-signs",
    "laboratory",
    "survey",
    "social-history",
    "exam",
    "imaging",
    "procedure",
    "therapy",
    "activity",
  ])
  .nullable();

const Status = z
  .enum(["preliminary", "final", "amended"])
  .describe("As in FHIR. A change of a final value makes it `amended`.");

const Interpretation = z
  .enum([
    ...(["normal", "abnormal", "low", "high", "critical-low", "critical-high"] as const),
    ...(["susceptible", "susceptible-dose-dependent", "intermediate", "resistant"] as const),
  ])
  .nullable();

export const shownComparator = z.enum(["<", "<=", ">=", ">"]).nullable();

const kinds = {
  quantity: z.literal("quantity").describe("A number."),
  concept: z.literal("concept").describe("Words or a code."),
  text: z.literal("text").describe("Free text."),
  boolean: z.literal("boolean").describe("True or false."),
};
const text = z.string().describe("The value in words.");
const boolean = z.boolean().describe("Whether it is so.");

export const ObservationValue = z
  .discriminatedUnion("kind", [
    z.object({
      kind: kinds.quantity,
      number: z.string().describe(described.number),
      unit: z.string().nullable().describe(`${described.unit} Null without one.`),
      comparator: shownComparator.describe(`${described.comparator} Null: it is the number.`),
    }),
    z.object({
      kind: kinds.concept,
      concept: clinical.Concept.describe("The value in words, and as a code if there is one."),
    }),
    z.object({ kind: kinds.text, text }),
    z.object({ kind: kinds.boolean, boolean }),
  ])
  .describe("A value of one kind.")
  .meta({ id: "ObservationValue" });
export type ObservationValue = z.output<typeof ObservationValue>;

const Canonical = namedObject(
  "CanonicalQuantity",
  "A number in the unit in which all of its kind are compared.",
  {
    number: z.string().describe(described.number),
    unit: z.string().describe(described.unit),
  },
);

const Component = namedObject("ObservationComponent", "A part of a panel.", {
  code: clinical.Concept.describe(described.code),
  value: ObservationValue.describe("What was found."),
  canonical: Canonical.nullable().describe(described.canonical),
});

const ReferenceRange = namedObject("ReferenceRange", "What is usual.", {
  low: z.string().nullable().describe(`${described.low} Null if there is none.`),
  high: z.string().nullable().describe(`${described.high} Null if there is none.`),
  text: z.string().nullable().describe("The range in words. Null if there are none."),
});

export const Observation = namedObject("Observation", "What was measured, tested or answered.", {
  id: ObservationId,
  ...clinical.recordKeys,
  code: clinical.Concept.describe(described.code),
  category: Category.describe("What kind of observation it is. Null if unknown."),
  status: Status,
  value: ObservationValue.nullable().describe(described.value),
  canonical: Canonical.nullable().describe(described.canonical),
  components: z.array(Component).describe(described.components),
  referenceRange: ReferenceRange.nullable().describe(`${described.referenceRange} Null if unknown.`),
  interpretation: Interpretation.describe(`${described.interpretation} Null if it is unknown.`),
  isInterpretationComputed: z
    .boolean()
    .describe("True if the interpretation was not given, and follows from the reference range."),
  note: clinical.shownNote,
  effectiveAt: Instant.describe(`${described.effectiveAt} In UTC.`),
  ...clinical.recordStamps,
});
export type Observation = z.output<typeof Observation>;

export const ObservationPage = pageOf(Observation);
export type ObservationPage = z.output<typeof ObservationPage>;

export const ListObservations = z.strictObject({
  ...clinical.recordFilters,
  vitalSigns: z
    .boolean()
    .optional()
    .describe("True: only vital signs. False: only others, such as laboratory values. Default: all."),
});

const EnteredValue = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: kinds.quantity,
      number: clinical.Decimal.describe(described.number),
      unit: requiredLine(50).nullable().default(null).describe(`${described.enteredUnit} Null: none.`),
      comparator: shownComparator.default(null).describe(`${described.comparator} Null: it is the number.`),
    }),
    z.strictObject({
      kind: kinds.concept,
      concept: clinical.EnteredConcept.describe("The value in words, and as a code if there is one."),
    }),
    z.strictObject({ kind: kinds.text, text: requiredLine(2000).describe("The value in words.") }),
    z.strictObject({ kind: kinds.boolean, boolean }),
  ])
  .describe("A value of one kind, as it is entered. For a code with a known measure, a number with a unit.")
  .meta({ id: "EnteredValue" });

const EnteredRange = z
  .strictObject({
    low: clinical.Decimal.nullable().default(null).describe(described.low),
    high: clinical.Decimal.nullable().default(null).describe(described.high),
    text: optionalText(500).default(null).describe("The range in words."),
  })
  .describe("What is usual.")
  .meta({ id: "EnteredRange" });

const details = {
  category: Category.optional().describe("What kind of observation it is. Null: unknown."),
  referenceRange: EnteredRange.nullable().optional().describe(described.referenceRange),
  interpretation: Interpretation.optional().describe(
    `${described.interpretation} Null or omitted: it follows from the reference range, if there is one.`,
  ),
  note: clinical.recordNote,
  effectiveAt: Moment.optional().describe(`${described.effectiveAt} Default: now.`),
};

const EnteredComponents = z
  .array(
    z
      .strictObject({
        code: clinical.EnteredConcept.describe(described.code),
        value: EnteredValue.describe("What was found."),
      })
      .describe("A part of a panel, as it is entered.")
      .meta({ id: "EnteredComponent" }),
  )
  .max(20);

export const CreateObservation = z.strictObject({
  ...clinical.newRecordKeys,
  code: clinical.EnteredConcept.describe(described.code),
  status: z.enum(["preliminary", "final"]).default("final").describe("Whether it may still change."),
  value: EnteredValue.nullable().default(null).describe(described.value),
  components: EnteredComponents.default([]).describe(described.components),
  ...details,
});
export type CreateObservation = z.output<typeof CreateObservation>;

export const AddObservation = clinical.unlessThere(CreateObservation);

export const CreateObservations = z.strictObject({
  observations: z
    .array(
      CreateObservation.extend({
        components: EnteredComponents.max(2).default([]).describe(described.components),
      }),
    )
    .min(1, "Send at least one observation")
    .max(8)
    .describe("Up to 8, such as the vital signs of one visit. All are added, or none."),
});
export type CreateObservations = z.output<typeof CreateObservations>;

export const ObservationList = z.object({
  items: z.array(Observation).describe("In the order in which they were sent."),
});
export type ObservationList = z.output<typeof ObservationList>;

const changedRange =
  "Omitted: it stays, in the unit of the value. Required if the unit changes and it cannot be converted.";
const changedInterpretation =
  "Omitted: it stays, until the value changes. Null: it follows from the reference range, if there is one.";

export const UpdateObservation = z.strictObject({
  ...clinical.changeOf(ObservationId),
  code: clinical.EnteredConcept.optional().describe(described.code),
  status: z.enum(["preliminary", "final"]).optional().describe("Whether it may still change."),
  value: EnteredValue.nullable().optional().describe(described.value),
  components: EnteredComponents.optional().describe(described.components),
  ...details,
  referenceRange: details.referenceRange.describe(`${described.referenceRange} ${changedRange}`),
  interpretation: details.interpretation.describe(`${described.interpretation} ${changedInterpretation}`),
});
export type UpdateObservation = z.output<typeof UpdateObservation>;

export const EnterObservationInError = clinical.enterInErrorOf(ObservationId);
export type EnterObservationInError = z.output<typeof EnterObservationInError>;
