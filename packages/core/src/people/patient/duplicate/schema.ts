import { z } from "zod";
import { ActorId, PatientId } from "../../../kernel/field/ids.ts";
import { namedObject } from "../../../kernel/field/named-object.ts";
import { AuthorName, Instant, PageInput, pageOf } from "../../../kernel/field/schemas.ts";
import { duplicateReasons } from "./rules.ts";

/** The number of patients that one page compares with all older ones. */
export const comparedAtOnce = 200;

export const PairPatient = z.object({
  id: PatientId,
  name: z.string().describe("The full name, as it is shown."),
  dateOfBirth: z.iso
    .date()
    .nullable()
    .describe(
      "If only an age was given, the first of January of the approximate birth year. Null if unknown.",
    ),
  dateOfBirthApproximate: z.boolean().describe("True if only an age was given."),
});

/** The similarity of two patients. */
export const likeness = {
  score: z.int().min(0).max(100).describe("From 0 to 100. From 60 on, a person should review the pair."),
  reasons: z.array(z.enum(duplicateReasons)).describe("What the two have in common."),
};

export const PatientPair = namedObject(
  "PatientPair",
  "A patient, and an older record that may be of the same person.",
  {
    newer: PairPatient.describe("The record that was added later."),
    older: PairPatient.describe("The record that was added earlier."),
    ...likeness,
  },
);
export type PatientPair = z.output<typeof PatientPair>;

export const ListPatientPairs = PageInput.prefault({});
export type ListPatientPairs = z.output<typeof ListPatientPairs>;

export const PatientPairPage = pageOf(PatientPair);
export type PatientPairPage = z.output<typeof PatientPairPage>;

export const TwoPatients = z.strictObject({
  id: PatientId,
  otherId: PatientId.describe("The patient who is another person."),
});
export type TwoPatients = z.output<typeof TwoPatients>;

export const DistinctPatient = namedObject(
  "DistinctPatient",
  "A patient who was marked as another person than the one asked for.",
  {
    patient: PairPatient.describe("The patient who is another person."),
    markedAt: Instant.describe("When the two were marked, in UTC."),
    markedBy: ActorId.describe("The account that marked them. `member.names` has its current name."),
    markedByName: AuthorName,
  },
);
export type DistinctPatient = z.output<typeof DistinctPatient>;

export const DistinctPatientPage = pageOf(DistinctPatient);
export type DistinctPatientPage = z.output<typeof DistinctPatientPage>;
