import { specializationCodes } from "./schema.ts";

const labels = new Map<string, string>(Object.entries(specializationCodes));

/** A code's label; free text is its own. */
export const specializationLabel = (specialization: string | null) =>
  specialization === null ? null : (labels.get(specialization) ?? specialization);
