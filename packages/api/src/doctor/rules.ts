/** Codes that a specialization may be given as. */
const specializations = {
  CARD: "Cardiology",
  DERM: "Dermatology",
  NEUR: "Neurology",
  ORTH: "Orthopedics",
  PED: "Pediatrics",
  GEN: "General Medicine",
} as const;

const labels = new Map<string, string>(Object.entries(specializations));

/** A code's label; free text is its own. */
export const specializationLabel = (specialization: string | null) =>
  specialization === null ? null : (labels.get(specialization) ?? specialization);
