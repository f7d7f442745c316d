import { AllergyId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { PartialDate } from "@caretype/core/kernel/field/partial-date";
import { Instant, pageOf } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import * as clinical from "../clinical/schema.ts";

const described = {
  substance: "What the patient reacts to, in words, and as a code if there is one.",
  onset: "When it began: a year, a month or a day, such as `2019-05`.",
  recordedAt: "When it was found or reported.",
  reactions: "What happened, and how severe it was.",
};

const Category = z.enum(["food", "medication", "environment", "biologic"]).nullable();
const Criticality = z.enum(["low", "high", "unable-to-assess"]).nullable();

const ClinicalStatus = z
  .enum(["active", "inactive", "resolved"])
  .describe(
    "As in FHIR. `resolved`: the patient no longer reacts. A statement that ended is `resolved`, too.",
  );

const VerificationStatus = z
  .enum(["unconfirmed", "confirmed", "refuted"])
  .describe("As in FHIR: how sure it is.");

const Severity = z.enum(["mild", "moderate", "severe"]).nullable();

const Reaction = namedObject("Reaction", "A reaction of the patient to the substance.", {
  manifestation: clinical.Concept.describe("What happened, such as a rash."),
  severity: Severity.describe("How severe it was. Null if unknown."),
});

/** The substance of the statement that no allergy is known. A client can translate it. */
export const noneKnownText = "No known allergies";

export const Allergy = namedObject(
  "Allergy",
  "An allergy or intolerance of a patient, or the statement that none is known.",
  {
    id: AllergyId,
    ...clinical.recordKeys,
    isNoneKnown: z
      .boolean()
      .describe("True for the statement that no allergy is known. Its substance only repeats that."),
    substance: clinical.Concept.describe(described.substance),
    category: Category.describe("What kind of substance it is. Null if unknown."),
    criticality: Criticality.describe("How dangerous another contact would be. Null if unknown."),
    reactions: z.array(Reaction).describe(described.reactions),
    clinicalStatus: ClinicalStatus,
    verificationStatus: VerificationStatus,
    onset: z.string().nullable().describe(`${described.onset} Null if it is unknown.`),
    note: clinical.shownNote,
    recordedAt: Instant.describe(`${described.recordedAt} In UTC.`),
    ...clinical.recordStamps,
  },
);
export type Allergy = z.output<typeof Allergy>;

export const AllergyPage = pageOf(Allergy).extend({
  known: z
    .enum(["never-asked", "none-known", "listed"])
    .describe(
      "What is known of the patient's allergies. `never-asked`: nothing. `none-known`: `noneKnown` says who told so, and when. `listed`: there are some, active or not.",
    ),
  noneKnown: Allergy.nullable().describe("The statement that none is known. Null if there is none now."),
  noneOf: z
    .array(clinical.Statement)
    .describe("Statements that no allergy to drugs, to food or to the environment is known."),
});
export type AllergyPage = z.output<typeof AllergyPage>;

export const ListAllergies = z.strictObject(clinical.recordFilters);

const details = {
  category: Category.optional().describe("What kind of substance it is. Null: unknown."),
  criticality: Criticality.optional().describe("How dangerous another contact would be. Null: unknown."),
  onset: PartialDate.nullable().optional().describe(described.onset),
  note: clinical.recordNote,
  recordedAt: clinical.recordedAtInput,
};

const EnteredReactions = z
  .array(
    z
      .strictObject({
        manifestation: clinical.EnteredConcept.describe("What happened, such as a rash."),
        severity: Severity.default(null).describe("How severe it was. Null: unknown."),
      })
      .describe("A reaction, as it is entered.")
      .meta({ id: "EnteredReaction" }),
  )
  .max(20);

export const CreateAllergy = z.strictObject({
  ...clinical.newRecordKeys,
  substance: clinical.EnteredConcept.describe(described.substance),
  reactions: EnteredReactions.default([]).describe(described.reactions),
  clinicalStatus: ClinicalStatus.default("active"),
  verificationStatus: VerificationStatus.default("unconfirmed"),
  ...details,
});
export type CreateAllergy = z.output<typeof CreateAllergy>;

export const AddAllergy = clinical.unlessThere(CreateAllergy);

export const UpdateAllergy = z.strictObject({
  ...clinical.changeOf(AllergyId),
  substance: clinical.EnteredConcept.optional().describe(described.substance),
  reactions: EnteredReactions.optional().describe(described.reactions),
  clinicalStatus: ClinicalStatus.optional(),
  verificationStatus: VerificationStatus.optional(),
  ...details,
});
export type UpdateAllergy = z.output<typeof UpdateAllergy>;

export const RecordNoneKnown = z.strictObject({
  ...clinical.newRecordKeys,
  note: clinical.recordNote,
  recordedAt: clinical.recordedAtInput,
});
export type RecordNoneKnown = z.output<typeof RecordNoneKnown>;

export const EnterAllergyInError = clinical.enterInErrorOf(AllergyId);
