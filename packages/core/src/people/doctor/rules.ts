import { specializationCodes } from "./schema.ts";

const labels = new Map<string, string>(Object.entries(specializationCodes));

/** Returns a code's label, or the free text itself. */
export const specializationLabel = (specialization: string | null) =>
  specialization === null ? null : (labels.get(specialization) ?? specialization);
