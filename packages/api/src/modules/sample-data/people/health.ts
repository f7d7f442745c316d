import type { Random } from "./random.ts";
import type { Trend } from "./trends.ts";

/** An illness that is usual at some age, and its records. */
type Illness = {
  from: number;
  to: number;
  text: string;
  /** The problem. If absent, the text names a treatment. */
  problem?: string;
  done?: string;
  drug?: { name: string; number: string; unit: string; perDay?: number };
  /** Measured every six months. */
  trends?: readonly Trend[];
};

const pressure: Trend = { of: "pressure", from: [156, 94], to: [132, 82], spread: 7 };
const pulse: Trend = { of: "pulse", from: 84, to: 72, spread: 6 };
const weight: Trend = { of: "weight", from: 84.5, to: 80.2, spread: 1.5 };

const illnesses: readonly Illness[] = [
  {
    from: 0,
    to: 17,
    text: "Asthma, uses a salbutamol inhaler when needed.",
    problem: "Asthma",
    drug: { name: "Salbutamol", number: "100", unit: "ug" },
  },
  { from: 0, to: 17, text: "Atopic eczema since infancy.", problem: "Atopic eczema" },
  { from: 2, to: 17, text: "Grommets in both ears at the age of two.", done: "Insertion of grommets" },
  { from: 5, to: 60, text: "Hay fever, worse in May and June.", problem: "Hay fever" },
  { from: 12, to: 60, text: "Migraine with aura, about once a month.", problem: "Migraine with aura" },
  { from: 18, to: 50, text: "Appendectomy, no complications.", done: "Appendectomy" },
  {
    from: 20,
    to: 80,
    text: "Hypothyroidism, takes levothyroxine 75 µg.",
    problem: "Hypothyroidism",
    drug: { name: "Levothyroxine", number: "75", unit: "ug", perDay: 1 },
    trends: [pulse],
  },
  {
    from: 25,
    to: 75,
    text: "Generalised anxiety, sees a therapist every two weeks.",
    problem: "Generalised anxiety",
  },
  {
    from: 35,
    to: 90,
    text: "High blood pressure, takes ramipril 5 mg.",
    problem: "High blood pressure",
    drug: { name: "Ramipril", number: "5", unit: "mg", perDay: 1 },
    trends: [pressure, pulse],
  },
  {
    from: 40,
    to: 90,
    text: "Type 2 diabetes, takes metformin 1 g twice a day.",
    problem: "Type 2 diabetes",
    drug: { name: "Metformin", number: "1", unit: "g", perDay: 2 },
    trends: [{ of: "glucose", from: 10.2, to: 7.4, spread: 0.8 }, weight, pressure],
  },
  {
    from: 45,
    to: 90,
    text: "Raised cholesterol, takes atorvastatin 20 mg.",
    problem: "Raised cholesterol",
    drug: { name: "Atorvastatin", number: "20", unit: "mg", perDay: 1 },
  },
  {
    from: 50,
    to: 95,
    text: "Osteoarthritis of the right knee, physiotherapy.",
    problem: "Osteoarthritis of the right knee",
  },
  {
    from: 60,
    to: 100,
    text: "Atrial fibrillation, takes apixaban 5 mg twice a day.",
    problem: "Atrial fibrillation",
    drug: { name: "Apixaban", number: "5", unit: "mg", perDay: 2 },
    trends: [pulse],
  },
  { from: 65, to: 100, text: "COPD, stopped smoking ten years ago.", problem: "COPD", trends: [weight] },
  { from: 70, to: 100, text: "Cataract surgery on both eyes.", done: "Cataract surgery" },
  { from: 75, to: 100, text: "Hip replacement on the left. Walks with a stick.", done: "Hip replacement" },
];

const allergies = [
  { text: "Allergic to penicillin.", substance: "Penicillin", category: "medication" },
  { text: "Allergic to nuts, carries adrenaline.", substance: "Nuts", category: "food" },
  { text: "Allergic to latex.", substance: "Latex", category: "environment" },
] as const;

/** Returns illnesses for a person of this age, one per line. Null for a healthy person. */
export function medicalHistoryAt(age: number, random: Random): string | null {
  const possible = illnesses.filter(({ from, to }) => from <= age && age <= to);
  const likely = age < 18 ? 0.25 : age < 40 ? 0.35 : age < 65 ? 0.55 : 0.85;
  const texts: string[] = [];
  if (random.chance(likely)) texts.push(random.pick(possible).text);
  if (age >= 60 && random.chance(0.5)) texts.push(random.pick(possible).text);
  if (random.chance(0.08)) texts.push(random.pick(allergies).text);
  return texts.length > 0 ? [...new Set(texts)].join("\n") : null;
}

/** Finds the illnesses named in a medical history. */
export function recordsNamedIn(medicalHistory: string | null) {
  const lines = new Set(medicalHistory?.split("\n"));
  const isNamed = ({ text }: { text: string }) => lines.has(text);
  return { illnesses: illnesses.filter(isNamed), allergies: allergies.filter(isNamed) };
}
