import { z } from "zod";
import { ActorId, PatientId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";
import { duplicateReasons } from "./rules.ts";

/** The number of patients that one page compares with all older ones. */
export const comparedAtOnce = 200;

const PairPatient = z.object({
  id: PatientId,
  name: z.string(),
  dateOfBirth: z.iso.date().nullable(),
  dateOfBirthApproximate: z.boolean(),
});

/** A patient, and an older record that may be of the same person. */
export const PatientPair = z
  .object({
    newer: PairPatient,
    older: PairPatient,
    score: z.int().min(0).max(100),
    reasons: z.array(z.enum(duplicateReasons)),
  })
  .meta({ id: "PatientPair" });
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

/** A patient who was marked as another person than the one asked for. */
export const DistinctPatient = z
  .object({
    patient: PairPatient,
    markedAt: Instant,
    markedBy: ActorId,
    markedByName: z.string().nullable(),
  })
  .meta({ id: "DistinctPatient" });
export type DistinctPatient = z.output<typeof DistinctPatient>;

export const DistinctPatientPage = pageOf(DistinctPatient);
export type DistinctPatientPage = z.output<typeof DistinctPatientPage>;
