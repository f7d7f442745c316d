import type { Blocker } from "./domain-error.ts";

// Pure: browsers name them.

export const blockerKinds = [
  "allergy",
  "appointment",
  "assignment",
  "condition",
  "encounter",
  "immunization",
  "medication",
  "procedure",
  "patient",
  "doctor",
  "merge",
  "note",
  "observation",
] as const satisfies Blocker["kind"][];
