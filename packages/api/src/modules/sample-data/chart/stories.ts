import type { CreateAllergy } from "@caretype/chart/allergy/schema";
import type { CreateProcedure } from "@caretype/chart/clinical-procedure/schema";
import type { CreateCondition } from "@caretype/chart/condition/schema";
import type { CreateImmunization } from "@caretype/chart/immunization/schema";
import type { CreateMedication } from "@caretype/chart/medication/schema";
import type { z } from "zod";
import type { Trend } from "../people/trends.ts";

/** Dates before now, with a precision that people remember. */
type Before = { day(days: number): string; year(years: number): string };

type StoryInput<Input extends z.ZodType> = Omit<z.input<Input>, "patientId" | "encounterId">;

export type Story = {
  /** The possible ages of the patient, in years. */
  ages: readonly [from: number, to: number];
  /** Encounters before the last appointment. `days` counts back from now. */
  visits: readonly { days: number; reason: string }[];
  /** Measured monthly in the last year. */
  trends: readonly Trend[];
  conditions: readonly StoryInput<typeof CreateCondition>[];
  /** Empty if the patient was not asked. */
  allergies: "none-known" | readonly StoryInput<typeof CreateAllergy>[];
  medications: readonly StoryInput<typeof CreateMedication>[];
  immunizations: readonly StoryInput<typeof CreateImmunization>[];
  procedures: readonly StoryInput<typeof CreateProcedure>[];
  /** A draft of the last encounter's note. */
  draft?: string;
};

const words = (text: string) => ({ text });
const daily = (frequency: number) => ({ frequency, period: 1, periodUnit: "d" }) as const;
const byMouth = words("By mouth");

const highPressure = ({ day, year }: Before): Story => ({
  ages: [40, 79],
  visits: [
    { days: 364, reason: "Headache" },
    { days: 245, reason: "Blood pressure" },
    { days: 125, reason: "Blood pressure" },
  ],
  trends: [
    { of: "pressure", from: [166, 101], to: [127, 79], spread: 6 },
    { of: "pulse", from: 86, to: 71, spread: 5 },
    { of: "weight", from: 93.4, to: 86.1, spread: 0.7 },
  ],
  conditions: [
    { code: words("High blood pressure"), severity: "moderate", onset: year(1) },
    { code: words("Overweight"), onset: year(9) },
    {
      code: words("Sprained ankle"),
      clinicalStatus: "resolved",
      onset: day(700),
      abatement: day(660),
    },
  ],
  allergies: "none-known",
  medications: [
    {
      drug: words("Ramipril"),
      kind: "order",
      dose: { number: "5", unit: "mg" },
      route: byMouth,
      timing: daily(1),
      from: day(245),
    },
    {
      drug: words("Hydrochlorothiazide"),
      kind: "order",
      dose: { number: "12.5", unit: "mg" },
      route: byMouth,
      timing: daily(1),
      from: day(364),
      until: day(245),
      status: "stopped",
      endReason: "Dizzy in the morning",
    },
  ],
  immunizations: [{ vaccine: words("Influenza"), occurred: day(50), lotNumber: "SAMPLE-1" }],
  procedures: [{ code: words("Electrocardiogram"), performedFrom: day(364), outcome: "Normal" }],
  draft: [
    "## Blood pressure",
    "Measures at home each morning, mostly **below 130 / 80**. Feels well, no cough, no dizziness.",
    "- Goes on with ramipril 5 mg",
    "- Walks half an hour a day",
    "- Comes again in three months",
  ].join("\n\n"),
});

const diabetes = ({ day, year }: Before): Story => ({
  ages: [40, 79],
  visits: [
    { days: 300, reason: "Blood test" },
    { days: 120, reason: "Blood test" },
  ],
  trends: [
    { of: "glucose", from: 10.8, to: 7.1, spread: 0.9 },
    { of: "weight", from: 88.9, to: 82.3, spread: 0.6 },
    { of: "pressure", from: [142, 88], to: [131, 82], spread: 5 },
  ],
  conditions: [
    { code: words("Type 2 diabetes"), severity: "moderate", onset: year(4) },
    { code: words("Raised cholesterol"), onset: year(3) },
  ],
  allergies: [
    {
      substance: words("Penicillin"),
      category: "medication",
      criticality: "high",
      verificationStatus: "confirmed",
      onset: year(20),
      reactions: [{ manifestation: words("Anaphylaxis"), severity: "severe" }],
    },
    { substance: words("Latex"), category: "environment", criticality: "low" },
  ],
  medications: [
    {
      drug: words("Metformin"),
      kind: "order",
      dose: { number: "1000", unit: "mg" },
      dosage: "With meals",
      route: byMouth,
      timing: daily(2),
      from: year(4),
    },
    { drug: words("Atorvastatin"), kind: "order", dose: { number: "20", unit: "mg" }, from: year(3) },
  ],
  immunizations: [
    { vaccine: words("Pneumococcus"), occurred: year(2), doseNumber: 1 },
    {
      vaccine: words("Influenza"),
      occurred: day(45),
      status: "not-done",
      statusReason: "Did not want it this year",
    },
  ],
  procedures: [{ code: words("Examination of the feet"), performedFrom: day(120) }],
});

const migraine = ({ day, year }: Before): Story => ({
  ages: [18, 64],
  visits: [{ days: 200, reason: "Migraine" }],
  trends: [{ of: "pulse", from: 74, to: 66, spread: 6 }],
  conditions: [{ code: words("Migraine with aura"), severity: "moderate", onset: year(11) }],
  allergies: [],
  medications: [
    { drug: words("Sumatriptan"), dose: { number: "50", unit: "mg" }, dosage: "When an attack begins" },
    {
      drug: words("Propranolol"),
      kind: "order",
      dose: { number: "40", unit: "mg" },
      timing: daily(2),
      from: day(200),
    },
  ],
  immunizations: [{ vaccine: words("Tetanus and diphtheria"), occurred: year(6) }],
  procedures: [],
});

const growth = ({ day, year }: Before): Story => ({
  ages: [5, 7],
  visits: [{ days: 330, reason: "Growth check" }],
  // As for all children.
  trends: [],
  conditions: [{ code: words("Hay fever"), severity: "mild", onset: year(1) }],
  allergies: [
    {
      substance: words("Grass pollen"),
      category: "environment",
      criticality: "low",
      reactions: [{ manifestation: words("Runny nose"), severity: "mild" }],
    },
  ],
  medications: [],
  immunizations: [
    { vaccine: words("Measles, mumps and rubella"), occurred: year(2), doseNumber: 2 },
    { vaccine: words("Influenza"), occurred: day(60) },
  ],
  procedures: [{ code: words("Hearing test"), performedFrom: day(330), outcome: "Normal in both ears" }],
});

/** Invented charts. The first one has the most records. */
export const stories = [highPressure, diabetes, migraine, growth];
