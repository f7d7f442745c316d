import type { Random } from "./random.ts";

type Condition = { from: number; to: number; text: string };

const conditions: readonly Condition[] = [
  { from: 0, to: 17, text: "Asthma, uses a salbutamol inhaler when needed." },
  { from: 0, to: 17, text: "Atopic eczema since infancy." },
  { from: 2, to: 17, text: "Grommets in both ears at the age of two." },
  { from: 5, to: 60, text: "Hay fever, worse in May and June." },
  { from: 12, to: 60, text: "Migraine with aura, about once a month." },
  { from: 18, to: 50, text: "Appendectomy, no complications." },
  { from: 20, to: 80, text: "Hypothyroidism, takes levothyroxine 75 µg." },
  { from: 25, to: 75, text: "Generalised anxiety, sees a therapist every two weeks." },
  { from: 35, to: 90, text: "High blood pressure, takes ramipril 5 mg." },
  { from: 40, to: 90, text: "Type 2 diabetes, takes metformin 1 g twice a day." },
  { from: 45, to: 90, text: "Raised cholesterol, takes atorvastatin 20 mg." },
  { from: 50, to: 95, text: "Osteoarthritis of the right knee, physiotherapy." },
  { from: 60, to: 100, text: "Atrial fibrillation, takes apixaban 5 mg twice a day." },
  { from: 65, to: 100, text: "COPD, stopped smoking ten years ago." },
  { from: 70, to: 100, text: "Cataract surgery on both eyes." },
  { from: 75, to: 100, text: "Hip replacement on the left. Walks with a stick." },
];
const allergies = ["Allergic to penicillin.", "Allergic to nuts, carries adrenaline.", "Allergic to latex."];

/** Returns what a person of this age may have. Null for a healthy one. */
export function medicalHistoryAt(age: number, random: Random): string | null {
  const possible = conditions.filter(({ from, to }) => from <= age && age <= to);
  const likely = age < 18 ? 0.25 : age < 40 ? 0.35 : age < 65 ? 0.55 : 0.85;
  const texts: string[] = [];
  if (random.chance(likely)) texts.push(random.pick(possible).text);
  if (age >= 60 && random.chance(0.5)) texts.push(random.pick(possible).text);
  if (random.chance(0.08)) texts.push(random.pick(allergies));
  return texts.length > 0 ? [...new Set(texts)].join("\n") : null;
}
